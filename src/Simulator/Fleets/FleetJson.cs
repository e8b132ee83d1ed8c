using System.Text;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>Fleets as JSON. Seeds and saved states have the same form.</summary>
public static class FleetJson
{
    /// <summary>The version of the form that is written and read.</summary>
    public const int Version = 1;

    /// <summary>Reads a fleet.</summary>
    /// <exception cref="FleetFormatException">It is not JSON, or something in it is not as it should be; every error is listed with its path: those of single
    /// values first, and where there are none those of what does not fit together.</exception>
    public static Fleet Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Read(string)"/>
    public static Fleet Read(ReadOnlyMemory<byte> json)
    {
        using var document = SimulatorJson.Parse(json);
        return FleetReader.Read(JsonShape.Read(document.RootElement, SimulatorJson.Files.FleetFile));
    }

    /// <summary>Writes a fleet so that reading it gives the same one.</summary>
    public static byte[] Write(Fleet fleet) => JsonSerializer.SerializeToUtf8Bytes(FleetWriter.File(fleet), SimulatorJson.Files.FleetFile);

    /// <summary>Writes a fleet piece by piece.</summary>
    public static void Write(Stream to, Fleet fleet) => JsonSerializer.Serialize(to, FleetWriter.File(fleet), SimulatorJson.Files.FleetFile);
}
