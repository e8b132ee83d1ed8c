using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>The part of DECISIONS.md about verification.</summary>
internal static class VerificationTable
{
    private const string Unset = "unset";
    private const string Reaches = "approved";
    private const string Short = "not approved";

    private static readonly string[] Live = [.. Situations.All.Keys.Where(name => !Situations.All[name].IsRollback)];

    private static readonly string[] Verdicts = ["due", "passed", .. Enum.GetNames<VerificationAction>().Select(action => $"failed, {action}"), "unknown"];

    public static void WriteTo(StringBuilder text, Func<NextStep, string> outcome)
    {
        text.AppendLine().AppendLine("""
            ## Verification

            With `verification`, while an operation waits and `desiredState` is Completed. *due*: the bake is not over, or something was not asked yet.
            *failed*: an alarm, or a URL that did not answer as it should; with `onFailure`. *unknown*: something could not be asked. *counts*: the pause is one of
            `pauseAfterBatches`, or these are not given. The column *resume* is what a resume would do with failed instances: `resumeMode` in the first poll of an
            update after the pause was reported, RETRY otherwise. *verify* waits for the bake, asks, and decides again.
            """).AppendLine();
        new Grid(["live", "verdict", "counts", "approved", "resume"],
            [Live, Verdicts, ["yes", "no"], [Unset, Reaches, Short], [ResumeMode.Retry, ResumeMode.Continue]],
            at => outcome(RolloutDecision.Decide(Situations.All[at[0]], Policy(at))), Situations.Groups).WriteTo(text);

        text.AppendLine().AppendLine("""
            ### Verification: an end that no run has reported

            A run that is killed stores nothing of what it has done. What it may have cancelled or rolled back after a verification that failed counts as that, since
            nothing distinguishes it from the work of a person. *reported*: what the last run that was not killed has reported. *onFailure*: of the program now, or as stored. A
            create that finds such an end, as a first one that was killed leaves it, adopts the rollout and reports the same.
            """).AppendLine();
        new Grid(["live", "reported", "onFailure"], [[.. Ends], [.. Reported.Keys], Enum.GetNames<VerificationAction>()], at => outcome(AfterAKill(at)), EndGroups).WriteTo(text);

        text.AppendLine().AppendLine("""
            What the rollout was rolled back or cancelled for is reported by each later `pulumi up`, which ends with an error and calls nothing that writes. Diff then
            answers an update; a changed trigger replaces, and so does `desiredState` set and set back.
            """);
    }

    private static readonly string[] Ends = ["CANCELLED", "rollback RUNNING", "rollback SUCCESSFUL"];

    private static readonly Dictionary<string, Func<RefreshOutputs, RefreshOutputs>> Reported = new(StringComparer.Ordinal)
    {
        ["nothing"] = stored => stored,
        ["RUNNING"] = stored => stored with { Reported = new(ActivityStatus.Running, 1) },
        ["AUTO_PAUSE"] = stored => stored with { Reported = new(ActivityStatus.AutoPause, 1) },
        ["SUCCESSFUL, verified"] = stored => Over(stored, VerificationVerdict.Passed),
        ["SUCCESSFUL, not verified"] = stored => Over(stored, VerificationVerdict.Unknown),
        ["the end"] = stored => stored with { Reported = new(ActivityStatus.Cancelled, 1), RollbackActivityId = "asr-2" },
    };

    private static readonly NamedGroup[] EndGroups = [new("not at its end", "nothing", "RUNNING", "AUTO_PAUSE"), new("rollback", "rollback RUNNING", "rollback SUCCESSFUL")];

    private static RefreshOutputs Over(RefreshOutputs stored, VerificationVerdict verdict) => stored with
    {
        Reported = new(ActivityStatus.Successful, 3),
        Verification = new(3, verdict, Sample.Start, Sample.Start, VerificationAction.Pause, "why"),
    };

    private static NextStep AfterAKill(string[] at)
    {
        var seen = at[0] == Ends[0] ? Sample.Activity(ActivityStatus.Cancelled, "SS", "CC", "CC") : Sample.Rollback(at[0].Split(' ')[1], "SS");
        var inputs = new RefreshInputs { Verification = new() { Bake = TimeSpan.FromMinutes(1), OnFailure = Enum.Parse<VerificationAction>(at[2]) } };
        var stored = Reported[at[1]](new RefreshOutputs { RefreshActivityId = "asr-1" });
        return RolloutDecision.Decide(Situation.Of(seen), RolloutPolicy.ForUpdate(inputs, stored) with
        {
            RollbackSought = true,
            UndoneByVerification = UnseenEnd.MarkOf(stored, seen, inputs, before: null) is not null,
        });
    }

    private static RolloutPolicy Policy(string[] at)
    {
        var inputs = new RefreshInputs
        {
            ResumeMode = at[4],
            ApprovedThroughBatch = at[3] switch { Unset => null, Reaches => Situations.ReachedBatch, _ => Situations.ReachedBatch - 1 },
            Verification = new VerificationSettings
            {
                OnFailure = at[1].Split(", ") is [_, var action] ? Enum.Parse<VerificationAction>(action) : VerificationAction.RollBack,
                PauseAfterBatches = at[2] == "yes" ? [Situations.ReachedBatch] : [Situations.ReachedBatch + 5],
            },
        };
        return RolloutPolicy.Of(inputs, at[4] == ResumeMode.Continue ? ResumeTrigger.Update : ResumeTrigger.None) with
        {
            Verification = Enum.Parse<VerificationVerdict>(at[1].Split(',')[0], ignoreCase: true),
            RollbackSought = true,
            RetriesLeft = at[4] == ResumeMode.Continue ? 0 : 1,
        };
    }
}
