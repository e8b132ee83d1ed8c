using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// A plan in sentences: one block in a preview, one line in a create, all of it in the plan function. The same fleet and inputs give the same text: no times
/// of day, no secrets, no user data.
/// </summary>
internal static class PlanText
{
    /// <param name="ahead">For a preview: the same update may change the launch configuration before the rollout reads it. What is always so, and what the
    /// settings do not touch, is left out.</param>
    public static ImmutableArray<string> Lines(RefreshInputs inputs, Fleet fleet, RolloutPlan plan, bool ahead)
    {
        if (fleet.IsEmpty)
            return [Empty(fleet)];
        if (fleet.Alive is { } alive && Conflicts.Blocker(inputs.OnConflict, alive, fleet.SeenAt) is null)
        {
            string other = $"activity {alive.RefreshActivityId}, which is {alive.Status} on scaling group {fleet.Id}";
            return inputs.OnConflict == ConflictPolicy.Adopt
                ? [$"Adopts {other}, and starts nothing."]
                : [$"Waits for the end of {other}; then:", .. Rollout(inputs, fleet, plan, ahead)];
        }

        return [.. Rollout(inputs, fleet, plan, ahead)];
    }

    /// <summary>The rollout that starts now, in one line.</summary>
    public static string Summary(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
        => Head(fleet, plan) + (inputs.RefreshMode == RefreshMode.Replace ? "replaced by new ones" : "reinstalled in place")
            + (fleet.Configuration is { } configuration
                ? $" from launch configuration {configuration.LaunchConfigurationId} version {configuration.VersionNumber}{Image(configuration)}."
                : ".");

    /// <summary>There is nothing to do.</summary>
    public static string Empty(Fleet fleet)
        => $"Scaling group {fleet.Id} has no instance in service and none starting: nothing is started.";

    private static string Head(Fleet fleet, RolloutPlan plan)
        => $"Rollout on scaling group {fleet.Id}{Named(fleet.Group.AutoScalingGroupName)}: {Count(fleet.Running)} in "
            + $"{Batches(fleet, plan)}, ";

    /// <summary>As many batches as the service may select instances, some of which only seem to be in standby: the note on it gives the reason.</summary>
    private static string Batches(Fleet fleet, RolloutPlan plan) => plan.BatchSizes.Length switch
    {
        0 => "batches yet to be determined",
        var most when most > fleet.Running => $"{fleet.Running} to {most} batches of 1",
        _ => Batching.Describe(plan.BatchSizes),
    };

    private static IEnumerable<string> Rollout(RefreshInputs inputs, Fleet fleet, RolloutPlan plan, bool ahead)
        => ahead ? PlanBlock.Lines(inputs, fleet, plan) : Whole(inputs, fleet, plan);

    private static IEnumerable<string> Whole(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        yield return Begins(inputs, fleet, plan);
        if (RunningImages.Line(inputs, fleet) is { } runs)
            yield return runs;
        foreach (string note in plan.Notes)
            yield return note;
        if (fleet.Configuration is { } configuration)
            yield return $"From launch configuration {configuration.LaunchConfigurationId} {Values(plan, configuration)}.";

        if (!plan.IgnoredItems.IsEmpty)
            yield return $"Not applied by {inputs.RefreshMode}: {string.Join(", ", plan.IgnoredItems)}.";
        foreach (string extra in Extras(inputs, fleet))
            yield return extra;
        yield return Pauses(inputs, plan) is { } pauses ? $"Pauses: {pauses}." : "Pauses: none.";
        if (VerificationPlan.Line(inputs, plan.BatchSizes.Length) is { } verification)
            yield return verification;
        yield return $"A failed batch: {OnFailure(inputs)}.";
        yield return inputs.RefreshMode == RefreshMode.Replace
            ? NoRollback
            : "Rollback: until the group's next rollout, for every instance reinstalled so far. "
                + $"It restores the image; {ActivityText.NotRestored} are read from the launch configuration of that moment, "
                + "so restore those there first.";
        yield return $"The group does not scale or replace unhealthy instances {Frozen(inputs, plan)}.";
    }

    /// <summary>What replaced instances do not have.</summary>
    public const string NoRollback = "Rollback: none, because the old instances are gone.";

    /// <summary>Which instances, in how many batches, and how.</summary>
    public static string Begins(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
        => Head(fleet, plan) + (inputs.RefreshMode == RefreshMode.Replace ? "replaced by new ones." : "reinstalled in place; ids, addresses and data disks stay.");

    /// <summary>What settings and group add to a plain rollout: extra instances, health checks, hooks.</summary>
    public static IEnumerable<string> Extras(RefreshInputs inputs, Fleet fleet)
    {
        if (inputs.Settings.MaxSurge is > 0 and var surge)
            yield return $"{Count(surge)} extra, pay as you go, from before the first batch until after the last one.";
        if (inputs.Settings.CheckHealth)
        {
            yield return "Each instance must become healthy at the load balancer "
                + $"within {inputs.Settings.HealthTimeoutSeconds ?? 1800} s, or it counts as failed.";
        }

        if (fleet.Hooks.Line(inputs.Settings.MaxSurge > 0) is { } hooks)
            yield return hooks;
    }

    private static string Image(LaunchConfiguration configuration) => configuration.ImageId.Length > 0 ? $" ({configuration.ImageId})" : "";

    private static string Values(RolloutPlan plan, LaunchConfiguration configuration)
    {
        string image = configuration.ImageId;
        return $"version {configuration.VersionNumber}: {string.Join(", ", plan.AppliedItems.Select(item => item == "ImageId" && image.Length > 0 ? $"ImageId ({image})" : item))}";
    }

    /// <summary><c>after batch 1, until the next `pulumi up`</c>; null: it does not pause by itself.</summary>
    public static string? Pauses(RefreshInputs inputs, RolloutPlan plan)
    {
        if (inputs.DesiredState == DesiredState.Paused)
            return "stays paused after the first batch, because desiredState is Paused";

        string? where = inputs.Verification is { PauseAfterBatches.IsEmpty: false }
            ? VerificationPlan.Pauses(inputs, plan.BatchSizes.IsEmpty ? int.MaxValue : plan.BatchSizes.Length) switch
            {
                [] => null,
                [var only] => $"after batch {only}",
                var all => $"after batches {string.Join(", ", all)}",
            }
            : inputs.Settings.BatchPause switch
            {
                BatchPause.FirstBatch when plan.BatchSizes.Length != 1 => "after batch 1",
                BatchPause.EveryBatch when plan.BatchSizes.Length != 1 => "after every batch but the last",
                _ => null,
            };
        string verified = inputs.Verification is { ChecksAnything: true } ? "until it is verified, " : "";
        return where is null ? null : $"{where}, {verified}"
            + (inputs.ApprovedThroughBatch is { } approved ? $"approved through batch {approved}"
                : verified.Length > 0 ? "then it continues in the same `pulumi up`" : "until the next `pulumi up`");
    }

    /// <summary>What a failed batch does.</summary>
    public static string OnFailure(RefreshInputs inputs) => inputs.Settings.FailProcess switch
    {
        FailProcess.AutoRollback => "rolls everything back, one instance at a time",
        FailProcess.AutoCancel => "cancels the rollout; refreshed instances keep the new version",
        _ when inputs.FailureRetries == 1 => "is retried once, then pauses the rollout",
        _ when inputs.FailureRetries > 1 => $"is retried up to {inputs.FailureRetries} times, then pauses the rollout",
        _ => "pauses the rollout",
    };

    /// <summary><c>for about 6m, and as long as each pause lasts</c>.</summary>
    public static string Frozen(RefreshInputs inputs, RolloutPlan plan)
    {
        if (plan.BatchSizes.IsEmpty)
            return "until the rollout ends";

        int steps = plan.BatchSizes.Length + (inputs.Settings.MaxSurge > 0 ? 2 : 0);
        bool pauses = !VerificationPlan.Pauses(inputs, plan.BatchSizes.Length).IsEmpty
            && (inputs.Verification is not { ChecksAnything: true } || inputs.ApprovedThroughBatch is not null);
        var bakes = VerificationPlan.Bakes(inputs, plan.BatchSizes.Length) - (inputs.Verification?.Bake ?? TimeSpan.Zero);
        return $"for about {Times.About((plan.Pace.Batch * steps) + bakes)}" + (pauses ? ", and as long as each pause lasts" : "");
    }

    private static string Named(string name) => name.Length == 0 ? "" : $" \"{name}\"";

    private static string Count(int instances) => instances == 1 ? "1 instance" : $"{instances} instances";
}
