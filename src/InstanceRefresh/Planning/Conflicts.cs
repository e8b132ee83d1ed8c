using System.Text.Json;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Another activity is alive on the group: whose is it, and what does that mean?</summary>
internal static class Conflicts
{
    /// <summary>Why a start is not possible, or null if the policy gets round it.</summary>
    public static string? Blocker(ConflictPolicy policy, RefreshActivity alive, DateTimeOffset now) => policy switch
    {
        ConflictPolicy.Adopt when !alive.IsRollback => null,
        ConflictPolicy.Wait when !alive.IsPaused => null,
        _ => $"{Describe(alive, now)} holds scaling group {alive.AutoScalingGroupId}, and a group has one activity at a time. "
            + NextSteps(policy, alive),
    };

    /// <summary><c>Activity asr-… (FAILED_PAUSE, created 3h02m ago)</c>.</summary>
    public static string Describe(RefreshActivity activity, DateTimeOffset now)
        => $"{(activity.IsRollback ? "Rollback" : "Activity")} {activity.RefreshActivityId} ({activity.Status}"
            + (activity.CreatedTime is { } created ? $", created {Times.Span(now - created)} ago)" : ")");

    /// <summary>
    /// The names of the settings in which an activity differs from what these inputs would start. What the echo leaves out differs from nothing.
    /// </summary>
    /// <param name="batchNumber">As planned now. A share of the instances is taken of those that the activity selected, where they are listed: while
    /// it works fewer are in service.</param>
    public static IReadOnlyList<string> Differences(RefreshActivity activity, RefreshInputs inputs, int? batchNumber)
    {
        int selected = activity.Instances.Count();
        int? batches = (selected > 0 ? Batching.NumberFor(selected, inputs.Settings) : null) ?? batchNumber;
        var wanted = RolloutRequests.Start(inputs, batches ?? 0);
        return [.. activity.DifferencesFrom(wanted.RefreshMode, wanted.RefreshSettings).Select(JsonNamingPolicy.CamelCase.ConvertName)];
    }

    private static string NextSteps(ConflictPolicy policy, RefreshActivity alive) => policy switch
    {
        // Nothing of ours may resume somebody else's rollback, and it does not end by itself.
        _ when alive.IsRollback && alive.IsPaused
            => $"It is a paused rollback, which does not end by itself: {PausedRollback(alive)}, in the console or by the program that started it; "
                + "then `pulumi up` again.",
        ConflictPolicy.Wait => "It is paused, so waiting might never end: resume or cancel it first, or set onConflict to Adopt.",
        ConflictPolicy.Adopt => "It is a rollback, which cannot be adopted as a rollout: wait for its end.",
        _ when alive.IsRollback => "Wait for its end, or set onConflict to Wait.",
        _ => "Set onConflict to Adopt to take it over or to Wait to start after it, import it, or cancel it.",
    };

    private static string PausedRollback(RefreshActivity alive) => alive.Status == ActivityStatus.FailedPause
        ? "resume it (RETRY tries the failed instances again, CONTINUE leaves them in standby), or cancel it"
        : "resume or cancel it";
}
