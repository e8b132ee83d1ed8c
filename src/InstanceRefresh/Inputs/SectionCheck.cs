using System.Collections.Immutable;
using System.Globalization;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Holds an object against the fields it may have, collecting errors and filling in defaults on the way.</summary>
internal sealed class SectionCheck(IReadOnlySet<string> secretPaths)
{
    private readonly List<CheckFailure> _failures = [];

    public IReadOnlyList<CheckFailure> Failures => _failures;

    public InputValue.Map Check(InputValue.Map section, ImmutableArray<PropertyDefinition> fields, PropertyPath at)
    {
        foreach (var (key, value) in section.Members.Where(member => fields.All(field => field.Name != member.Key)))
        {
            // A null under an unknown key says nothing, and programs send such nulls; dropping it is enough.
            if (value is not InputValue.Null)
                Fail(at.Member(key), UnknownKey(key, fields));
        }

        return InputValue.Map.Of(
            from field in fields
            let value = CheckField(section[field.Name], field, at.Member(field.Name))
            where value is not null
            select KeyValuePair.Create(field.Name, value));
    }

    private InputValue? CheckField(InputValue? value, PropertyDefinition field, PropertyPath at)
    {
        if (value is InputValue.Map map && field.Type is PropertyType.Section section)
            return Check(map, section.Properties, at);
        if (value is InputValue.Map texts && field.Type is PropertyType.Map)
            return CheckTexts(texts, at);

        if (value is null)
        {
            if (field.Required)
                Fail(at, field.Type is PropertyType.Section whole ? $"is required: an object with {Names(whole.Properties)}" : "is required");
            return DefaultOf(field);
        }

        if (ValueCheck.Problem(value, field, IsSecret(at)) is { } problem)
            Fail(at, problem);
        return value;
    }

    private static InputValue? DefaultOf(PropertyDefinition field) => field.Default switch
    {
        string text => new InputValue.Text(text),
        bool flag => new InputValue.Bool(flag),
        int number => new InputValue.Number(number),
        double number => new InputValue.Number(number),
        _ => null,
    };

    private InputValue.Map CheckTexts(InputValue.Map texts, PropertyPath at)
    {
        foreach (var (key, value) in texts.Members)
        {
            // Trigger values may be secrets or whole files: the kind is told, the value never.
            if (AsText(value) is not (InputValue.Text or InputValue.Unknown or InputValue.Null))
                Fail(at.Member(key), $"must be text, a number, true or false; was {ValueCheck.KindOf(value)}");
        }

        return InputValue.Map.Of(texts.Members
            .Where(member => member.Value is not InputValue.Null)
            .Select(member => KeyValuePair.Create(member.Key, AsText(member.Value))));
    }

    /// <summary>Programs without types, such as YAML, send <c>7</c> or <c>true</c> where a text is meant.</summary>
    private static InputValue AsText(InputValue value) => value switch
    {
        InputValue.Bool { Value: var flag } => new InputValue.Text(flag ? "true" : "false"),
        InputValue.Number { Value: var number } when Reading.IsWhole(number) && Math.Abs(number) < 1e18
            => new InputValue.Text(((long)number).ToString(CultureInfo.InvariantCulture)),
        InputValue.Number { Value: var number } => new InputValue.Text(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => value,
    };

    private bool IsSecret(PropertyPath at)
        => secretPaths.Any(path => at.Text == path
            || (at.Text.StartsWith(path, StringComparison.Ordinal) && at.Text[path.Length] is '.' or '[')
            || path.Length == 0);

    private void Fail(PropertyPath at, string reason) => _failures.Add(new CheckFailure(at.Text, reason));

    private static string UnknownKey(string key, ImmutableArray<PropertyDefinition> fields)
        => "is not a property here"
            + (Suggestion.For(key, fields.Select(field => field.Name)) is { } meant ? $"; did you mean {meant}?" : $"; there are {Names(fields)}");

    private static string Names(ImmutableArray<PropertyDefinition> fields) => string.Join(", ", fields.Select(field => field.Name));
}
