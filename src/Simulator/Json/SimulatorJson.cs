using System.Text.Json;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Http;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Json;

/// <summary>The files and control requests of the simulator, for the serializer: generated, so that it also works in a native build.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FleetFile))]
[JsonSerializable(typeof(FaultFile))]
[JsonSerializable(typeof(IEnumerable<InstanceFile>))]
[JsonSerializable(typeof(StagedFile))]
[JsonSerializable(typeof(ClockFile))]
internal sealed partial class SimulatorJson : JsonSerializerContext
{
    public static SimulatorJson Files { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters =
        {
            new TimeConverter(),
            new NameConverter<FaultKind>(JsonNamingPolicy.CamelCase),
            new NameConverter<FaultPhase>(JsonNamingPolicy.CamelCase),
            Wire<ActivityStatus>(),
            Wire<ActivityType>(),
            Wire<BatchInstanceStatus>(),
            Wire<BatchPause>(),
            Wire<BatchStatus>(),
            Wire<FailProcess>(),
            Wire<HealthStatus>(),
            Wire<HookResult>(),
            Wire<HookTransition>(),
            Wire<HookTransitionType>(),
            Wire<LifeCycleState>(),
            Wire<PendingKind>(),
            Wire<RefreshMode>(),
            Wire<RefreshStep>(),
            Wire<ScalingStatus>(),
            Wire<Standby>(),
        },
    });

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };

    /// <summary>Parses JSON as a person writes it: with comments, and commas after the last item. Every text in it can be read.</summary>
    /// <exception cref="FleetFormatException">It is not JSON, or a text in it is not Unicode.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            JsonShape.Readable(() => Texts(document.RootElement).Count());
            return document;
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON; it goes wrong in line {(broken.LineNumber ?? 0) + 1}."]);
        }
    }

    private static NameConverter<T> Wire<T>()
        where T : struct, Enum
        => new(JsonNamingPolicy.SnakeCaseUpper);
}
