using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a batch waits for when nothing moves: instances, and the scaling activities that work on them. Pure.</summary>
internal static class Holding
{
    private const int NamedAtMost = 10;

    public static IReadOnlyList<RefreshBatchInstance> In(RefreshActivity activity) =>
        [.. activity.Instances.Where(instance => instance.InstanceStatus is InstanceStatus.Init or InstanceStatus.Running)];

    public static IReadOnlyList<string> ActivitiesOf(IEnumerable<RefreshBatchInstance> waiting)
        => [.. waiting.Select(instance => instance.LastActivityId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Take(NamedAtMost)];

    /// <summary>One sentence for the instances, and one for each scaling activity.</summary>
    /// <param name="inHook">The instances that wait in one of the hooks.</param>
    public static IReadOnlyList<string> Sentences(
        IReadOnlyList<RefreshBatchInstance> waiting, IReadOnlyList<ScalingActivity> activities, RefreshHooks hooks, IReadOnlySet<string> inHook,
        Func<string, string> clean)
    {
        if (waiting.Count == 0)
            return [];
        var held = waiting.Where(instance => inHook.Contains(instance.InstanceId)).ToList();
        return
        [
            $"It waits for {Named(waiting)}.",
            .. held.Count == 0 ? (string[])[] :
                [$"{char.ToUpperInvariant(Named(held)[0])}{Named(held)[1..]} {(held.Count == 1 ? "waits" : "wait")} in a lifecycle hook; the group has "
                    + $"{string.Join(", ", hooks.Firing.Select(hook => hooks.Name(hook.LifecycleHookId)))}."],
            .. activities.Select(activity => Sentence(activity, hooks, clean)),
        ];
    }

    private static string Named(IReadOnlyList<RefreshBatchInstance> instances)
        => $"{(instances.Count == 1 ? "instance" : "instances")} {string.Join(", ", instances.Take(NamedAtMost).Select(instance => instance.InstanceId))}"
            + (instances.Count > NamedAtMost ? $" and {instances.Count - NamedAtMost} more" : "");

    private static string Sentence(ScalingActivity activity, RefreshHooks hooks, Func<string, string> clean)
    {
        string said = clean(activity.StatusMessage.Length > 0 ? activity.StatusMessage : activity.Description);
        string results = string.Concat(HookResults.Of(activity, hooks, clean).Select(result => $" {result}"));
        return $"Scaling activity {activity.ActivityId} is {activity.StatusCode}{(said.Length > 0 ? $": {OutputsBuilder.OneLine(said).TrimEnd('.')}" : "")}.{results}";
    }
}
