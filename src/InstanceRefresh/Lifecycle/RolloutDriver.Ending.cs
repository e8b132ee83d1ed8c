using System.Diagnostics;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial class RolloutDriver
{
    /// <summary>One look more at what has ended or refused; after an interrupt no longer than that may take in all.</summary>
    private static readonly TimeSpan LookWithin = TimeSpan.FromSeconds(15);

    /// <summary>What an interrupt may take to see the effect of a call that was made just before it.</summary>
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(1);

    private const int LooksAtGroup = 3;

    /// <summary>An end that was seen is not given up for a service that does not answer what it is compared with.</summary>
    private static readonly TimeSpan VerifyWithin = TimeSpan.FromMinutes(2);

    // Step 6.
    private Ending End(Explanation? why) => new(Outputs, why, [.. _warnings]);

    private async Task<Ending> FinishAsync(Reached reached, RefreshActivity seen)
    {
        string place = Words.Place(seen);
        switch (reached)
        {
            case Reached.HeldForApproval:
                if (_policy.OnlyWatches)
                {
                    await WarnAsync($"{Words.Title(seen)} is paused after {place}. It was adopted and may belong to somebody else, so it is only watched: "
                        + $"onConflict Adopt, or approvedThroughBatch {Situation.Of(seen).Reached}, makes it this program's.");
                    break;
                }

                string next = _inputs.ApprovedThroughBatch is null ? "run `pulumi up` again" : $"set approvedThroughBatch to {Situation.Of(seen).Reached}";
                await context.Log.InfoAsync(
                    $"{Words.Title(seen)} is paused after {place} and waits for approval: {next} to continue. Until then the group does not scale.");
                break;
            case Reached.HeldAsDesired:
                await context.Log.InfoAsync($"{Words.Title(seen)} is paused after {place}, as desired. Until it goes on the group does not scale.");
                await WarnOfFailedAsync(seen);
                break;
            case Reached.Started:
                await context.Log.InfoAsync($"{Words.Title(seen)} is {seen.Status}; waitFor Started does not wait for its end.");
                break;
            default:
                await VerifyAsync(seen);
                break;
        }

        return End(why: null);
    }

    /// <summary>What is undone ends when that begins, and nobody has looked at it since; the report and the time that the group was held tell of both.</summary>
    private Task SeeOriginAsync()
        => FollowedId != _id.RefreshActivityId && _rollout is { IsAlive: true } ? LookOnceMoreAsync(LookWithin) : Task.CompletedTask;

    // Step 5. The status alone tells neither of skipped instances nor of a group that stays off.
    private async Task VerifyAsync(RefreshActivity seen)
    {
        await WarnOfFailedAsync(seen);
        if (_policy.Deleting)
            return;
        await CompareAsync(seen);
        if (task.GroupWasOff)
            return;

        for (int look = 1; ; look++)
        {
            var group = await GroupAsync();
            if (group?.EnabledStatus != EnabledStatus.Disabled)
                return;
            if (look == LooksAtGroup)
            {
                await WarnAsync($"Scaling group {_id.GroupId} is still switched off after the end of {Words.Name(seen)}: "
                    + "it does not scale until somebody enables it.");
                return;
            }

            await PollAsync();
        }
    }

    /// <summary>Only the group's own list shows what the activity has never selected.</summary>
    private async Task CompareAsync(RefreshActivity seen)
    {
        try
        {
            var (instances, activities) = await PatientlyAsync(token => cloud.Fleet.MembersAsync(_id.GroupId, seen, token), VerifyWithin);
            var deviations = Deviations.Of(seen, instances, activities);
            _known = _known with { Deviations = deviations };
            var failed = seen.FailedInstances.Select(failed => failed.Instance.InstanceId).ToHashSet(StringComparer.Ordinal);
            if (Deviations.Warning([.. deviations.Where(deviation => !failed.Contains(deviation.InstanceId))]) is { } warning)
                await WarnAsync(warning);
        }
        catch (Exception unseen) when (IsUnanswered(unseen))
        {
            await WarnAsync($"{Words.Title(seen)} has ended {seen.Status}; whether every instance of the group has what it brings could not be seen: "
                + $"{(unseen is CloudException ? unseen.Message : "the time was over.")} Compare the group's instances with the activity's.");
        }
    }

    private bool IsUnanswered(Exception failure)
        => failure is CloudException or TimeoutException || (failure is OperationCanceledException && limits.IsOver && !limits.IsInterrupted);

    private async Task<AutoScalingGroup?> GroupAsync()
    {
        try
        {
            return (await PatientlyAsync(token => cloud.Fleet.GroupAsync(_id.GroupId, token), VerifyWithin))?.Group;
        }
        catch (Exception failure) when (IsUnanswered(failure))
        {
            // The rollout has ended well; not being able to look at the group changes nothing about that.
            await WarnAsync($"Whether scaling group {_id.GroupId} scales again could not be seen: {failure.Message}");
            return null;
        }
    }

    private async Task WarnOfFailedAsync(RefreshActivity seen)
    {
        var failed = Reasons.Failed(seen).ToList();
        if (failed.Count > 0)
        {
            await WarnAsync($"Not every instance was brought through. {string.Join(" ", failed)} "
                + "They stay in standby with load balancer weight 0: take them out of standby or destroy them.");
        }
    }

    /// <param name="doubt">Why it is not known what became of the call that the interrupt has met. Null: there was none, or it was answered.</param>
    private async Task<Ending> InterruptedAsync(string? doubt = null)
    {
        // What was told a moment ago may show by now; then what is said and stored is seen and not assumed.
        if (Unseen is not null)
            await LookOnceMoreAsync(SettleWithin);
        if (Followed is { IsAlive: false } ended && RolloutDecision.Decide(Situation.Of(ended), _policy with { RollbackSought = true }) is NextStep.Finish)
            return End(why: null);
        string title = $"{(FollowedId == _id.RefreshActivityId ? "Activity" : "Rollback")} {FollowedId} on scaling group {_id.GroupId}";
        string state = await PauseAsync() ?? Fate;
        return End(new Explanation([$"Interrupted. {title} {state}.", .. doubt is null ? (string[])[] : [doubt]], [Again]));
    }

    /// <summary>What becomes of the activity when nobody watches it any more: of what stands still nobody may think that it goes on.</summary>
    private string Fate => Followed switch
    {
        null when ActivityStatus.IsPaused(_known.Status) => $"was not looked at; it was {_known.Status} when last noted",
        null => "(not seen yet) goes on in the cloud",
        { IsAlive: false } ended => $"has ended {ended.Status}",
        { } seen when Unseen is Asked.Resume or Asked.Cancel && !WritePending(seen) => $"({Words.Standing(seen)}) may have been told to {(Unseen == Asked.Resume ? "go on" : "cancel")}",
        { } seen when Unseen == Asked.Resume => $"was told to go on after {Words.Place(seen)}, and does so in the cloud",
        { } seen when Unseen == Asked.Cancel => $"({Words.Standing(seen)}) was told to cancel, which ends it",
        { } seen when _lastWrite is { Asked: Asked.Stop } && !seen.IsPaused
            => $"({Words.Standing(seen)}) was told to stop: its batch in progress finishes, then it is paused, and until it goes on the group does not scale",
        { } seen when seen.IsPaused && Situation.Of(seen).BatchInWork
            => $"({Words.Standing(seen)}) finishes its batch in progress, then it is paused, and until it goes on the group does not scale",
        { } seen when seen.IsPaused => $"({Words.Standing(seen)}) is paused, and until it goes on the group does not scale",
        { } seen => $"({Words.Standing(seen)}) goes on in the cloud",
    };

    private string Again
        => _policy.Deleting ? "run the same command again to end it"
        : _policy.Desired == DesiredState.Paused ? "run `pulumi up` again to make sure that it is paused"
        : Followed is { } seen && seen.IsPaused && Unseen is not (Asked.Resume or Asked.Cancel) ? "run `pulumi up` again to continue"
        : "run `pulumi up` again to follow it";

    /// <returns>What became of the pause, or null if none was asked for.</returns>
    private async Task<string?> PauseAsync()
    {
        bool wanted = _inputs.OnInterrupt == InterruptPolicy.Pause && !_policy.Deleting && !_policy.OnlyWatches && _policy.Desired == DesiredState.Completed
            && FollowedId == _id.RefreshActivityId
            && ((Followed?.Status ?? _known.Status) is ActivityStatus.Init or ActivityStatus.Running || Unseen == Asked.Resume);
        if (!wanted)
            return null;

        try
        {
            // The client waits a while for the answer of a call that has left; the answer to the engine does not wait for that.
            var stopped = await cloud.Writes.StopOnceAsync(new() { AutoScalingGroupId = _id.GroupId, RefreshActivityId = FollowedId }, limits.Ending)
                .WaitAsync(limits.Ending);
            _rollout = stopped.Found?.Cleaned(context.Clean) ?? (_rollout is { } running ? running with { Status = ActivityStatus.ManualPause } : null);
            _seenAt = stopped.AnsweredAt;
            (_lastWrite, _doubt) = (null, null);
            Remember(Asked.Stop, FollowedId, _seenAt, detail: null);
            Remember(_rollout);
        }
        catch (OperationCanceledException)
        {
            return $"{LastSeen} and may have been paused: the service did not answer in time";
        }
        catch (CloudException failure)
        {
            if (failure is CloudServiceException)
                await LookOnceMoreAsync(LookWithin);
            return $"could not be paused; it {Fate}. {failure.Message.TrimEnd('.')}";
        }

        // The answer was lost, and what was found may have ended by itself before the pause could reach it.
        return _rollout is { IsAlive: false } ended
            ? $"had ended {ended.Status} before it could be paused"
            : "was paused, as onInterrupt says; its batch in progress finishes, and until it goes on the group does not scale";
    }

    /// <summary>So that it is told what it is now: a refused pause often means that it has just paused or ended by itself.</summary>
    private async Task LookOnceMoreAsync(TimeSpan within)
    {
        using var soon = new CancellationTokenSource(within, cloud.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(soon.Token, limits.Ending);
        try
        {
            await LookAsync(either.Token);
        }
        catch (Exception failure) when (failure is CloudException or OperationCanceledException)
        {
            // What was seen last has to do.
        }
    }

    private Ending OutOfTime()
    {
        string state = Followed is { } seen ? $"{Words.Title(seen)} is still {Words.Standing(seen)}" : $"Activity {FollowedId} was not seen";
        string fate = Followed is null ? "goes on in the cloud" : Fate.Replace($"({Words.Standing(Followed)}) ", "", StringComparison.Ordinal);
        string limit = $"{Times.Span(limits.Limit ?? limits.Spent)} ({(limits.IsChosen ? "customTimeouts" : "derived from its batches")})";
        return End(new Explanation(
            [$"{state} at the limit of {limit}. It {fate}."],
            [Again, "set customTimeouts for another limit"]));
    }

    private Ending Stalled(RefreshActivity seen, TimeSpan quiet) => End(new Explanation(
        [$"{Words.Title(seen)} is {Words.Standing(seen)} and has not moved for {Times.Span(quiet)}{Words.Request(_requestId)}. No action was taken.",
            .. Reasons.Failed(seen)],
        [_policy.Deleting ? Again : "run `pulumi up` again to keep watching it", "set progressDeadlineSeconds to allow more time", .. _policy.Deleting ? [] : Reasons.Ends(seen)]));

    private Ending Unanswered(TimeSpan silent) => End(new Explanation(
        [$"The service has not answered for {Times.Span(silent)}; activity {FollowedId} on scaling group {_id.GroupId} "
            + $"{LastSeen}.{(Followed is { IsAlive: false } ? "" : " It goes on in the cloud.")}"],
        ["run `pulumi up` again to follow it", "set progressDeadlineSeconds to allow more time"]));

    private string LastSeen => Followed is { } seen ? $"was {Words.Standing(seen)} when last seen" : "was not seen yet";

    private Ending Broken(Exception failure)
    {
        var why = new Explanation(
            [$"Activity {FollowedId} on scaling group {_id.GroupId} could not be followed to its end: {Describe(failure)}"],
            [Again]);
        try
        {
            return End(why);
        }
        catch (Exception)
        {
            // Even if telling the state is what is broken: the ids are what must not be lost.
            return new Ending(_known with { RollbackActivityId = _rollbackId }, why, [.. _warnings]);
        }
    }

    /// <summary>Our own messages hold no secret; of what is not ours only the kind is told.</summary>
    private static string Describe(Exception failure) => failure switch
    {
        CloudException or CredentialException => failure.Message,
        ObjectDisposedException => "the provider is shutting down.",
        _ => $"an unexpected {failure.GetType().Name}{PlaceOf(failure)}. This is a bug of the provider.",
    };

    private static string PlaceOf(Exception failure)
        => new StackTrace(failure, fNeedFileInfo: false).GetFrame(0) is { } frame && DiagnosticMethodInfo.Create(frame) is { } method
            ? $" in {method.DeclaringTypeName}.{method.Name}"
            : "";

    /// <summary>Nobody lists the activity: aged out of the service's history, or gone with its group.</summary>
    private async Task<Ending> UnlistedAsync()
    {
        if (await PatientlyAsync(token => cloud.Fleet.GroupAsync(_id.GroupId, token)) is null)
        {
            if (await PatientlyAsync(token => cloud.Fleet.DoubtAsync(_id.GroupId, token)) is { } doubt)
                return End(new Explanation([doubt], [Again]));
            return End(_policy.Deleting ? null : new Explanation(
                [$"Scaling group {_id.GroupId} does not exist any more, and activity {FollowedId} went with it."],
                ["run `pulumi refresh` to drop the resource"]));
        }

        var last = Outputs;
        string absent = Times.Span(Now - (_missingSince ?? Now));
        var step = RolloutDecision.Decide(Situation.Of(last), _policy with { RollbackSought = true });
        if (_policy.Deleting || step is NextStep.Finish { As: Reached.Ended })
        {
            if (!ActivityStatus.IsTerminal(last.Status))
                await WarnAsync($"The service has not listed activity {FollowedId} on scaling group {_id.GroupId} in {_emptyLooks} looks over {absent}: it is gone.");
            return End(why: null);
        }

        if (Followed is null && task.WasJustStarted)
        {
            return End(new Explanation(
                [$"Activity {FollowedId} was started on scaling group {_id.GroupId}, and the service has not listed it for {absent}{Words.Request(_requestId)}."],
                ["`pulumi up` again looks for it"]));
        }

        return End(new Explanation(
            [$"The service does not list activity {FollowedId} on scaling group {_id.GroupId} any more; it was {last.Status} when last seen, "
                + "so nothing can be done about it."],
            ["change a trigger to start a new rollout"]));
    }
}
