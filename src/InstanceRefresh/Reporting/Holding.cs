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
    public static IReadOnlyList<string> Sentences(
        IReadOnlyList<RefreshBatchInstance> waiting, IReadOnlyList<ScalingActivity> activities, Func<string, string> clean)
    {
        if (waiting.Count == 0)
            return [];
        string more = waiting.Count > NamedAtMost ? $" and {waiting.Count - NamedAtMost} more" : "";
        string named = string.Join(", ", waiting.Take(NamedAtMost).Select(instance => instance.InstanceId));
        return
        [
            $"It waits for {(waiting.Count == 1 ? "instance" : "instances")} {named}{more}.",
            .. activities.Select(activity => Sentence(activity, clean)),
        ];
    }

    private static string Sentence(ScalingActivity activity, Func<string, string> clean)
    {
        string said = clean(activity.StatusMessage.Length > 0 ? activity.StatusMessage : activity.Description);
        string hooks = string.Concat(HookResults.Of(activity).Select(result => $" {clean(result)}"));
        return $"Scaling activity {activity.ActivityId} is {activity.StatusCode}{(said.Length > 0 ? $": {OutputsBuilder.OneLine(said).TrimEnd('.')}" : "")}.{hooks}";
    }
}
