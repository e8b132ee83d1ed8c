using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is said of a rollout when an operation ends before the rollout is where it should be. Pure.</summary>
internal readonly record struct RolloutText(RolloutState State, TimeSpan Now)
{
    private const string Frozen = "and until it continues, the group does not scale";

    /// <summary><c>Activity asr-… on scaling group asg-…</c>, also of one that was not seen yet.</summary>
    public string Title => $"{(State.FollowsRollback ? "Rollback" : "Activity")} {State.FollowedId} on scaling group {State.Id.GroupId}";

    public string LastSeen => State.Followed is { } seen ? $"was {ActivityText.Position(seen)} when last seen" : "was not seen yet";

    /// <summary>What becomes of the activity when nobody watches it any more: of what stands still nobody may think that it continues.</summary>
    public string Continuation
    {
        get
        {
            var unseen = State.UnseenAt(Now);
            return State.Followed switch
            {
                null when ActivityStatus.IsPaused(State.Known.Status) => $"was not checked; it was {State.Known.Status} when last noted",
                null => "(not seen yet) continues in the cloud",
                { IsAlive: false } ended => $"has ended {ended.Status}",
                { } seen when unseen is Asked.Resume or Asked.Cancel && !State.IsPending(seen, Now)
                    => $"({ActivityText.Position(seen)}) may have received the request to {(unseen == Asked.Resume ? "resume" : "cancel")}",
                { } seen when unseen == Asked.Resume => $"was resumed after {ActivityText.Place(seen)} and continues in the cloud",
                { } seen when unseen == Asked.Cancel => $"({ActivityText.Position(seen)}) has been cancelled, which ends it",
                { IsPaused: false } seen when State.LastWrite is { Asked: Asked.Stop }
                    => $"({ActivityText.Position(seen)}) has been stopped: its batch in progress finishes, then it is paused, {Frozen}",
                { IsPaused: true } seen when Situation.Of(seen).BatchInWork
                    => $"({ActivityText.Position(seen)}) finishes its batch in progress, then it is paused, {Frozen}",
                { IsPaused: true } seen => $"({ActivityText.Position(seen)}) is paused, {Frozen}",
                { } seen => $"({ActivityText.Position(seen)}) continues in the cloud",
            };
        }
    }

    /// <summary>The next step that leads back to it.</summary>
    public string Again
        => State.Policy.Deleting ? "run the same command again to end it"
        : State.Policy.Desired == DesiredState.Paused ? "run `pulumi up` again to make sure that it is paused"
        : State.Followed is { IsPaused: true } && State.UnseenAt(Now) is not (Asked.Resume or Asked.Cancel) ? "run `pulumi up` again to continue"
        : "run `pulumi up` again to follow it";

    /// <param name="indeterminate">Why it is not known what became of the call that the interrupt has met. Null: there was none, or it was answered.</param>
    public Explanation Interrupted(string continuation, string? indeterminate)
        => new([$"Interrupted. {Title} {continuation}.", .. indeterminate is null ? (string[])[] : [indeterminate]], [Again]);

    /// <param name="isChosen">Whether the user has chosen the limit.</param>
    /// <param name="holding">What it waits for, a sentence each.</param>
    public Explanation OutOfTime(TimeSpan limit, bool isChosen, IEnumerable<string> holding)
    {
        string position = State.Followed is { } seen ? $"{ActivityText.Title(seen)} is still {ActivityText.Position(seen)}" : $"Activity {State.FollowedId} was not seen";
        string continuation = State.Followed is null ? "continues in the cloud"
            : Continuation.Replace($"({ActivityText.Position(State.Followed)}) ", "", StringComparison.Ordinal);
        return new(
            [$"{position} at the limit of {Times.Span(limit)} ({(isChosen ? "customTimeouts" : "derived from its batches")}). It {continuation}.", .. holding],
            [Again, "set customTimeouts for another limit"]);
    }

    /// <param name="holding">What holds it, a sentence each.</param>
    public Explanation Stalled(RefreshActivity seen, TimeSpan idle, IEnumerable<string> holding) => new(
        [$"{ActivityText.Title(seen)} is {ActivityText.Position(seen)} and has not moved for {Times.Span(idle)}{ActivityText.Request(State.RequestId)}. No action was taken.",
            .. holding, .. Reasons.Failed(seen)],
        [State.Policy.Deleting ? Again : "run `pulumi up` again to keep watching it", "set progressDeadlineSeconds to allow more time",
            .. State.Policy.Deleting ? [] : Reasons.Ends(seen, State.Inputs.DesiredState)]);

    public Explanation Refrained(RefreshActivity seen, string why) => new(
        [$"{ActivityText.Title(seen)} stays paused after {ActivityText.Place(seen)}: {why}", .. Reasons.Failed(seen)],
        ["run `pulumi up` again once more instances are healthy", "set minHealthyPercent lower", .. Reasons.Ends(seen, State.Inputs.DesiredState)]);

    public Explanation Unanswered(TimeSpan silent) => new(
        [$"The service has not answered for {Times.Span(silent)}; activity {State.FollowedId} on scaling group {State.Id.GroupId} "
            + $"{LastSeen}.{(State.Followed is { IsAlive: false } ? "" : " It continues in the cloud.")}"],
        ["run `pulumi up` again to follow it", "set progressDeadlineSeconds to allow more time"]);

    public Explanation Broken(string failure)
        => new([$"Activity {State.FollowedId} on scaling group {State.Id.GroupId} could not be followed to its end: {failure}"], [Again]);

    public Explanation GroupDeleted => new(
        [$"Scaling group {State.Id.GroupId} does not exist any more, and activity {State.FollowedId} was deleted with it."],
        ["run `pulumi refresh` to drop the resource"]);

    /// <summary>The service does not list it, though the group exists.</summary>
    public Explanation Unlisted
    {
        get
        {
            if (State.Followed is not null || !State.Task.WasJustStarted)
            {
                return new(
                    [$"The service does not list activity {State.FollowedId} on scaling group {State.Id.GroupId} any more; it was {State.OutputsAt(Now).Status} "
                        + "when last seen, so nothing can be done about it."],
                    ["change a trigger to start a new rollout"]);
            }

            return new(
                [$"Activity {State.FollowedId} was started on scaling group {State.Id.GroupId}, and the service has not listed it for {Times.Span(Absent)}"
                    + $"{ActivityText.Request(State.RequestId)}."],
                ["run `pulumi up` again to search for it"]);
        }
    }

    /// <summary>For how long no answer has listed it.</summary>
    public TimeSpan Absent => Now - (State.MissingSince ?? Now);

    /// <summary>What is said of an end that is as wanted, and may continue; null for none.</summary>
    public string? Held(Reached reached, RefreshActivity seen)
    {
        string paused = $"{ActivityText.Title(seen)} is paused after {ActivityText.Place(seen)}";
        int batch = Situation.Of(seen).Reached;
        return reached switch
        {
            Reached.HeldForApproval when State.Policy.OnlyWatches => $"{paused}. It was adopted and may belong to somebody else, so it is only watched: "
                + $"onConflict Adopt, or approvedThroughBatch {batch}, makes it this program's.",
            Reached.HeldForApproval => $"{paused}{(State.Verification is { IsPassed: true } ? ", is verified," : "")} and waits for approval: "
                + (State.Inputs.ApprovedThroughBatch is null ? "run `pulumi up` again" : $"set approvedThroughBatch to {batch}")
                + " to continue. Until then, the group does not scale.",
            Reached.HeldForChange => $"{paused}, since {State.UnreportedChange}. Instances that were refreshed before the change have the older values, the others get the newer "
                + $"ones. {(State.Inputs.ApprovedThroughBatch < batch ? $"Set approvedThroughBatch to {batch}" : "Run `pulumi up` again")} to continue anyway; "
                + "change a trigger to roll out the newer ones everywhere, or restore the launch configuration. Until then, the group does not scale.",
            Reached.HeldAsDesired => $"{paused}, as desired. Until it continues, the group does not scale.",
            Reached.Started => $"{ActivityText.Title(seen)} is {seen.Status}; waitFor Started does not wait for its end.",
            _ => null,
        };
    }
}
