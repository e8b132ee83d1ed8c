using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Objects that travel as JSON text: structured stack configuration, and all that is not text in an explicit provider.</summary>
internal static class JsonText
{
    public static bool TryReadObject(string text, [NotNullWhen(true)] out InputValue.Map? map)
    {
        map = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            map = ValueOf(document.RootElement) as InputValue.Map;
        }
        catch (JsonException)
        {
            // Text that is no JSON is simply not an object; the caller names the key.
        }

        return map is not null;
    }

    private static InputValue ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => InputValue.Map.Of(json.EnumerateObject()
            .DistinctBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, ValueOf(member.Value)))),
        JsonValueKind.Array => new InputValue.List([.. json.EnumerateArray().Select(ValueOf)]),
        JsonValueKind.String => new InputValue.Text(json.GetString()!),
        JsonValueKind.Number => new InputValue.Number(json.GetDouble()),
        JsonValueKind.True => new InputValue.Bool(true),
        JsonValueKind.False => new InputValue.Bool(false),
        _ => new InputValue.Null(),
    };
}
