using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Ways to each situation an activity can be in.</summary>
internal static class Situations
{
    /// <summary>Brings a new activity of the bed's group there.</summary>
    /// <returns>The activity's id.</returns>
    public static string Bring(Bed bed, Situation situation)
    {
        switch (situation)
        {
            case Situation.Init:
                return bed.Start();
            case Situation.RunningWork:
                return Started(bed, 30);
            case Situation.RunningSurgeIn:
                return Seen(bed, bed.Start(surge: 2), activity => activity.Step == RefreshStep.SurgeIn);
            case Situation.AutoPause:
                return Seen(bed, bed.Start(pause: "FIRST_BATCH_PAUSE"), activity => activity.Status == ActivityStatus.AutoPause);
            case Situation.ManualPauseWorking:
                return Stopped(bed);
            case Situation.ManualPauseIdle:
                return Seen(bed, Stopped(bed), activity => !activity.Working);
            case Situation.FailedPause:
                bed.Faults.Add(Fault.InBatch(Bed.Group, 2));
                return Seen(bed, bed.Start(), activity => activity.Status == ActivityStatus.FailedPause);
            case Situation.SuccessfulNewest:
                return Seen(bed, bed.Start(), activity => activity.Status == ActivityStatus.Successful);
            case Situation.SuccessfulOlder:
                var older = Bring(bed, Situation.SuccessfulNewest);
                Bring(bed, Situation.SuccessfulNewest);
                return older;
            case Situation.Cancelled:
                var cancelled = Bring(bed, Situation.AutoPause);
                Assert.That(bed.Cancel(cancelled).ErrorCode, Is.Null);
                return cancelled;
            case Situation.Failed:
                bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.Break, atBatch: 2));
                return Seen(bed, bed.Start(), activity => activity is { Status: ActivityStatus.Failed, Working: false });
            default:
                throw new ArgumentOutOfRangeException(nameof(situation), situation, "No way is known.");
        }
    }

    private static string Started(Bed bed, double seconds)
    {
        var id = bed.Start();
        bed.Pass(seconds);
        return id;
    }

    private static string Stopped(Bed bed)
    {
        var id = Started(bed, 30);
        Assert.That(bed.Stop(id).ErrorCode, Is.Null);
        return id;
    }

    private static string Seen(Bed bed, string id, Func<RefreshActivity, bool> wanted)
    {
        bed.Until(id, wanted);
        return id;
    }
}
