using System.Globalization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is said of a verification.</summary>
internal static class VerificationText
{
    private const string Frozen = "While it is paused, the group does not scale and does not replace unhealthy instances.";

    public static string Alarm(AlarmHistory alarm, int count)
    {
        string name = alarm.PolicyName.Length > 0 ? $" \"{alarm.PolicyName}\"" : "";
        string about = alarm.AlarmObject.Length > 0 ? $" of {alarm.AlarmObject}" : "";
        string content = alarm.Content.Length > 0 ? $": {alarm.Content.TrimEnd('.')}" : "";
        string state = alarm.AlarmStatus == AlarmStatus.Ok ? $", until {Time(alarm.LastOccurTime)}" : "";
        string more = count > 1 ? $" And {count - 1} more." : "";
        return $"Alarm policy {alarm.PolicyId}{name}{about} was in ALARM since {Time(alarm.FirstOccurTime)}{state}{content}.{more}";
    }

    public static string Http(HttpCheck check, HttpAnswer answer, int failures)
    {
        string what = answer switch
        {
            HttpAnswer.Status status => $"answered {status.Code.ToString(CultureInfo.InvariantCulture)} instead of {check.ExpectedStatus.ToString(CultureInfo.InvariantCulture)}",
            HttpAnswer.Silent silent => $"did not answer: {silent.Why.TrimEnd('.')}",
            HttpAnswer.Unreachable unreachable => $"could not be read: {unreachable.Why.TrimEnd('.')}",
            _ => "did not answer",
        };
        string times = failures > 1 ? $" ({failures} failures, {check.FailuresAllowed} allowed)" : "";
        return $"{check.DisplayUrl} {what}{times}.";
    }

    public static string PolicyUnknown(string policyId) => $"Alarm policy {policyId} does not exist, so its alarms could not be read.";

    public static string PolicyOff(string policyId) => $"Alarm policy {policyId} is switched off, so that it never fires.";

    /// <summary>In a progress line: <c>baking 2m of 5m</c>.</summary>
    public static string Bake(TimeSpan spent, TimeSpan whole) => $"baking {Short(spent < whole ? spent : whole)} of {Short(whole)}";

    /// <summary>What is verified where; null where nothing is said.</summary>
    public static string Passed(VerificationState state, RefreshActivity activity)
    {
        var settings = state.Settings;
        string[] what =
        [
            .. settings.Bake > TimeSpan.Zero ? (string[])[$"baked for {Short(settings.Bake)}"] : [],
            .. settings.AlarmPolicyIds.IsEmpty ? (string[])[] : ["no alarm"],
            .. settings.HttpChecks.IsEmpty ? (string[])[] : ["every URL answered"],
        ];
        return $"Verified {(state.Point.IsEnd ? ActivityText.Name(activity) : $"{ActivityText.Name(activity)} after {ActivityText.Place(activity)}")}: {string.Join(", ", what)}.";
    }

    /// <summary>That it did not pass, at the time; why is told once, with the error in which the operation ends.</summary>
    public static string NotPassed(VerificationState state, RefreshActivity activity)
        => $"{ActivityText.Title(activity)}{(state.Point.IsEnd ? "" : $", at {ActivityText.Place(activity)},")} {Verdict(state.Verdict)}.";

    /// <summary>What is waited for.</summary>
    public static string Begins(VerificationState state, RefreshActivity activity, DateTimeOffset now)
    {
        var left = (state.BakeEnd ?? now) - now;
        return $"Verifying {ActivityText.Name(activity)} after {ActivityText.Place(activity)}: {string.Join(", ", What(state.Settings, left))}.";
    }

    /// <summary>The parts of a verification.</summary>
    /// <param name="left">How much of the bake is left.</param>
    public static IEnumerable<string> What(VerificationSettings settings, TimeSpan left) =>
    [
        .. left > TimeSpan.Zero ? (string[])[$"a bake of {Short(settings.Bake)}{(left < settings.Bake ? $" ({Short(left)} left)" : "")}"] : [],
        .. settings.AlarmPolicyIds.Length switch { 0 => (string[])[], 1 => ["1 alarm policy"], var count => [$"{count} alarm policies"] },
        .. settings.HttpChecks.Length switch { 0 => (string[])[], 1 => ["1 URL"], var count => [$"{count} URLs"] },
    ];

