using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What activities and their places are called, everywhere the same.</summary>
internal static class ActivityText
{
    /// <summary><c>Activity asr-… on scaling group asg-…</c>: begins a sentence that may stand alone.</summary>
    public static string Title(RefreshActivity activity)
        => (activity.IsRollback ? "Rollback" : "Activity")
            + $" {activity.RefreshActivityId} on scaling group {activity.AutoScalingGroupId}";

    /// <summary><c>activity asr-…</c>: within a sentence whose group is known.</summary>
    public static string Name(RefreshActivity activity)
        => (activity.IsRollback ? "rollback" : "activity") + $" {activity.RefreshActivityId}";

    /// <summary><c>batch 2 of 4</c>: the last one that has begun.</summary>
    public static string Place(RefreshActivity activity) => $"batch {Situation.Of(activity).Reached} of {activity.BatchCount}";

    /// <summary><c>RUNNING at batch 2 of 4</c>.</summary>
    public static string Position(RefreshActivity activity) => $"{activity.Status} at {Place(activity)}";

    /// <summary><c> (request …)</c>, or nothing where there is none: for the vendor's support.</summary>
    public static string Request(string? requestId) => string.IsNullOrEmpty(requestId) ? "" : $" (request {requestId})";

    /// <summary>The items that a rollback does not bring back by itself.</summary>
    public static string NotRestored { get; } = string.Join(", ", LaunchItems.NotRestoredByRollback);
}
