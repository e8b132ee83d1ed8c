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

    /// <summary>Parses JSON as a person writes it: with comments, and commas after the last item.</summary>
    /// <exception cref="FleetFormatException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON: {broken.Message}"]);
        }
    }

    private static NameConverter<T> Wire<T>()
        where T : struct, Enum
        => new(JsonNamingPolicy.SnakeCaseUpper);
}
