using System.Text;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Fleets as JSON. Seeds and saved states have the same form.</summary>
public static class FleetJson
{
    /// <summary>The version of the form that is written and read.</summary>
    public const int Version = 1;

    /// <summary>Reads a fleet.</summary>
    /// <exception cref="FleetFormatException">It is not JSON, or something in it is not as it should be; every mistake is listed with its path.</exception>
    public static Fleet Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Read(string)"/>
    public static Fleet Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var mistakes = new List<string>();
            var fleet = FleetReader.Read(new(document.RootElement, "$", mistakes));
            return mistakes.Count == 0 ? fleet : throw new FleetFormatException(mistakes);
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON: {broken.Message}"]);
        }
    }

    /// <summary>Writes a fleet so that reading it gives the same one.</summary>
    public static byte[] Write(Fleet fleet)
    {
        using var buffer = new MemoryStream();
        Write(buffer, fleet);
        return buffer.ToArray();
    }

    /// <summary>Writes a fleet piece by piece.</summary>
    public static void Write(Stream to, Fleet fleet)
    {
        using var json = new Utf8JsonWriter(to);
        FleetWriter.Write(json, fleet);
    }
}
