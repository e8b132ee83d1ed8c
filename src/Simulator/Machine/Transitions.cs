using System.Collections.Frozen;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>Which status may follow which. These three tables are the rule; <see cref="TransitionGuard"/> is the only way through.</summary>
internal static class Transitions
{
    public static readonly FrozenDictionary<ActivityStatus, ActivityStatus[]> OfActivity = new Dictionary<ActivityStatus, ActivityStatus[]>
    {
        [ActivityStatus.Init] = [ActivityStatus.Running, ActivityStatus.ManualPause, ActivityStatus.Cancelled, ActivityStatus.Failed],
        [ActivityStatus.Running] =
        [
            ActivityStatus.Successful, ActivityStatus.FailedPause, ActivityStatus.AutoPause, ActivityStatus.ManualPause,
            ActivityStatus.Cancelled, ActivityStatus.Failed,
        ],
        [ActivityStatus.AutoPause] = [ActivityStatus.Running, ActivityStatus.Cancelled, ActivityStatus.Failed],
        [ActivityStatus.FailedPause] = [ActivityStatus.Running, ActivityStatus.Cancelled, ActivityStatus.Failed],
        // A stopped activity whose batch fails becomes FAILED_PAUSE only by switch.
        [ActivityStatus.ManualPause] = [ActivityStatus.Running, ActivityStatus.Cancelled, ActivityStatus.Failed, ActivityStatus.FailedPause],
        [ActivityStatus.Successful] = [],
        [ActivityStatus.Cancelled] = [],
        [ActivityStatus.Failed] = [],
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<BatchStatus, BatchStatus[]> OfBatch = new Dictionary<BatchStatus, BatchStatus[]>
    {
        [BatchStatus.Waiting] = [BatchStatus.Init, BatchStatus.Cancelled],
        [BatchStatus.Init] = [BatchStatus.Running],
        [BatchStatus.Running] = [BatchStatus.Successful, BatchStatus.PartiallySuccessful, BatchStatus.Failed],
        // Failed ones run again on a retry.
        [BatchStatus.PartiallySuccessful] = [BatchStatus.Init],
        [BatchStatus.Failed] = [BatchStatus.Init],
        [BatchStatus.Successful] = [],
        [BatchStatus.Cancelled] = [],
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<BatchInstanceStatus, BatchInstanceStatus[]> OfInstance = new Dictionary<BatchInstanceStatus, BatchInstanceStatus[]>
    {
        [BatchInstanceStatus.Waiting] = [BatchInstanceStatus.Init, BatchInstanceStatus.Cancelled, BatchInstanceStatus.NotFound],
        [BatchInstanceStatus.Init] = [BatchInstanceStatus.Running, BatchInstanceStatus.NotFound],
        [BatchInstanceStatus.Running] = [BatchInstanceStatus.Successful, BatchInstanceStatus.Failed, BatchInstanceStatus.NotFound],
        [BatchInstanceStatus.Failed] = [BatchInstanceStatus.Init, BatchInstanceStatus.NotFound],
        [BatchInstanceStatus.Successful] = [],
        [BatchInstanceStatus.Cancelled] = [],
        [BatchInstanceStatus.NotFound] = [],
    }.ToFrozenDictionary();
}
