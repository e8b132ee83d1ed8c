using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Ways to each situation an activity can be in.</summary>
internal static class Situations
{
    /// <summary>Brings a new activity of the bed's group there.</summary>
    /// <returns>The activity's id.</returns>
    public static string Bring(Fixture fixture, Situation situation)
    {
        switch (situation)
        {
            case Situation.Init:
                return fixture.Start();
            case Situation.RunningWork:
                return Started(fixture, 30);
            case Situation.RunningSurgeIn:
                return Seen(fixture, fixture.Start(surge: 2), activity => activity.Step == RefreshStep.SurgeIn);
            case Situation.AutoPause:
                return Seen(fixture, fixture.Start(pause: "FIRST_BATCH_PAUSE"), activity => activity.Status == ActivityStatus.AutoPause);
            case Situation.ManualPauseWorking:
                return Stopped(fixture);
            case Situation.ManualPauseIdle:
                return Seen(fixture, Stopped(fixture), activity => !activity.Working);
            case Situation.FailedPause:
                fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
                return Seen(fixture, fixture.Start(), activity => activity.Status == ActivityStatus.FailedPause);
            case Situation.SuccessfulNewest:
                return Seen(fixture, fixture.Start(), activity => activity.Status == ActivityStatus.Successful);
            case Situation.SuccessfulOlder:
                var older = Bring(fixture, Situation.SuccessfulNewest);
                Bring(fixture, Situation.SuccessfulNewest);
                return older;
            case Situation.Cancelled:
                var cancelled = Bring(fixture, Situation.AutoPause);
                Assert.That(fixture.Cancel(cancelled).ErrorCode, Is.Null);
                return cancelled;
            case Situation.Failed:
                fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Break, atBatch: 2));
                return Seen(fixture, fixture.Start(), activity => activity is { Status: ActivityStatus.Failed, Working: false });
            default:
                throw new ArgumentOutOfRangeException(nameof(situation), situation, "No way is known.");
        }
    }

    private static string Started(Fixture fixture, double seconds)
    {
        var id = fixture.Start();
        fixture.Pass(seconds);
        return id;
    }

    private static string Stopped(Fixture fixture)
    {
        var id = Started(fixture, 30);
        Assert.That(fixture.Stop(id).ErrorCode, Is.Null);
        return id;
    }

    private static string Seen(Fixture fixture, string id, Func<RefreshActivity, bool> wanted)
    {
        fixture.Until(id, wanted);
        return id;
    }
}
