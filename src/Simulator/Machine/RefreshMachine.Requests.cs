using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

// What callers ask for.
internal static partial class RefreshMachine
{
    private static Turn OnStop(RefreshActivity activity, AssumptionSet assumed)
        => activity.Working && assumed.Is(Assumed.StopTakesEffect, "afterBatch")
            ? activity with { StopAsked = true }
            : activity.MoveTo(ActivityStatus.ManualPause);

    private static Turn OnResume(RefreshActivity activity, bool retry, DateTimeOffset now, AssumptionSet assumed)
    {
        activity = activity.MoveTo(ActivityStatus.Running);
        if (activity.Working || activity.AwaitsOrigin)
            return activity;
        switch (activity.Step)
        {
            case RefreshStep.Preparing:
                return Begin(activity, now);
            case RefreshStep.SurgeOut or RefreshStep.SurgeIn when activity.StepFailed:
                return StartSurge(activity, activity.Step);
            case RefreshStep.SurgeOut:
                return StartBatch(activity, 1, now);
            case RefreshStep.SurgeIn:
                return Succeed(activity, now, assumed);
            default:
                return retry && activity.Batch!.HasFailures ? RetryBatch(activity) : Continue(activity, now, assumed);
        }
    }

    private static Turn OnRollbackBegun(RefreshActivity activity, DateTimeOffset now, AssumptionSet assumed)
    {
        // A successful origin stays what it is.
        if (!activity.IsAlive)
            return activity;
        var ended = End(CancelPending(activity), WireNames.Parse<ActivityStatus>(assumed[Assumed.OriginAfterRollback])!.Value, now);
        return ended with { Effects = [.. ended.Effects.Where(static effect => effect is not Effect.Release)] };
    }
}
