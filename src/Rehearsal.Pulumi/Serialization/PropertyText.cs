using Google.Protobuf;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace Pulumi.Serialization;

/// <summary>Values that travel as JSON text: provider configuration that is not text itself.</summary>
internal static class PropertyText
{
    public static Output<string> Of(object value)
    {
        return new Output<string>(WriteAsync());

        async Task<OutputData<string>> WriteAsync()
        {
            var serializer = new PropertySerializer();
            var serialized = await serializer.ValueAsync(value, "value");
            var reading = Reading.Of(serialized);
            var resources = serializer.Dependencies.ToHashSet();
            return reading.IsKnown
                ? new(JsonFormatter.Default.Format(PropertyCodec.ToValue(reading.Value)), IsKnown: true, reading.IsSecret, [.. resources])
                : OutputData<string>.Unknown(reading.IsSecret, [.. resources]);
        }
    }
}