    /// <summary>Why an operation ends incomplete after a verification that did not pass.</summary>
    public static Explanation Explain(RefreshActivity activity, VerificationMark? mark, RefreshInputs inputs, string? requestId)
    {
        string request = ActivityText.Request(requestId);
        string title = ActivityText.Title(activity);
        string reason = mark is { IsPresumed: true } ? Unseen(activity) : mark?.Reason ?? "Why is not known any more.";
        string[] reasons = [reason, .. Reasons.Failed(activity)];
        if (activity.IsRollback || activity.Status is ActivityStatus.Cancelled or ActivityStatus.Failed)
            return Undone(activity, $"{title} {Undone(activity, mark is { IsPresumed: true } ? "" : "did not pass its verification")}{request}.", reasons);

        string verdict = Verdict(mark?.Verdict);
        if (activity.Status == ActivityStatus.Successful)
        {
            return new(
                [$"{title} has ended {activity.Status}, and {verdict}{request}.", .. reasons],
                ["run `pulumi up` again to verify again; nothing is started", .. inputs.RefreshMode == RefreshMode.Replace ? (string[])[] : ["set desiredState to RolledBack to undo it"],
                    "change a trigger to start a new rollout"]);
        }

        return new(
            [$"{title} is paused after {ActivityText.Place(activity)}, which {verdict}{request}.", .. reasons],
            ["run `pulumi up` again to verify again, with a new bake", .. Reasons.Ends(activity, inputs.DesiredState)])
        { Rest = [Frozen] };
    }

    private static string Verdict(VerificationVerdict? verdict)
        => verdict == VerificationVerdict.Unknown ? "could not be verified" : "did not pass its verification";

    private static string Unseen(RefreshActivity activity)
        => $"No run of this resource has reported that. A run that was killed may have {(activity.IsRollback ? "rolled the rollout back" : "cancelled it")} because its "
            + "verification failed; so may a person, another program or failProcess. Which one it was is not known.";

    private static string Undone(RefreshActivity activity, string why)
    {
        string since = why.Length > 0 ? $", since it {why}" : "";
        string which = why.Length > 0 ? $", which {why}" : "";
        return !activity.IsRollback ? $"was cancelled ({activity.Status}){since}. Refreshed instances keep the new version"
            : activity.IsAlive ? $"undoes the rollout{which}"
            : activity.Status == ActivityStatus.Successful ? $"has undone the rollout{which}"
            : $"was to undo the rollout{which}, and ended {activity.Status}";
    }

    private static Explanation Undone(RefreshActivity activity, string what, string[] reasons)
        => new(
            [what, .. reasons, "It is not started again under the same triggers."],
            activity.IsAlive
                ? ["run `pulumi up` again to follow the rollback to its end"]
                : [.. activity.IsRollback ? (string[])["set the launch configuration back to the image before, since the group makes new instances from what it has now"] : [],
                    "change a trigger to start a new rollout",
                    $"set desiredState to {(activity.IsRollback ? nameof(DesiredState.RolledBack) : nameof(DesiredState.Cancelled))} to leave the fleet as it is, and back to Completed to try the same again"]);

    /// <summary><c>45s</c>, <c>2m</c>, <c>1h05m</c>: begun minutes do not count.</summary>
    private static string Short(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)span.TotalSeconds)}s",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes}m",
        { Minutes: 0 } => $"{(int)span.TotalHours}h",
        _ => $"{(int)span.TotalHours}h{span.Minutes:00}m",
    };

    private static string Time(long unixSeconds)
        => unixSeconds is > 0 and < 253402300800 ? Times.Write(DateTimeOffset.FromUnixTimeSeconds(unixSeconds))! : "an unknown time";
}
