using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;

namespace Pulumi.Serialization;

/// <summary>Turns a program's values into the engine's, and notes the resources they came from.</summary>
internal sealed class PropertySerializer
{
    private readonly HashSet<Resource> _dependencies = [];

    public IReadOnlySet<Resource> Dependencies => _dependencies;

    /// <summary>The members that have a value; to the engine a member that is null and one that is not there are the same.</summary>
    public async Task<PropertyMap> MembersAsync(IEnumerable<KeyValuePair<string, object?>> members, string path)
    {
        var map = PropertyMap.Empty;
        foreach (var (name, member) in members)
        {
            if (await ValueAsync(member, $"{path}.{name}") is not PropertyValue.Null and var value)
                map = map.With(name, value);
        }

        return map;
    }

    /// <param name="value">What the program gave.</param>
    /// <param name="path">Where it stands, for the message about a value that cannot be sent.</param>
    /// <exception cref="InvalidOperationException">The type cannot be sent.</exception>
    public async Task<PropertyValue> ValueAsync(object? value, string path) => value switch
    {
        null or ValueTuple => PropertyValue.Null.Value,
        bool flag => new PropertyValue.Bool(flag),
        int number => new PropertyValue.Number(number),
        double number => new PropertyValue.Number(number),
        string text => new PropertyValue.Text(text),
        InputArgs args => new PropertyValue.Object(await MembersAsync(args.ToDictionary(), path)),
        IInput input => await OutputAsync(input.ToSerializable(), path),
        IOutput output => await OutputAsync(output, path),
        Resource resource => await ReferenceAsync(resource),
        JsonElement json => JsonPropertyReader.Read(json),
        IDictionary map => new PropertyValue.Object(await MembersAsync(Entries(map), path)),
        IList list => await ListAsync(list, path),
        Enum choice => new PropertyValue.Number(Convert.ToInt32(choice, null)),
        _ when value.GetType().GetCustomAttribute<EnumTypeAttribute>() is not null => await ValueAsync(Underlying(value, path), path),
        _ when value.GetType().GetCustomAttribute<OutputTypeAttribute>() is not null
            => new PropertyValue.Object(await MembersAsync(Fields(value), path)),
        _ => throw CannotSend(value, path),
    };

    private async Task<PropertyValue> OutputAsync(IOutput output, string path)
    {
        var data = await output.DataAsync();
        _dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
            return new PropertyValue.Unknown();
        var value = await ValueAsync(data.Value, path);
        return data.IsSecret ? new PropertyValue.Secret(value) : value;
    }

    private async Task<PropertyValue> ReferenceAsync(Resource resource)
    {
        _dependencies.Add(resource);
        var urn = await resource.Urn.ValueOrAsync("");
        return resource is CustomResource custom
            ? new PropertyValue.Reference(urn, new PropertyValue.Text(await custom.Id.ValueOrAsync("")))
            : new PropertyValue.Reference(urn);
    }

    private async Task<PropertyValue> ListAsync(IList list, string path)
    {
        if (IsUnset(list))
            return PropertyValue.Array.Of();
        var items = ImmutableArray.CreateBuilder<PropertyValue>(list.Count);
        for (var index = 0; index < list.Count; index++)
            items.Add(await ValueAsync(list[index], $"{path}[{index}]"));
        return new PropertyValue.Array(items.MoveToImmutable());
    }

    // An ImmutableArray that was never assigned throws on every use but this one.
    private static bool IsUnset(IList list)
        => list.GetType().GetProperty(nameof(ImmutableArray<>.IsDefault)) is { } isDefault && (bool)isDefault.GetValue(list)!;

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary map)
        => map.Keys.Cast<object>().Select(key => KeyValuePair.Create(
            key as string ?? throw new InvalidOperationException($"A map that is sent has text keys, not {key.GetType()}."), map[key]));

    private static IEnumerable<KeyValuePair<string, object?>> Fields(object value)
        => value.GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(field => field.IsInitOnly)
            .Select(field => KeyValuePair.Create(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)));

    private static object? Underlying(object value, string path)
        => value.GetType().GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [value.GetType()]) is { } conversion
            ? conversion.Invoke(null, [value])
            : throw CannotSend(value, path);

    private static InvalidOperationException CannotSend(object value, string path)
        => new(value is Task
            ? $"{path} is a task: wrap it with Output.Create."
            : $"{path} has the type {value.GetType()}, which cannot be sent. Numbers are int or double.");
}
