namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// The group as a rollout can be planned for it: one that still scales out, or has nothing yet of what it should have, is waited for. After the wait
    /// it is planned with what there is.
    /// </summary>
    private async Task<Fleet?> IdleFleetAsync(RefreshInputs inputs, OperationContext context, OperationLimits limits)
    {
        var begin = limits.Spent;
        var pause = TimeSpan.FromSeconds(1);
        for (bool reported = false; ; reported = true)
        {
            var fleet = await limits.BeforeStartAsync(token => _cloud.Fleet.ReadAsync(inputs.AutoScalingGroupId, token));
            var waited = limits.Spent - begin;
            if (fleet is not { IsBusy: true } || inputs.StartsNothing || waited >= BusyAtMost)
                return fleet;

            string line = $"Scaling group {fleet.Id} has {fleet.Running} of {fleet.Group.DesiredCapacity} instances in service"
                + (fleet.Group.InActivityStatus == AutoScaling.InActivityStatus.InActivity ? " and is busy with an ordinary scaling activity" : "");
            if (reported)
                await context.Log.StatusAsync($"{line} · {Times.Span(waited)}");
            else
                await context.Log.InfoAsync($"{line}: the plan waits for it, at most {Times.Span(BusyAtMost)}.");
            await PauseAsync(pause, limits);
            pause = pause * 2 < BusyPause ? pause * 2 : BusyPause;
        }
    }

    private static Task<bool> PauseAsync(TimeSpan pause, OperationLimits limits) => limits.BeforeStartAsync(async _ =>
    {
        await limits.PauseAsync(pause);
        return true;
    });
}
