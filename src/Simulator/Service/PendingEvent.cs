using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Service;

public enum PendingKind : byte
{
    Prepared,
    BatchRuns,
    SurgeMade,
    SurgeRemoved,

    /// <summary>A machine's reinstall (or replacement) is done.</summary>
    Reinstalled,

    /// <summary>A machine's target health is known.</summary>
    HealthKnown,

    /// <summary>A machine has left the traffic: hooks for its way out fire.</summary>
    TakenOut,

    /// <summary>The time of a hook that holds a machine is over.</summary>
    HookTimedOut,

    /// <summary>The command of a hook that holds a machine has ended.</summary>
    CommandEnded,

    /// <summary>An ordinary scaling activity is done.</summary>
    Scaled,
}

/// <summary>Something that will happen by itself.</summary>
/// <param name="At">When, in the service's time.</param>
/// <param name="Sequence">Breaks ties in the order of scheduling.</param>
/// <param name="Kind">What.</param>
/// <param name="SubjectId">The refresh activity, or for <see cref="PendingKind.Scaled"/> the scaling activity.</param>
/// <param name="Round">The round of the refresh activity in which it was scheduled; in a later one it is stale.</param>
/// <param name="InstanceId">The machine, where it is about one.</param>
/// <param name="Failure">Why it ends badly, if it does.</param>
/// <param name="HookToken">Which hook's hold, where it is about one.</param>
public sealed record PendingEvent(
    [property: JsonRequired] DateTimeOffset At,
    long Sequence,
    PendingKind Kind,
    [property: JsonRequired] string SubjectId,
    [property: Whole(0)] int Round = 0,
    string? InstanceId = null,
    string? Failure = null,
    string? HookToken = null);
