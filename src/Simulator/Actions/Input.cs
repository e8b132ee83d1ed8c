using System.Collections.Immutable;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>A checked input. Members are read by name; null and absent are the same.</summary>
internal readonly record struct Input(JsonElement Json)
{
    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name) => Find(name)?.GetString();

    public long? Whole(string name) => Find(name)?.GetInt64();

    public bool? Flag(string name) => Find(name)?.GetBoolean();

    public Input Object(string name) => new(Find(name) ?? default);

    public ImmutableArray<string> Texts(string name)
        => Find(name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    public IEnumerable<Input> Objects(string name) => Find(name) is { } list ? list.EnumerateArray().Select(item => new Input(item)) : [];

    public JsonElement? Find(string name)
        => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
