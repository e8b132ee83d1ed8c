using System.Text;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

/// <summary>Writes DECISIONS.md: every combination that the rules know, with its outcome, asked of the rules themselves; like rows put together.</summary>
internal static class DecisionTable
{
    private const string Unset = "unset";
    private const string Reaches = "reaches this batch";
    private const string Short = "does not reach it";
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

            What each operation does, for every combination of stored status, live status, `desiredState`, `approvedThroughBatch` against the batch reached,
            `resumeMode` and `waitFor`. Written by `tests/InstanceRefresh.Tests/Decision/DecisionTable.cs` from the rules themselves; a test fails when it is stale.
            Bring it up to date with

                UPDATE_DECISIONS=1 dotnet test tests/InstanceRefresh.Tests --filter DecisionsDocument

            How to read it: *stored* is what the state file says, *live* what the service says now; a batch of the middle has been reached and others wait, except where
            the brackets say otherwise. *rollback X* is a rollback activity in status X; what the rollout was before does not matter then. *clearing up*: all batches have ended and
            surge instances are being destroyed. Only the first step is shown: after each write comes another look, which is decided by "a later look". A live activity that
            ended CANCELLED or FAILED is first searched for a rollback of it; if there is one, its row counts. An activity that replaces instances
            (ROLLING_UPDATE_REPLACE) has no rollback: desiredState RolledBack is refused for it in every status.
            """);

        Section(text, "Diff", "What the engine is told before anything is called. It sees the state only.", desired =>
            new Grid(["stored", "approvedThroughBatch", "resumeMode", "waitFor"], [Stored, Approvals, Modes, Waits], at => Diff(at[0], Inputs(desired, at[1], at[2], at[3]))));
        Section(text, "Update", "The first look, made by `pulumi up` on a resource that exists.", desired =>
            new Grid(["stored", "live", "approvedThroughBatch", "resumeMode", "waitFor"], [Stored, [.. Live, NotListed], Approvals, Modes, Waits],
                at => Update(at[0], at[1], Inputs(desired, at[2], at[3], at[4]))));
        Section(text, "A later look", "While an operation waits, and after each of its writes. `failureRetries` are those left.", desired =>
            new Grid(["live", "approvedThroughBatch", "resumeMode", "waitFor", "failureRetries left"], [Live, Approvals, Modes, Waits, ["0", "1 or more"]],
                at => Outcome(RolloutDecision.Decide(
                    Situations.All[at[0]], RolloutPolicy.Of(Inputs(desired, at[1], at[2], at[3]), Opening.None) with { RollbackSought = true, RetriesLeft = at[4] == "0" ? 0 : 1 }))));
        AdoptionTable.WriteTo(text);
        Section(text, "Create, going on with an activity", "This process's own, or one taken over with `onConflict: Adopt`. An adopted one is only watched: where this table has a call, nothing is written; AUTO_PAUSE then awaits its owner's approval, and every other one ends the create incomplete. A create that starts an activity goes on with \"a later look\".", desired =>
            desired is DesiredState.Cancelled or DesiredState.RolledBack
                ? new Grid(["live"], [Live], _ => "refused: asks for no rollout; nothing is started")
                : new Grid(["live", "approvedThroughBatch", "resumeMode", "waitFor"], [Live, Approvals, Modes, Waits],
                    at => Outcome(RolloutDecision.Decide(Situations.All[at[0]], RolloutPolicy.Of(Inputs(desired, at[1], at[2], at[3]), Opening.Adoption) with { RollbackSought = true }))));
        Section(text, "Read", "What `pulumi refresh` and imports find. Nothing is changed in the cloud.", desired =>
            new Grid(["live", "approvedThroughBatch", "waitFor"], [[.. Live, NotListed], Approvals, Waits], at => Read(at[0], Inputs(desired, at[1], ResumeMode.Retry, at[2]))));

        text.AppendLine().AppendLine("## Delete").AppendLine().AppendLine("Whatever `desiredState` was.").AppendLine();
        new Grid(["stored", "live"], [Stored, [.. Live, NotListed]], at => Delete(at[0], at[1])).WriteTo(text);
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

    private static string Diff(string stored, RefreshInputs inputs) => StandingOf(SituationOf(stored), inputs) switch
    {
        Standing.AsWanted => "no change",
        Standing.NeedsReplacement => "replace: delete, then a new rollout",
        _ => "update",
    };

    private static string Update(string stored, string live, RefreshInputs inputs)
        => SituationOf(stored) is { IsTerminal: true } ended && StandingOf(ended, inputs) == Standing.AsWanted ? "nothing is called"
            : live != NotListed ? Outcome(RolloutDecision.Decide(Situations.All[live], RolloutPolicy.ForUpdate(inputs, ReportedOf(stored)) with { RollbackSought = true }))
            : "incomplete: the service does not know it any more";

    private static string Read(string live, RefreshInputs inputs)
        => live == NotListed ? "keep what is stored; if the group is gone too, drop the resource"
            : RolloutDecision.Decide(Situations.All[live], RolloutPolicy.Of(inputs, Opening.None) with { RollbackSought = true }) switch
            {
                NextStep.GiveUp giveUp => $"unhealthy: {Words(giveUp.Because)}",
                NextStep.Refuse => "unhealthy: what is wanted is not possible",
                _ => "found",
            };

    private static string Delete(string stored, string live)
        => SituationOf(stored) is { } seen && !Standings.MayLive(new RefreshOutputs { RefreshActivityId = "asr-1", Status = seen.Status, RollbackActivityId = seen.IsRollback ? "asr-2" : null })
            ? "nothing is called"
            : live == NotListed ? "done: gone"
            : Outcome(RolloutDecision.Decide(Situations.All[live], RolloutPolicy.ForDeletion with { RollbackSought = true }));

    private static Standing StandingOf(Situation? stored, RefreshInputs inputs) => stored is null ? Standing.NeedsUpdate : Standings.Of(stored, inputs);

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
        NextStep.Wait wait => $"wait for {wait.For.Replace(Situations.Future, "it", StringComparison.Ordinal)}",
        NextStep.Resume resume => $"resume with {resume.Mode}",
        NextStep.Stop => "stop",
        NextStep.Cancel => "cancel",
        NextStep.Rollback => "roll back",
        NextStep.SeekRollback => "look for a rollback",
        NextStep.Finish { As: Reached.Ended } => "done: ended",
        NextStep.Finish { As: Reached.Started } => "done: under way",
        NextStep.Finish { As: Reached.HeldForApproval } => "done: awaits approval",
        NextStep.Finish => "done: paused as desired",
        NextStep.GiveUp giveUp => $"incomplete: {Words(giveUp.Because)}",
        NextStep.Refuse refuse => $"refused: {refuse.Reason.Split('.')[0]}",
        _ => throw new InvalidOperationException($"{step} has no words"),
    };

    private static string Words(Cause cause) => cause switch
    {
        Cause.BatchFailed => "a batch failed",
        Cause.NotApproved => "CONTINUE is not approved",
        Cause.MaybeForeign => "maybe somebody else's",
        Cause.PausedByHand => "paused by hand",
        Cause.RolledBack => "rolled back instead",
        _ => "ended early",
    };
}
