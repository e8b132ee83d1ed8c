using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>Writes DECISIONS.md: every combination that the rules know, with its outcome, asked of the rules themselves; like rows put together.</summary>
internal static class DecisionTable
{
    private const string Unset = "unset";
    private const string Reaches = "approved";
    private const string Short = "not approved";
    private const string None = "none";
    private const string NotListed = "not listed";

    private static readonly string[] Stored = [.. Situations.All.Keys, None];
    private static readonly string[] Live = [.. Situations.All.Keys];
    private static readonly string[] Approvals = [Unset, Reaches, Short];
    private static readonly string[] Modes = [ResumeMode.Retry, ResumeMode.Continue];
    private static readonly string[] Waits = Enum.GetNames<WaitTarget>();

    public static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("""
            # Decisions

            What each operation does, in every situation that the rules tell apart. The tables are written by
            `tests/InstanceRefresh.Tests/Decision` from the rules themselves, and a test fails when they are stale:

                UPDATE_DECISIONS=1 dotnet test tests/InstanceRefresh.Tests --filter DecisionsDocument

            ## On one screen

            | operation | what it does |
            | --- | --- |
            | Diff | compares the inputs, and what was last reported with `desiredState`; calls nothing |
            | create | looks at what the group and the state hold: starts, adopts, takes over, waits, or refuses |
            | update | looks first: waits, resumes what was reported as paused, or does what `desiredState` says |
            | read | tells what is; calls nothing that writes |
            | delete | ends what is alive and held by nothing else: stop, wait for the batch, cancel |

            - A pause that was not reported before is reported, not resumed; what `approvedThroughBatch` does not reach is not begun.
            - A batch that failed is resumed by the next update with `resumeMode`; within one, as often as `failureRetries` says.
            - What ended elsewhere than wanted is reported once, and replaced by the update after that.
            - What was adopted is watched until code claims it. What is not proved is asked of a person, once.
            - A status that is not known is waited on.
            - Where `verification` asks for it, no batch begins before the one before it has passed. What a failed verification has had undone is not started
              again under the same triggers.

            ```mermaid
            stateDiagram-v2
                [*] --> InProgress: create starts, or adopts
                InProgress --> AwaitingApproval: AUTO_PAUSE, or paused by hand
                AwaitingApproval --> InProgress: update resumes what was reported or is approved
                InProgress --> Failed: FAILED_PAUSE, or not verified
                Failed --> RolledBack: verification.onFailure RollBack
                Failed --> InProgress: update resumes, RETRY or CONTINUE
                InProgress --> Succeeded: SUCCESSFUL, every instance covered
                InProgress --> PartiallySucceeded: SUCCESSFUL, instances left out
                InProgress --> Indeterminate: adopted, ended, not proved
                [*] --> Indeterminate: create finds it ended, not proved
                Indeterminate --> Succeeded: update accepts it
                AwaitingApproval --> Cancelled: desiredState Cancelled, or delete
                Failed --> Cancelled: desiredState Cancelled, or delete
                AwaitingApproval --> RolledBack: desiredState RolledBack
                Failed --> RolledBack: desiredState RolledBack
                Succeeded --> RolledBack: desiredState RolledBack
                Cancelled --> [*]: replaced, if Completed is wanted
                Succeeded --> [*]: a trigger changes
            ```

            ## How to read the tables

            *Stored* is what was last reported and stands in the state, *live* what the service says now. A batch of the middle has been reached and others
            wait, except where the name says otherwise. *rollback X* is a rollback activity in status X; what the rollout was before does not
            matter then. Only the first step is shown: after each write comes another poll, which "A later poll" decides. What is live and ended
            badly is first searched for a rollback; if there is one, its row counts. What replaces instances (ROLLING_UPDATE_REPLACE) has no
            rollback: `desiredState` RolledBack is refused for it in every status.

            The column *approved* is `approvedThroughBatch` against the batch reached: approved, not approved, or unset. A column that would say *any* in
            every row is left out.

            | name | stands for |
            | --- | --- |
            | stopping | MANUAL_PAUSE, the batch in progress has not ended |
            | stopped | MANUAL_PAUSE, nothing in progress, batches left |
            | stopped (failed) | the same, and an instance of the batch has failed |
            | stopped (last) | MANUAL_PAUSE after the last batch |
            | clearing up | RUNNING, all batches ended, surge instances being destroyed |
            | new word | a status that this version does not know |
            | none | the state names no status |
            | not listed | the service does not list the activity |

            Names for several:
            """).AppendLine();
        NamedGroup.WriteTo(text, Situations.Groups.Where(group => !group.Members.Any(name => Situations.All[name].IsRollback)));
        text.AppendLine().AppendLine("*rollback X* with one of these names is the same of a rollback; *any pause* is *paused* and *rollback paused*.");

