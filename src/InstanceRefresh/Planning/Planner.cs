using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Makes the plan of a rollout from the fleet as it is. Pure.</summary>
internal static class Planner
{
    /// <param name="fleet">Null: there is no such group.</param>
    /// <param name="ahead">For a preview: the same update may change the launch configuration before the rollout reads it.</param>
    public static RolloutPlan Plan(RefreshInputs inputs, Fleet? fleet, bool ahead = false)
    {
        if (fleet is null)
        {
            return new RolloutPlan
            {
                AutoScalingGroupId = inputs.AutoScalingGroupId,
                Blockers = [$"Scaling group {inputs.AutoScalingGroupId} does not exist in this region and account."],
            };
        }

        int? batches = fleet.Running > 0 ? Batching.NumberFor(fleet.Running, inputs.Settings) : null;
        var plan = new RolloutPlan
        {
            AutoScalingGroupId = fleet.Id,
            TotalInstances = fleet.Running,
            BatchNumber = batches,
            BatchSizes = batches is { } number && number <= fleet.Selectable
                ? Batching.Sizes(number <= fleet.Running ? fleet.Running : fleet.Selectable, number) : [],
            AppliedItems = LaunchItems.AppliedBy(inputs.RefreshMode),
            IgnoredItems = LaunchItems.IgnoredBy(inputs.RefreshMode),
            PlanDigest = PlanDigest.Of(inputs, fleet).ToString(),
            Pace = Pace.Of(
                inputs.Settings.CheckHealth, inputs.Settings.HealthTimeoutSeconds, inputs.ProgressDeadline,
                fleet.Activities.Where(activity => activity.RefreshMode == inputs.RefreshMode)),
        };
        plan = plan with { Blockers = [.. Blockers(inputs, fleet, plan)], Warnings = [.. Warnings(inputs, fleet, plan)] };
        return plan with { Lines = PlanText.Lines(inputs, fleet, plan, ahead), Summary = PlanText.Summary(inputs, fleet, plan) };
    }

    private static IEnumerable<string> Blockers(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        if (inputs.StartsNothing)
            yield return $"desiredState is {inputs.DesiredState}, which asks for no rollout: set it to Completed to start one.";
        if (fleet.Group.AutoScalingGroupStatus is { Length: > 0 } status && status != AutoScalingGroupStatus.Normal)
            yield return $"Scaling group {fleet.Id} is {status}, not NORMAL: the service refuses to work on it until that is repaired.";
        if (fleet.Alive is { } alive && Conflicts.Blocker(inputs.OnConflict, alive, fleet.SeenAt) is { } conflict)
            yield return conflict;

        // The service counts for itself: only what cannot be right under any count is a reason not to ask it.
        int most = fleet.Selectable;
        if (most == 0)
            yield return $"Scaling group {fleet.Id} has no instance in service: there is nothing to refresh.";
        else if (plan.BatchNumber > most)
        {
            string running = most == 1 ? "1 instance is" : $"{most} instances are";
            yield return $"{plan.BatchNumber} batches are asked for and {running} in service: "
                + $"choose a batchNumber from 1 to {most}, or maxUnavailablePercent.";
        }

        if (plan is { BatchSizes.IsEmpty: false, BatchNumber: { } batches } && Batching.Sizes(most, batches) is [var largest, ..] && inputs.Settings.MaxSurge > largest)
            yield return $"maxSurge {inputs.Settings.MaxSurge} is larger than the largest batch ({largest}): choose at most {largest}.";
    }

    private static IEnumerable<string> Warnings(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        foreach (string left in (IEnumerable<string>)[.. fleet.LeftOut, .. RunningImages.LeftOut(fleet), .. fleet.Images?.Unread is { } unread ? [unread] : (string[])[]])
            yield return left;
        if (plan.BatchNumber > fleet.Running && plan.BatchNumber <= fleet.Selectable)
        {
            yield return $"{plan.BatchNumber} batches are asked for, and {fleet.Running} of {fleet.Selectable} instances are likely to be selected: "
                + "the service refuses more batches than instances.";
        }

        if (inputs.Settings.CheckHealth && fleet.Group.ForwardLoadBalancerSet.Count == 0)
        {
            yield return $"checkInstanceTargetHealth is on, and scaling group {fleet.Id} is bound to no application load balancer: "
                + "there is no health to check.";
        }

        if (fleet.Configuration is { LaunchConfigurationStatus: { Length: > 0 } status } configuration && status != LaunchConfigurationStatus.Normal)
            yield return $"Launch configuration {configuration.LaunchConfigurationId} is {status}: instances made from it may fail.";
        if (fleet.Configuration is null)
            yield return $"Launch configuration {fleet.Group.LaunchConfigurationId} of scaling group {fleet.Id} was not found.";
        if (fleet.Alive is null && fleet.Group.InActivityStatus == InActivityStatus.InActivity)
            yield return $"Scaling group {fleet.Id} is busy with an ordinary scaling activity: the start waits for its end.";
        if (fleet.Alive is null && fleet.Group.EnabledStatus == EnabledStatus.Disabled)
            yield return $"Scaling group {fleet.Id} is switched off: it does not scale by itself, before the rollout or after it.";
    }
}
