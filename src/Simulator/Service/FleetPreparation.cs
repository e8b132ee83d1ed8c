using System.Collections.Frozen;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

/// <summary>Brings groups of a new world to where a seed wants their activities, by letting rollouts run until they are there.</summary>
internal static class FleetPreparation
{
    // Those that move on by themselves come last, so that they have not moved on when the others are ready.
    private static readonly FrozenDictionary<ActivityStatus, int> Order = new Dictionary<ActivityStatus, int>
    {
        [ActivityStatus.Running] = 1,
        [ActivityStatus.Init] = 2,
    }.ToFrozenDictionary();

    public static void Run(World world, IEnumerable<Staged> stages)
    {
        foreach (var wanted in stages.OrderBy(wanted => Order.GetValueOrDefault(wanted.Status)))
            Bring(world, wanted);
    }

    private static void Bring(World world, Staged wanted)
    {
        var group = world.Groups[wanted.GroupId];
        var instances = BatchPlan.InOrder(group.Instances.Where(instance => instance.IsRunning), world.Assumed)
            .Select(instance => new BatchInstance { InstanceId = instance.Id, PreviousImageId = instance.ImageId }).ToList();
        if (instances.Count == 0)
            throw new FleetFormatException([$"group {wanted.GroupId} has no running instance, so its activity cannot be brought to {wanted.Status.Wire()}"]);
        var batches = Math.Min(wanted.Batches, instances.Count);
        var planned = Trouble(wanted, batches) is { } trouble ? world.Faults.Add(trouble) : 0;
        var activity = world.Begin(group, new()
        {
            Id = world.NewId(Ids.Refresh),
            GroupId = group.Id,
            Settings = new() { BatchNumber = batches, BatchPause = wanted.Status == ActivityStatus.AutoPause ? BatchPause.FirstBatchPause : BatchPause.Automatic },
            Batches = BatchPlan.Deal(instances, batches, world.Assumed),
            GroupWasEnabled = group.Enabled,
            CreatedTime = world.Now,
        });
        while (!IsThere(world.Activity(activity.Id)!, wanted.Status, batches) && world.StepOn())
        {
            // Each step is one event of the world.
        }

        if (planned > 0)
            world.Faults.Remove(planned);
        if (!IsThere(world.Activity(activity.Id)!, wanted.Status, batches))
            throw new FleetFormatException([$"group {wanted.GroupId}: an activity of {batches} batches never gets to {wanted.Status.Wire()}"]);
    }

    private static Fault? Trouble(Staged wanted, int batches) => wanted.Status switch
    {
        ActivityStatus.FailedPause => Fault.InBatch(wanted.GroupId, Math.Min(2, batches)),
        ActivityStatus.ManualPause => Fault.ThirdParty(wanted.GroupId, FaultKind.Pause),
        ActivityStatus.Cancelled => Fault.ThirdParty(wanted.GroupId, FaultKind.Cancel),
        ActivityStatus.Failed => Fault.ThirdParty(wanted.GroupId, FaultKind.Break),
        _ => null,
    };

    private static bool IsThere(RefreshActivity activity, ActivityStatus status, int batches) => activity.Status == status && status switch
    {
        ActivityStatus.Running => activity.CurrentBatch == Math.Min(2, batches) && activity.Batch!.Status == BatchStatus.Running,
        _ => !activity.Working,
    };
}