        Section(text, "Diff", "What the engine gets before anything is called. It sees the state only.", desired =>
            new Grid(["stored", "approved", "resumeMode", "waitFor"], [Stored, Approvals, Modes, Waits],
                at => Diff(at[0], Inputs(desired, at[1], at[2], at[3])), Situations.Groups));
        Section(text, "Update", "The first poll, made by `pulumi up` on a resource that exists.", desired =>
            new Grid(["stored", "live", "approved", "resumeMode", "waitFor"], [Stored, [.. Live, NotListed], Approvals, Modes, Waits],
                at => Update(at[0], at[1], Inputs(desired, at[2], at[3], at[4])), Situations.Groups));
        Section(text, "A later poll", "While an operation waits, and after each of its writes. *retries left*: of `failureRetries`.", desired =>
            new Grid(["live", "approved", "resumeMode", "waitFor", "retries left"], [Live, Approvals, Modes, Waits, ["0", "1 or more"]],
                at => Outcome(RolloutDecision.Decide(
                    Situations.All[at[0]], RolloutPolicy.Of(Inputs(desired, at[1], at[2], at[3]), ResumeTrigger.None) with { RollbackSought = true, RetriesLeft = at[4] == "0" ? 0 : 1 })),
                Situations.Groups));
        VerificationTable.WriteTo(text, Outcome);
        AdoptionTable.WriteTo(text);
        Section(text, "Create, continuing with an activity", """
            This process's own, or one taken over with `onConflict: Adopt`. An adopted one is only watched: where this table has a call, nothing is
            written; AUTO_PAUSE then awaits its owner's approval, and every other one ends the create incomplete. A create that starts an activity
            continues with "A later poll".
            """, desired =>
            desired is DesiredState.Cancelled or DesiredState.RolledBack
                ? new Grid(["live"], [Live], _ => "refused: asks for no rollout; nothing is started", Situations.Groups)
                : new Grid(["live", "approved", "resumeMode", "waitFor"], [Live, Approvals, Modes, Waits],
                    at => Outcome(RolloutDecision.Decide(Situations.All[at[0]], RolloutPolicy.Of(Inputs(desired, at[1], at[2], at[3]), ResumeTrigger.Adoption) with { RollbackSought = true })),
                    Situations.Groups));
        Section(text, "Read", "What `pulumi refresh` and imports find. Nothing is changed in the cloud.", desired =>
            new Grid(["live", "approved", "waitFor"], [[.. Live, NotListed], Approvals, Waits],
                at => Read(at[0], Inputs(desired, at[1], ResumeMode.Retry, at[2])), Situations.Groups));

        text.AppendLine().AppendLine("## Delete").AppendLine().AppendLine("Whatever `desiredState` was.").AppendLine();
        new Grid(["stored", "live"], [Stored, [.. Live, NotListed]], at => Delete(at[0], at[1]), Situations.Groups).WriteTo(text);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Section(StringBuilder text, string title, string introduction, Func<DesiredState, Grid> grid)
    {
        text.AppendLine().AppendLine($"## {title}").AppendLine().AppendLine(introduction);
        foreach (var desired in Enum.GetValues<DesiredState>())
        {
            text.AppendLine().AppendLine($"### {title}: desiredState {desired}").AppendLine();
            grid(desired).WriteTo(text);
        }
    }

