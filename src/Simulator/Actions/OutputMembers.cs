using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Members of an answer that are echoed, each with what is shown where nothing was said: JSON, written as it stands.</summary>
internal sealed class OutputMembers
{
    private readonly (JsonEncodedText Name, byte[] Default, string Key)[] _members;

    /// <param name="json">One object of all members and their defaults.</param>
    public OutputMembers(string json)
    {
        using var document = JsonDocument.Parse(json);
        _members = [.. document.RootElement.EnumerateObject().Select(member =>
            (JsonEncodedText.Encode(member.Name), Encoding.UTF8.GetBytes(member.Value.GetRawText()), member.Name))];
    }

    public IEnumerable<string> Names => _members.Select(member => member.Key);

    public void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, JsonElement> members)
    {
        foreach (var (name, otherwise, key) in _members)
        {
            json.WritePropertyName(name);
            if (members.TryGetValue(key, out var value))
                value.WriteTo(json);
            else
                json.WriteRawValue(otherwise, skipInputValidation: true);
        }
    }
}
