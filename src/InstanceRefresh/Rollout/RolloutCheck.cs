using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Compares an ended rollout with the fleet: its status alone tells neither of skipped instances nor of a group that stays off.</summary>
internal sealed class RolloutCheck(RolloutRun run, RolloutReads reads)
{
    private const int GroupPolls = 3;

    /// <summary>An end that was seen is not given up for a service that does not answer what it is compared with.</summary>
    private static readonly TimeSpan VerifyWithin = TimeSpan.FromMinutes(2);

    public async Task VerifyAsync(RefreshActivity seen)
    {
        await WarnOfFailedAsync(seen);
        if (run.State.Policy.Deleting)
            return;
        var after = await CompareAsync(seen);
        if (!run.State.Task.GroupWasOff)
            await SeeGroupScalesAsync(seen, after?.Group);
    }

    /// <summary>What the instances run at a pause. A courtesy: a pause that was seen is not given up for it.</summary>
    public async Task SeeImagesAsync()
    {
        try
        {
            string group = run.State.Id.GroupId;
            var instances = await run.Limits.WithinAsync(run.Cloud.Fleet.InstancesAsync(group, run.Limits.Token));
            var images = await run.Limits.WithinAsync(run.Cloud.Fleet.ImagesAsync(instances, run.Limits.Token));
            await TellUnreadAsync(images);
            Note(known => known with { Images = images.Count(instances) });
        }
        catch (Exception unseen) when (unseen is CloudException or TimeoutException or OperationCanceledException)
        {
            // What was known before has to do.
        }
    }

    public async Task WarnOfFailedAsync(RefreshActivity seen)
    {
        var failed = Reasons.Failed(seen).ToList();
        if (failed.Count > 0)
        {
            await run.WarnAsync($"Not every instance was refreshed. {string.Join(" ", failed)} "
                + "They stay in standby with load balancer weight 0: take them out of standby or destroy them.");
        }
    }

    /// <summary>Only the group's own list, and what its machines run, show what the activity has not brought through.</summary>
    /// <returns>The group as it was compared; null if that could not be seen.</returns>
    private async Task<FleetAfter?> CompareAsync(RefreshActivity seen)
    {
        try
        {
            for (int polled = 1; ; polled++)
            {
                var after = await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.AfterAsync(run.State.Id.GroupId, seen, token), VerifyWithin);
                run.State = run.State with { GroupName = after.Group?.AutoScalingGroupName ?? run.State.GroupName };
                var verdict = Verdict.Of(seen, run.State.Known, after, seesAll: run.State.SawAlive);
                if (!verdict.MayBeEarly || polled == GroupPolls)
                {
                    await ReportAsync(seen, after, verdict);
                    return after;
                }

                run.State = run.State.Polled(await reads.PollAsync(), run.Now);
            }
        }
        catch (Exception unseen) when (IsUnanswered(unseen))
        {
            await run.WarnAsync($"{ActivityText.Title(seen)} has ended {seen.Status}; whether every instance of the group matches it could not be checked: "
                + $"{(unseen is CloudException ? unseen.Message : "the time limit was reached.")} Compare the group's instances with the activity's.");
            return null;
        }
    }

    private async Task ReportAsync(RefreshActivity seen, FleetAfter after, Verdict verdict)
    {
        verdict = verdict with { Deviations = await ReturnedAsync(seen, verdict.Deviations.Counting(run.State.Inputs.StandbyInstances)) };
        Note(known => known with
        {
            Deviations = verdict.Deviations,
            Images = verdict.Images,
            Verified = verdict.AllShown && verdict.Deviations.IsEmpty,
        });
        if (ActivityStatus.IsTerminal(seen.Status))
            await TellUnreadAsync(after.Images);
        if (verdict.ChangeWarning(seen) is { } change)
            await run.WarnAsync(change);
        var failed = seen.FailedInstances.Select(failed => failed.Instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        if (Deviations.Warning([.. verdict.Deviations.Where(deviation => !failed.Contains(deviation.InstanceId))]) is { } warning)
            await run.WarnAsync(string.Join(' ', [warning, .. await HooksOfLostAsync(seen, verdict.Deviations)]));
    }

    /// <summary>Whether it was a lifecycle hook that ended what is lost.</summary>
    private async Task<IReadOnlyList<string>> HooksOfLostAsync(RefreshActivity seen, System.Collections.Immutable.ImmutableArray<Deviation> deviations)
    {
        var lost = deviations.Where(deviation => deviation.Kind == DeviationKind.Lost).Select(deviation => deviation.InstanceId).ToHashSet(StringComparer.Ordinal);
        return lost.Count == 0 || !run.State.Hooks.Firing.Any() ? []
            : await reads.HookResultsAsync([.. seen.Instances.Where(instance => lost.Contains(instance.InstanceId))]);
    }

    /// <summary>What was left in standby serves again where that is asked. What is only watched is left alone.</summary>
    private async Task<System.Collections.Immutable.ImmutableArray<Deviation>> ReturnedAsync(
        RefreshActivity seen, System.Collections.Immutable.ImmutableArray<Deviation> deviations)
    {
        if (run.State.Inputs.StandbyInstances != StandbyInstances.ReturnToService || run.State.Policy.OnlyWatches || seen.IsAlive)
            return deviations;
        var (now, warnings) = await run.Cloud.Standby.ApplyAsync(run.State.Id.GroupId, deviations, run.Limits.Token);
        foreach (string warning in warnings)
            await run.WarnAsync(warning);
        return now;
    }

    private async Task TellUnreadAsync(FleetImages images)
    {
        if (images.Unread is { } unread)
            await run.WarnAsync(unread);
    }

    private void Note(Func<RefreshOutputs, RefreshOutputs> change) => run.State = run.State with { Known = change(run.State.Known) };

    /// <param name="group">As it was seen already; null if it was not.</param>
    private async Task SeeGroupScalesAsync(RefreshActivity seen, AutoScalingGroup? group)
    {
        for (int polled = 1; ; polled++)
        {
            group ??= await GroupAsync();
            if (group?.EnabledStatus != EnabledStatus.Disabled)
                return;
            if (polled == GroupPolls)
            {
                const string Off = "it does not scale until somebody enables it.";
                await run.WarnAsync($"Scaling group {run.State.Id.GroupId} is still switched off after the end of {ActivityText.Name(seen)}: {Off}");
                Note(known => known with
                {
                    Deviations = [.. known.Deviations, new("", DeviationKind.GroupDisabled, 0, Image: null, ExpectedImage: null, $"the group is still switched off: {Off}")],
                    Verified = false,
                });
                return;
            }

            run.State = run.State.Polled(await reads.PollAsync(), run.Now);
            group = null;
        }
    }

    private async Task<AutoScalingGroup?> GroupAsync()
    {
        try
        {
            return (await reads.RetryUntilLimitAsync(token => run.Cloud.Fleet.GroupAsync(run.State.Id.GroupId, token), VerifyWithin))?.Group;
        }
        catch (Exception failure) when (IsUnanswered(failure))
        {
            // The rollout has ended well; not being able to look at the group changes nothing about that.
            await run.WarnAsync($"Whether scaling group {run.State.Id.GroupId} scales again could not be seen: {failure.Message}");
            return null;
        }
    }

    private bool IsUnanswered(Exception failure)
        => failure is CloudException or TimeoutException
            || (failure is OperationCanceledException && run.Limits is { IsOver: true, IsInterrupted: false });
}
