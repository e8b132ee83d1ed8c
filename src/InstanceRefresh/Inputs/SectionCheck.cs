using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds an object against the fields it may have, collecting errors and filling in defaults on the way.</summary>
internal sealed class SectionCheck
{
    private readonly List<CheckFailure> _failures = [];

    public IReadOnlyList<CheckFailure> Failures => _failures;

    public PropertyMap Check(PropertyMap section, ImmutableArray<PropertyDefinition> fields, PropertyPath at, bool isSecret)
    {
        foreach (var (key, value) in section.Where(member => fields.All(field => field.Name != member.Key)))
        {
            // A null under an unknown key says nothing, and programs send such nulls; dropping it is enough.
            if (value.Opened() is not PropertyValue.Null)
                Fail(at.Member(key), UnknownKey(key, fields));
        }

        return PropertyMap.From(
            from field in fields
            let value = CheckField(section.Find(field.Name), field, at.Member(field.Name), isSecret)
            where value is not null
            select KeyValuePair.Create(field.Name, value));
    }

    private PropertyValue? CheckField(PropertyValue? value, PropertyDefinition field, PropertyPath at, bool isSecret)
    {
        if (value is PropertyValue.Secret secret)
            return CheckField(secret.Inner, field, at, isSecret: true)?.AsSecret();
        if (value is PropertyValue.Object { Members: var members } && field.Type is PropertyType.Section section)
            return Check(members, section.Properties, at, isSecret);
        if (value is PropertyValue.Object { Members: var texts } && field.Type is PropertyType.Map)
            return CheckTexts(texts, at);

        if (value is null or PropertyValue.Null)
        {
            if (field.Required)
                Fail(at, field.Type is PropertyType.Section whole ? $"is required: an object with {Names(whole.Properties)}" : "is required");
            return field.Default;
        }

        if (ValueCheck.Problem(value, field, isSecret) is { } problem)
            Fail(at, problem);
        return value;
    }

    private PropertyMap CheckTexts(PropertyMap texts, PropertyPath at)
    {
        foreach (var (key, value) in texts)
        {
            // Trigger values may be secrets or whole files: the kind is told, the value never.
            if (AsText(value).Opened() is not (PropertyValue.Text or PropertyValue.Unknown or PropertyValue.Null))
                Fail(at.Member(key), $"must be text, a number, true or false; was {ValueCheck.KindOf(value.Opened())}");
        }

        return PropertyMap.From(texts
            .Where(member => member.Value.Opened() is not PropertyValue.Null)
            .Select(member => KeyValuePair.Create(member.Key, AsText(member.Value))));
    }

    /// <summary>Programs without types, such as YAML, send <c>7</c> or <c>true</c> where a text is meant.</summary>
    private static PropertyValue AsText(PropertyValue value) => value switch
    {
        PropertyValue.Secret { Inner: var inner } => AsText(inner).AsSecret(),
        PropertyValue.Bool { Value: var flag } => new PropertyValue.Text(flag ? "true" : "false"),
        PropertyValue.Number { Value: var number } when Reading.IsWhole(number) && Math.Abs(number) < 1e18
            => new PropertyValue.Text(((long)number).ToString(CultureInfo.InvariantCulture)),
        PropertyValue.Number { Value: var number } => new PropertyValue.Text(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => value,
    };

    private void Fail(PropertyPath at, string reason) => _failures.Add(new CheckFailure(at.ToString(), reason));

    private static string UnknownKey(string key, ImmutableArray<PropertyDefinition> fields)
        => "is not a property here"
            + (Suggestion.For(key, fields.Select(field => field.Name)) is { } meant ? $"; did you mean {meant}?" : $"; there are {Names(fields)}");

    private static string Names(ImmutableArray<PropertyDefinition> fields) => string.Join(", ", fields.Select(field => field.Name));
}
