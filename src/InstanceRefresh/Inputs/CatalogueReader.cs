using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Reads an object that somebody has written (the inputs of the resource, the configuration of the provider, the arguments of a function) by its
/// definitions in the catalogue, and collects every error under its path. Unknown values are never errors, unknown keys are. Never throws.
/// </summary>
/// <param name="fromText">
/// False: each value has to have its own type, and defaults are filled in. True: as configuration arrives, a value may also be given as text, an empty text
/// counts as not given, and what is not given stays so.
/// </param>
public sealed class CatalogueReader(bool fromText = false)
{
    private readonly List<CheckFailure> _failures = [];

    /// <summary>All errors so far, in the order in which they were found.</summary>
    public IReadOnlyList<CheckFailure> Failures => _failures;

    /// <summary>
    /// The members that the catalogue knows, without nulls, with their secrets as such. One that is wrong stays as it came: read on only where there are no
    /// failures.
    /// </summary>
    public PropertyMap Read(PropertyMap given, ImmutableArray<PropertyDefinition> properties)
        => ReadMembers(given, properties, PropertyPath.Root, isSecret: false);

    /// <summary>Adds an error that no definition shows, such as a rule between two members.</summary>
    public void Fail(string path, string reason) => _failures.Add(new(Quoted.Cut(path), reason));

    private PropertyMap ReadMembers(PropertyMap given, ImmutableArray<PropertyDefinition> properties, PropertyPath at, bool isSecret)
    {
        foreach (var (key, value) in given.Where(member => properties.All(property => property.Name != member.Key)))
        {
            // A null under an unknown key says nothing, and programs send such nulls; dropping it is enough.
            if (value.Opened() is not PropertyValue.Null)
                Fail(at.Member(key), UnknownKey(key, properties));
        }

        return PropertyMap.From(
            from property in properties
            let value = ReadMember(given.Find(property.Name), property, at.Member(property.Name), isSecret || property.Secret)
            where value is not null
            select KeyValuePair.Create(property.Name, value));
    }

    private PropertyValue? ReadMember(PropertyValue? value, PropertyDefinition property, PropertyPath at, bool isSecret)
    {
        if (value is PropertyValue.Secret secret)
            return ReadMember(secret.Inner, property, at, isSecret: true)?.AsSecret();
        if (value is not (null or PropertyValue.Null) && !(fromText && TextForms.IsBlank(value)))
            return ReadValue(fromText ? TextForms.Parse(value, property.Type) : value, property, at, isSecret);

        if (property.Required)
            Fail(at, property.Type is PropertyType.Section whole ? $"is required: an object with {Names(whole.Properties)}" : "is required");
        return fromText ? null : property.Default;
    }

    private PropertyValue ReadValue(PropertyValue value, PropertyDefinition property, PropertyPath at, bool isSecret)
    {
        switch (property.Type, value)
        {
            case (PropertyType.Section section, PropertyValue.Object { Members: var members }):
                return ReadMembers(members, section.Properties, at, isSecret);
            case (PropertyType.Map, PropertyValue.Object { Members: var texts }):
                return ReadTexts(texts, at);
            case (PropertyType.List list, PropertyValue.Array { Items: var items }):
                if (items.Length > list.Maximum)
                    Fail(at, $"must have at most {list.Maximum} items; has {items.Length}");
                return new PropertyValue.Array(
                    [.. items.Select((item, index) => ReadItem(item, property with { Type = list.Items }, at.Item(index), isSecret))]);
            default:
                if (TypeErrors.Find(value, property, isSecret, fromText) is { } reason)
                    Fail(at, reason);
                return value;
        }
    }

    private PropertyValue ReadItem(PropertyValue item, PropertyDefinition property, PropertyPath at, bool isSecret)
        => item is PropertyValue.Secret secret
            ? ReadItem(secret.Inner, property, at, isSecret: true).AsSecret()
            : ReadValue(item, property, at, isSecret);

    private PropertyMap ReadTexts(PropertyMap texts, PropertyPath at)
    {
        var given = PropertyMap.From(texts.Where(member => member.Value.Opened() is not PropertyValue.Null))
            .Select((_, value) => TextForms.AsText(value));
        foreach (var (key, value) in given)
        {
            // Trigger values may be secrets or whole files: the kind is reported, the value never.
            if (value.Opened() is not (PropertyValue.Text or PropertyValue.Unknown))
                Fail(at.Member(key), $"must be text, a number, true or false; was {Quoted.KindOf(value.Opened())}");
        }

        return given;
    }

    private void Fail(PropertyPath at, string reason) => Fail(at.ToString(), reason);

    private static string UnknownKey(string key, ImmutableArray<PropertyDefinition> properties)
        => "is not a known property; "
            + (Suggestion.For(key, properties.Select(property => property.Name)) is { } meant
                ? $"did you mean {meant}?"
                : $"the properties are {Names(properties)}");

    private static string Names(ImmutableArray<PropertyDefinition> properties) => string.Join(", ", properties.Select(property => property.Name));
}
