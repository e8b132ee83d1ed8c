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
        await CompareAsync(seen);
        if (!run.State.Task.GroupWasOff)
            await SeeGroupScalesAsync(seen);
    }

    public async Task WarnOfFailedAsync(RefreshActivity seen)
    {
        var failed = Reasons.Failed(seen).ToList();
        if (failed.Count > 0)
        {
            await run.WarnAsync($"Not every instance was brought through. {string.Join(" ", failed)} "
                + "They stay in standby with load balancer weight 0: take them out of standby or destroy them.");
        }
    }

    /// <summary>Only the group's own list shows what the activity has never selected.</summary>
    private async Task CompareAsync(RefreshActivity seen)
    {
        try
        {
            var (instances, activities) = await reads.RetryUntilLimitAsync(
                token => run.Cloud.Fleet.MembersAsync(run.State.Id.GroupId, seen, token), VerifyWithin);
            var deviations = Deviations.Of(seen, instances, activities);
            run.State = run.State with { Known = run.State.Known with { Deviations = deviations } };
            var failed = seen.FailedInstances.Select(failed => failed.Instance.InstanceId).ToHashSet(StringComparer.Ordinal);
            if (Deviations.Warning([.. deviations.Where(deviation => !failed.Contains(deviation.InstanceId))]) is { } warning)
                await run.WarnAsync(warning);
        }
        catch (Exception unseen) when (IsUnanswered(unseen))
        {
            await run.WarnAsync($"{ActivityText.Title(seen)} has ended {seen.Status}; whether every instance of the group has what it brings could not be seen: "
                + $"{(unseen is CloudException ? unseen.Message : "the time was over.")} Compare the group's instances with the activity's.");
        }
    }

    private async Task SeeGroupScalesAsync(RefreshActivity seen)
    {
        for (int polled = 1; ; polled++)
        {
            if ((await GroupAsync())?.EnabledStatus != EnabledStatus.Disabled)
                return;
            if (polled == GroupPolls)
            {
                await run.WarnAsync($"Scaling group {run.State.Id.GroupId} is still switched off after the end of {ActivityText.Name(seen)}: "
                    + "it does not scale until somebody enables it.");
                return;
            }

            run.State = run.State.Polled(await reads.PollAsync(), run.Now);
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
