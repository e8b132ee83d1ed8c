using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// What a person is told when a rollout is not where it should be. Read by somebody at a terminal, at night: what, why, and the next steps.
/// </summary>
internal static class Reasons
{
    /// <summary>So many failed instances are named one by one; the others are counted.</summary>
    private const int NamedAtMost = 10;

    private const string LeaveIt = "set desiredState to Cancelled to leave the fleet as it is";

    private const string Frozen = "While it is paused, the group does not scale and does not replace unhealthy instances.";

    /// <param name="requestId">The service's id of the poll that showed it; null if it is not known.</param>
    /// <param name="undone">The rollout that a rollback undoes, if it was seen: why it came to that is reported as well.</param>
    /// <param name="change">How the launch configuration has changed since the start, in words; null if it has not.</param>
    public static Explanation For(
        Cause cause, RefreshActivity activity, RefreshInputs inputs, string? requestId, RefreshActivity? undone = null, string? change = null)
    {
        int reached = Situation.Of(activity).Reached;
        string place = ActivityText.Place(activity);
        string name = ActivityText.Title(activity);
        string request = ActivityText.Request(requestId);
        return cause switch
        {
            Cause.BatchFailed => new(
                [$"{name} is paused because {place} failed{request}.", .. Failed(activity)],
                [.. Again(inputs), .. Ends(activity, inputs.DesiredState)])
            { Rest = [Frozen] },
            Cause.NotApproved => new(
                [$"{name} is paused because {place} failed. resumeMode CONTINUE would begin batch {reached + 1}, "
                    + $"which approvedThroughBatch {inputs.ApprovedThroughBatch} does not allow{request}.", .. Failed(activity)],
                [$"set approvedThroughBatch to {reached} to continue without these instances", "set resumeMode to RETRY to retry them", .. Ends(activity, inputs.DesiredState)])
            { Rest = [Frozen] },
            Cause.ConfigurationChanged => new(
                [$"{name} is paused because {place} failed{request}, and {change}. Instances that were refreshed so far have the older values; those that are "
                    + "refreshed from now on would get the newer ones.", .. Failed(activity)],
                [.. Again(inputs), "change a trigger to roll out the newer values everywhere", .. Ends(activity, inputs.DesiredState)])
            { Rest = [Frozen] },
            Cause.PausedByHand => new(
                [$"{name} was paused by hand, in the console or by another program, at {place}{request}.", .. Failed(activity)],
                ["run `pulumi up` again to resume it", .. inputs.DesiredState == DesiredState.Paused ? [] : (string[])["set desiredState to Paused to keep it paused"], .. Ends(activity, inputs.DesiredState)])
            { Rest = [Frozen] },
            Cause.MaybeForeign => new(
                [$"{name} is {ActivityText.Position(activity)}. It was started with these settings, but nothing else shows that this program started it{request}, "
                    + "so no action was taken.", .. Failed(activity)],
                [$"if this program started it, set onConflict to Adopt and run `pulumi up` again to continue from here; resumeMode is {inputs.ResumeMode}",
                    "if not, run `pulumi state delete` to drop it from the state without touching it", .. Ends(activity, inputs.DesiredState)])
            { Rest = activity.IsPaused ? [Frozen] : [] },
            Cause.RolledBack => RolledBack(activity, undone, request),
            _ => Ended(activity, inputs.DesiredState, reached > 0 ? $" at {place}" : "", request),
        };
    }

    /// <summary>Why a step ends an operation incomplete; null if it does not.</summary>
    public static Explanation? For(
        NextStep step, RefreshActivity activity, RefreshInputs inputs, string? requestId, RefreshActivity? undone = null, string? change = null,
        VerificationMark? verification = null) => step switch
        {
            NextStep.GiveUp { Because: Cause.NotVerified } => VerificationText.Explain(activity, verification, inputs, requestId),
            NextStep.GiveUp giveUp => For(giveUp.Because, activity, inputs, requestId, undone, change),
            NextStep.Refuse refuse => new(
                [$"{ActivityText.Title(activity)} cannot become {inputs.DesiredState}{ActivityText.Request(requestId)}: {refuse.Reason}"], []),
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
        string title = ActivityText.Title(activity);
        string[] before = undone is null || undone == activity ? []
            : [.. Failed(undone).Select(line => $"Earlier, in activity {undone.RefreshActivityId}: {char.ToLowerInvariant(line[0])}{line[1..]}")];
        if (activity.IsAlive)
        {
            return new(
                [$"{title} is undoing the rollout, but desiredState is Completed{request}.", .. before, .. Failed(activity)],
                ["run `pulumi up` again to follow the rollback to its end", "set desiredState to RolledBack to accept it"]);
        }

        string what = activity.Status == ActivityStatus.Successful ? "has undone the rollout" : $"was started to undo the rollout and ended {activity.Status}";
        return new(
            [$"{title} {what}, but desiredState is Completed{request}.", .. before, .. Failed(activity)],
            ["correct the launch configuration and run `pulumi up` to start a new rollout",
                "set desiredState to RolledBack or Cancelled to leave the fleet as it is"]);
    }

    private static Explanation Ended(RefreshActivity activity, DesiredState desired, string place, string request) => new(
        [$"{ActivityText.Title(activity)} ended {activity.Status}{place}{ByPolicy(activity)}{request}. "
            + "Refreshed instances keep the new version; failed instances stay in standby.", .. Failed(activity)],
        [desired != DesiredState.Completed
            ? "set desiredState to Completed to start a new rollout from the launch configuration"
            : "run `pulumi up` again to start a new rollout", .. desired == DesiredState.Cancelled ? [] : (string[])[LeaveIt]]);

    private static IEnumerable<string> Again(RefreshInputs inputs) => inputs.ResumeMode == ResumeMode.Retry
        ? ["run `pulumi up` again to retry the failed instances (RETRY)", "set resumeMode to CONTINUE to leave them in standby and continue"]
        : ["run `pulumi up` again to leave the failed instances in standby and continue (CONTINUE)", "set resumeMode to RETRY to retry them"];

    /// <summary>The ways to end an activity that lives.</summary>
    /// <param name="desired">What is wanted already is no advice.</param>
    public static IEnumerable<string> Ends(RefreshActivity activity, DesiredState desired)
    {
        if (desired != DesiredState.RolledBack && !activity.IsRollback && activity.RefreshMode != RefreshMode.Replace)
            yield return "set desiredState to RolledBack to undo it";
        if (desired != DesiredState.Cancelled)
            yield return "set desiredState to Cancelled to end it here";
    }

    private static string ByPolicy(RefreshActivity activity)
        => activity.AppliedFailProcess == FailProcess.AutoCancel ? " because of failProcess AUTO_CANCEL" : "";
}
