using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What a person is told when a rollout is not where it should be. Read by somebody at a terminal, at night: what, why, and the ways on.
/// </summary>
internal static class Reasons
{
    /// <summary>So many failed instances are named one by one; the others are counted.</summary>
    private const int NamedAtMost = 10;

    private const string LeaveIt = "desiredState Cancelled leaves the fleet as it is";

    private const string Frozen = "While it is paused the group does not scale and replaces no unhealthy instance.";

    /// <param name="requestId">The service's id of the look that showed it; null if it is not known.</param>
    /// <param name="undone">The rollout that a rollback undoes, if it was seen: why it came to that is told as well.</param>
    public static Explanation For(Cause cause, RefreshActivity activity, RefreshInputs inputs, string? requestId, RefreshActivity? undone = null)
    {
        int reached = Situation.Of(activity).Reached;
        string place = Words.Place(activity);
        string name = Words.Title(activity);
        string request = Words.Request(requestId);
        return cause switch
        {
            Cause.BatchFailed => new(
                [$"{name} is paused since {place} failed{request}.", .. Failed(activity), Frozen],
                [.. Again(inputs), .. Ends(activity)]),
            Cause.NotApproved => new(
                [$"{name} is paused since {place} failed, and resumeMode CONTINUE would begin batch {reached + 1}, "
                    + $"which approvedThroughBatch {inputs.ApprovedThroughBatch} does not allow{request}.", .. Failed(activity), Frozen],
                [$"approvedThroughBatch {reached} goes on without these instances", "resumeMode RETRY tries them again", .. Ends(activity)]),
            Cause.PausedByHand => new(
                [$"{name} was paused by hand, in the console or by another program, at {place}{request}.", .. Failed(activity), Frozen],
                ["`pulumi up` again resumes it", "desiredState Paused keeps it so", .. Ends(activity)]),
            Cause.MaybeForeign => new(
                [$"{name} is {Words.Standing(activity)}. It was started with these settings, yet nothing else shows that this program started it{request}, "
                    + "so nothing was written to it.", .. Failed(activity), .. ActivityStatus.IsPaused(activity.Status) ? [Frozen] : (string[])[]],
                [$"if it is this program's, `pulumi up` again takes it on from here: it is in the state now, and resumeMode is {inputs.ResumeMode}",
                    "if it is not, `pulumi state delete` lets go of it without touching it", .. Ends(activity)]),
            Cause.RolledBack => RolledBack(activity, undone, request),
            _ => Ended(activity, reached > 0 ? $" at {place}" : "", request),
        };
    }

    /// <summary>Why a step ends an operation incomplete; null if it does not.</summary>
    public static Explanation? For(
        NextStep step, RefreshActivity activity, RefreshInputs inputs, string? requestId, RefreshActivity? undone = null) => step switch
        {
            NextStep.GiveUp giveUp => For(giveUp.Because, activity, inputs, requestId, undone),
            NextStep.Refuse refuse => new(
                [$"{Words.Title(activity)} cannot become {inputs.DesiredState}{Words.Request(requestId)}: {refuse.Reason}"], []),
            _ => null,
        };

    /// <summary>One sentence for each failed instance: which, where, why, and where to read on.</summary>
    public static IEnumerable<string> Failed(RefreshActivity activity)
    {
        var failed = OutputsBuilder.FailedIn(activity);
        foreach (var instance in failed.Take(NamedAtMost))
        {
            string source = instance.LastActivityId is { } id ? $" (scaling activity {id})" : "";
            yield return $"Instance {instance.InstanceId} (batch {instance.Batch}): {instance.Message.TrimEnd('.')}{source}.";
        }

        if (failed.Count > NamedAtMost)
        {
            string listed = failed.Count > FailedInstance.MostListed ? $"the first {FailedInstance.MostListed}" : "them";
            yield return $"And {failed.Count - NamedAtMost} more failed instances; the output failedInstances lists {listed}.";
        }
    }

    private static Explanation RolledBack(RefreshActivity activity, RefreshActivity? undone, string request)
    {
        string title = Words.Title(activity);
        string[] before = undone is null || undone == activity ? []
            : [.. Failed(undone).Select(line => $"Before, in activity {undone.RefreshActivityId}: {char.ToLowerInvariant(line[0])}{line[1..]}")];
        if (activity.IsAlive)
        {
            return new(
                [$"{title} is undoing the rollout, and desiredState is Completed{request}.", .. before, .. Failed(activity)],
                ["`pulumi up` again sees the rollback through", "desiredState RolledBack accepts it"]);
        }

        string what = activity.Status == ActivityStatus.Successful ? "has undone" : $"was to undo, and ended {activity.Status},";
        return new(
            [$"{title} {what} the rollout, and desiredState is Completed{request}.", .. before, .. Failed(activity)],
            ["correct the launch configuration, then `pulumi up` starts a new rollout",
                "desiredState RolledBack or Cancelled leaves the fleet as it is"]);
    }

    private static Explanation Ended(RefreshActivity activity, string place, string request) => new(
        [$"{Words.Title(activity)} ended {activity.Status}{place}{ByPolicy(activity)}{request}. "
            + "What is finished stays; failed instances stay in standby.", .. Failed(activity)],
        [OutputsBuilder.IsRollback(activity)
            ? "desiredState Completed starts a new rollout of what the launch configuration holds"
            : "`pulumi up` again starts a new rollout", LeaveIt]);

    private static IEnumerable<string> Again(RefreshInputs inputs) => inputs.ResumeMode == ResumeMode.Retry
        ? ["`pulumi up` again retries the failed instances (RETRY)", "resumeMode CONTINUE leaves them in standby and goes on"]
        : ["`pulumi up` again leaves the failed instances in standby and goes on (CONTINUE)", "resumeMode RETRY tries them again"];

    /// <summary>The ways to end an activity that lives.</summary>
    public static IEnumerable<string> Ends(RefreshActivity activity)
        => OutputsBuilder.IsRollback(activity) || activity.RefreshMode == RefreshMode.Replace
            ? ["desiredState Cancelled ends it here"]
            : ["desiredState RolledBack undoes it", "desiredState Cancelled ends it here"];

    private static string ByPolicy(RefreshActivity activity)
        => activity.RefreshSettings?.RollingUpdateSettings?.FailProcess == FailProcess.AutoCancel && OutputsBuilder.FailedIn(activity).Count > 0
            ? " by its failProcess AUTO_CANCEL" : "";
}