    private static string Diff(string stored, RefreshInputs inputs) => DriftOf(SituationOf(stored), inputs) switch
    {
        Drift.None => "no change",
        Drift.NeedsReplacement => "replace: delete, then a new rollout",
        _ => "update",
    };

    private static string Update(string stored, string live, RefreshInputs inputs)
        => SituationOf(stored) is { IsTerminal: true } ended && DriftOf(ended, inputs) == Drift.None ? "nothing is called"
            : live != NotListed ? Outcome(RolloutDecision.Decide(Situations.All[live], RolloutPolicy.ForUpdate(inputs, ReportedOf(stored)) with { RollbackSought = true }))
            : "incomplete: the service does not know it any more";

    private static string Read(string live, RefreshInputs inputs)
        => live == NotListed ? "keep what is stored; drop it if the group is gone too"
            : RolloutDecision.Decide(Situations.All[live], RolloutPolicy.Of(inputs, ResumeTrigger.None) with { RollbackSought = true }) switch
            {
                NextStep.GiveUp giveUp => $"unhealthy: {TextOf(giveUp.Because)}",
                NextStep.Refuse => "unhealthy: what is wanted is not possible",
                _ => "found",
            };

    private static string Delete(string stored, string live)
        => SituationOf(stored) is { } seen && !DriftDetection.MayLive(new RefreshOutputs { RefreshActivityId = "asr-1", Status = seen.Status, RollbackActivityId = seen.IsRollback ? "asr-2" : null })
            ? "nothing is called"
            : live == NotListed ? "done: gone"
            : Outcome(RolloutDecision.Decide(Situations.All[live], RolloutPolicy.ForDeletion with { RollbackSought = true }));

    private static Drift DriftOf(Situation? stored, RefreshInputs inputs) => stored is null ? Drift.NeedsUpdate : DriftDetection.Of(stored, inputs);

    private static Reported? ReportedOf(string stored) => SituationOf(stored) is { } situation ? new(situation.Status, situation.Reached) : null;

    private static Situation? SituationOf(string stored) => stored == None ? null : Situations.All[stored];

    private static RefreshInputs Inputs(DesiredState desired, string approval, string mode, string wait) => new()
    {
        DesiredState = desired,
        ApprovedThroughBatch = approval switch { Unset => null, Reaches => Situations.ReachedBatch, _ => Situations.ReachedBatch - 1 },
        ResumeMode = mode,
        WaitFor = Enum.Parse<WaitTarget>(wait),
    };

    private static string Outcome(NextStep step) => step switch
    {
        NextStep.Wait wait => $"wait for {wait.For.Split(',')[0].Replace(Situations.Future, "it", StringComparison.Ordinal)}",
        NextStep.Resume resume => $"resume with {resume.Mode}",
        NextStep.Stop => "stop",
        NextStep.Cancel => "cancel",
        NextStep.Rollback => "roll back",
        NextStep.Verify => "verify",
        NextStep.SeekRollback => "look for a rollback",
        NextStep.Finish { As: Reached.Ended } => "done: ended",
        NextStep.Finish { As: Reached.Started } => "done: under way",
        NextStep.Finish { As: Reached.HeldForApproval } => "done: awaits approval",
        NextStep.Finish => "done: paused as desired",
        NextStep.GiveUp giveUp => $"incomplete: {TextOf(giveUp.Because)}",
        NextStep.Refuse refuse => $"refused: {refuse.Reason.Split('.', ',', ':')[0]}",
        _ => throw new InvalidOperationException($"{step} has no words"),
    };

    private static string TextOf(Cause cause) => cause switch
    {
        Cause.BatchFailed => "a batch failed",
        Cause.NotApproved => "CONTINUE is not approved",
        Cause.MaybeForeign => "maybe somebody else's",
        Cause.PausedByHand => "paused by hand",
        Cause.RolledBack => "rolled back instead",
        Cause.NotVerified => "not verified",
        _ => "ended early",
    };
}
