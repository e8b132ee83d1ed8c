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

        int? batches = fleet.Running == 0 ? null
            // The service counts for itself: as many as it may select, and one fewer for each that it turns out not to select.
            : Batching.NumberFor(inputs.Settings.BatchNumber is null ? fleet.Running : fleet.Selectable, inputs.Settings);
        var plan = new RolloutPlan
        {
            AutoScalingGroupId = fleet.Id,
            TotalInstances = fleet.Running,
            BatchNumber = batches,
            BatchSizes = batches is { } number ? Batching.Sizes(Math.Max(number, fleet.Running), number) : [],
            AppliedItems = LaunchItems.AppliedBy(inputs.RefreshMode),
            IgnoredItems = LaunchItems.IgnoredBy(inputs.RefreshMode),
            PlanDigest = PlanDigest.Of(inputs, fleet).ToString(),
            Pace = Pace.Of(
                inputs.Settings.CheckHealth, inputs.Settings.HealthTimeoutSeconds, inputs.ProgressDeadline,
                fleet.Activities.Where(activity => activity.RefreshMode == inputs.RefreshMode), fleet.Hooks.Hold(inputs.Settings.MaxSurge > 0)),
            Hooks = [.. fleet.Hooks.Firing],
        };
        plan = plan with { Notes = [.. Notes(inputs, fleet, plan)] };
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
        if (most == 0 && !fleet.IsEmpty)
            yield return $"Scaling group {fleet.Id} has no instance in service: there is nothing to refresh.";
        if (plan is { BatchSizes.IsEmpty: false, BatchNumber: { } batches } && Batching.Sizes(most, batches) is [var largest, ..] && inputs.Settings.MaxSurge > largest)
            yield return $"maxSurge {inputs.Settings.MaxSurge} is larger than the largest batch ({largest}): choose at most {largest}.";
        if (plan.BatchSizes is [var first, ..] && fleet.Alive is null && HealthyShare.Missing(fleet, inputs.MinHealthyPercent, 1, first, inputs.Settings.MaxSurge ?? 0) is { } missing)
            yield return missing;
    }

    private static IEnumerable<string> Notes(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        if (plan.BatchNumber is not { } batches || !(inputs.Settings.BatchNumber > fleet.Running))
            yield break;
        string there = fleet.Running == 1 ? "1 instance is" : $"{fleet.Running} instances are";
        yield return $"{inputs.Settings.BatchNumber} batches are asked for and {there} in service: the rollout has {(batches == fleet.Running ? batches : $"{fleet.Running} to {batches}")} "
            + $"batch{(batches == 1 ? "" : "es")}, since none is empty.";
    }

    private static IEnumerable<string> Warnings(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        foreach (string left in (IEnumerable<string>)[.. fleet.LeftOut, .. RunningImages.LeftOut(fleet), .. fleet.Images?.Unread is { } unread ? [unread] : (string[])[],
            .. fleet.Hooks.Unread is { } unknown ? [unknown] : (string[])[]])
            yield return left;
        if (plan.BatchSizes is [var only])
        {
            string served = inputs.Settings.MaxSurge > 0
                ? "only the extra instances take traffic until it ends."
                : "no instance takes traffic until it ends.";
            yield return $"The rollout of scaling group {fleet.Id} has one batch, with {(only == 1 ? "its one instance" : $"all {only} instances")}: there is no canary, and {served}";
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
