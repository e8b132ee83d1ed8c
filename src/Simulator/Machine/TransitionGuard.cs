using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>The one place where a status is set: a change outside the table is a bug of ours and stops here.</summary>
internal static class TransitionGuard
{
    public static RefreshActivity MoveTo(this RefreshActivity activity, ActivityStatus next)
        => Transitions.OfActivity[activity.Status].Contains(next)
            ? activity with { Status = next }
            : throw Forbidden($"activity {activity.Id}", activity.Status.Wire(), next.Wire());

    public static RefreshBatch MoveTo(this RefreshBatch batch, BatchStatus next)
        => Transitions.OfBatch[batch.Status].Contains(next)
            ? batch with { Status = next }
            : throw Forbidden($"batch {batch.Number}", batch.Status.Wire(), next.Wire());

    public static BatchInstance MoveTo(this BatchInstance instance, BatchInstanceStatus next)
        => Transitions.OfInstance[instance.Status].Contains(next)
            ? instance with { Status = next }
            : throw Forbidden($"instance {instance.InstanceId}", instance.Status.Wire(), next.Wire());

    private static InvalidOperationException Forbidden(string what, string from, string to)
        => new($"The {what} cannot go from {from} to {to}.");
}
