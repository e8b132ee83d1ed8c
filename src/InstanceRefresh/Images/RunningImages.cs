using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What the instances of a group run before a rollout, in sentences. Pure.</summary>
internal static class RunningImages
{
    /// <summary><c>6 instances: 4 on img-a, 2 on img-b → img-c</c>: those that a rollout is expected to select. Null where the images were not read.</summary>
    public static string? Line(RefreshInputs inputs, Fleet fleet)
        => fleet.Images is not { Unread: null } images ? null
            : Selected(fleet) is var selected ? $"{selected.Count} instance{(selected.Count == 1 ? "" : "s")}: {Now(images, selected)} → {Target(inputs, fleet, ahead: false)}."
            : null;

    /// <summary><c>4 on img-a, 2 on img-b → img-c</c>, for a preview.</summary>
    public static string Change(RefreshInputs inputs, Fleet fleet)
        => $"{(fleet.Images is { Unread: null } images ? Now(images, Selected(fleet)) : "not read")} → {Target(inputs, fleet, ahead: true)}";

    private static List<AutoScalingInstance> Selected(Fleet fleet) =>
    [
        .. fleet.Instances.Where(instance => instance.LifeCycleState == LifeCycleState.InService && !fleet.Failed.Contains(instance.InstanceId)),
    ];

    private static string Now(FleetImages images, List<AutoScalingInstance> selected)
    {
        var counts = images.Count(selected);
        int hidden = selected.Count - counts.Values.Sum();
        return string.Join(", ", [.. counts.Count == 0 ? (string[])[] : [Verdict.DescribeImages(counts)], .. hidden == 0 ? (string[])[] : [$"{hidden} not shown"]]);
    }

    /// <summary>Instances that are in no state to be selected, or of which that is not certain; one sentence for each state.</summary>
    public static IEnumerable<string> LeftOut(Fleet fleet)
    {
        // Those that the rollout in progress holds, as in a lifecycle hook, are the ones that it works on.
        var inWork = fleet.Alive is { } alive
            ? alive.RefreshBatchSet.Where(batch => batch.RefreshBatchNum == alive.CurrentRefreshBatchNum)
                .SelectMany(batch => batch.RefreshBatchRelatedInstanceSet).Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal)
            : [];
        var away = fleet.Instances
            .Where(instance => !inWork.Contains(instance.InstanceId)
                && instance.LifeCycleState is not (LifeCycleState.InService or LifeCycleState.Creating or LifeCycleState.Terminating or "STANDBY" or ""))
            .GroupBy(instance => instance.LifeCycleState, instance => instance.InstanceId, StringComparer.Ordinal);
        foreach (var state in away)
            yield return $"{Named(state)} {state.Key}: a rollout does not select what is not in service, so that it keeps what it has.";
        var stopped = fleet.Instances
            .Where(instance => instance.LifeCycleState == LifeCycleState.InService && fleet.Images?.Stopped.Contains(instance.InstanceId) == true)
            .Select(instance => instance.InstanceId).ToList();
        if (stopped.Count > 0)
            yield return $"{Named(stopped)} switched off, although the group shows it in service: whether a rollout brings it through is not certain.";
        var kept = fleet.Instances
            .Where(instance => instance is { LifeCycleState: LifeCycleState.InService, ProtectedFromScaleIn: true })
            .Select(instance => instance.InstanceId).ToList();
        if (kept.Count > 0)
            yield return $"{Named(kept)} protected from scale-in: whether a rollout selects what is protected is not documented. It counts here; if it is left out, the end names it.";
        var unhealthy = fleet.Instances
            .Where(instance => instance is { LifeCycleState: LifeCycleState.InService, HealthStatus: not ("" or HealthStatus.Healthy) })
            .Select(instance => instance.InstanceId).ToList();
        if (unhealthy.Count > 0)
            yield return $"{Named(unhealthy)} not healthy: the group does not replace it while the rollout lasts, and a rollout may fail on it.";
    }

    /// <param name="ahead">For a preview: the same update may change the launch configuration before the rollout reads it.</param>
    private static string Target(RefreshInputs inputs, Fleet fleet, bool ahead)
    {
        string? configured = fleet.Configuration switch
        {
            null => null,
            { ImageId: { Length: > 0 } image } => image,
            { ImageFamily: { Length: > 0 } family } => $"the newest image of family {family}",
            _ => null,
        };
        // The launch configuration may change in this very update; a trigger that is computed from it tells to what.
        string? wanted = ahead && inputs.Triggers.GetValueOrDefault("imageId") is { } trigger && trigger.StartsWith("img-", StringComparison.Ordinal) ? trigger : null;
        return wanted ?? (configured is null ? "the image of the launch configuration"
            : ahead ? $"the image of the launch configuration (before this update {configured})"
            : configured);
    }

    private static string Named(IEnumerable<string> instances)
    {
        var ids = instances.ToList();
        string more = ids.Count > 10 ? $" and {ids.Count - 10} more" : "";
        return $"Instance{(ids.Count == 1 ? "" : "s")} {string.Join(", ", ids.Take(10))}{more} {(ids.Count == 1 ? "is" : "are")}";
    }
}
