using System.Collections.Frozen;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

/// <summary>Brings groups of a new world to where a seed wants their activities, by letting rollouts run until they are there.</summary>
internal static class Staging
{
    // Those that move on by themselves come last, so that they have not moved on when the others are ready.
    private static readonly FrozenDictionary<ActivityStatus, int> Order = new Dictionary<ActivityStatus, int>
    {
        [ActivityStatus.Running] = 1,
        [ActivityStatus.Init] = 2,
    }.ToFrozenDictionary();

    public static void Run(World world, IEnumerable<Staged> stages)
    {
        foreach (var staged in stages.OrderBy(staged => Order.GetValueOrDefault(staged.Status)))
            Bring(world, staged);
    }

    private static void Bring(World world, Staged staged)
    {
        var group = world.Groups[staged.GroupId];
        var instances = BatchPlan.InOrder(group.Instances.Where(instance => instance.IsRunning), world.Assumed)
            .Select(instance => new BatchInstance { InstanceId = instance.Id, PreviousImageId = instance.ImageId }).ToList();
        if (instances.Count == 0)
            throw new FleetFormatException([$"group {staged.GroupId} has no running instance, so its activity cannot be brought to {staged.Status.Wire()}"]);
        var batches = Math.Min(staged.Batches, instances.Count);
        var planned = Trouble(staged, batches) is { } trouble ? world.Faults.Add(trouble) : 0;
        var activity = world.Begin(group, new()
        {
            Id = world.NewId(Ids.Refresh),
            GroupId = group.Id,
            Settings = new() { BatchNumber = batches, BatchPause = staged.Status == ActivityStatus.AutoPause ? BatchPause.FirstBatchPause : BatchPause.Automatic },
            Batches = BatchPlan.Deal(instances, batches, world.Assumed),
            GroupWasEnabled = group.Enabled,
            CreatedTime = world.Now,
        });
        while (!IsThere(world.Activity(activity.Id)!, staged.Status, batches) && world.StepOn())
        {
            // Each step is one event of the world.
        }

        if (planned > 0)
            world.Faults.Remove(planned);
        if (!IsThere(world.Activity(activity.Id)!, staged.Status, batches))
            throw new FleetFormatException([$"group {staged.GroupId}: an activity of {batches} batches never gets to {staged.Status.Wire()}"]);
    }

    private static Fault? Trouble(Staged staged, int batches) => staged.Status switch
    {
        ActivityStatus.FailedPause => Fault.InBatch(staged.GroupId, Math.Min(2, batches)),
        ActivityStatus.ManualPause => Fault.ThirdParty(staged.GroupId, FaultKind.Pause),
        ActivityStatus.Cancelled => Fault.ThirdParty(staged.GroupId, FaultKind.Cancel),
        ActivityStatus.Failed => Fault.ThirdParty(staged.GroupId, FaultKind.Break),
        _ => null,
    };

    private static bool IsThere(RefreshActivity activity, ActivityStatus status, int batches) => activity.Status == status && status switch
    {
        ActivityStatus.Running => activity.CurrentBatch == Math.Min(2, batches) && activity.Batch!.Status == BatchStatus.Running,
        _ => !activity.Working,
    };
}
