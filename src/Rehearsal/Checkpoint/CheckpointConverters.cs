using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Property values as the engine writes them, secrets sealed.</summary>
internal sealed class PropertyConverter<T>(
    Func<T, PropertyValue> toValue, Func<PropertyValue, T> fromValue, Func<string, string> seal, Func<string, string> open) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return fromValue(PropertyJson.Read(document.RootElement, open));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => PropertyJson.Write(toValue(value), writer, seal);
}

/// <summary>Lists of texts. The engine writes an empty one as null in places.</summary>
internal sealed class TextsConverter : JsonConverter<ImmutableArray<string>>
{
    public override bool HandleNull => true;

    public override ImmutableArray<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => [.. JsonSerializer.Deserialize(ref reader, Shape(options)) ?? []];

    public override void Write(Utf8JsonWriter writer, ImmutableArray<string> value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.IsDefault ? [] : value.ToArray(), Shape(options));

    private static JsonTypeInfo<string[]> Shape(JsonSerializerOptions options) => (JsonTypeInfo<string[]>)options.GetTypeInfo(typeof(string[]));
}
