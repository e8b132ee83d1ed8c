using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Stop, resume, cancel and rollback, in each status that they meet.</summary>
public sealed class RequestTransitionTests
{
    [Test]
    public void Stop_BatchInWork_TakesEffectAtOnceAndLetsTheBatchEnd()
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Pass(30);

        fixture.Stop(id);
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("Working").True);
        fixture.Settle();

        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("CurrentBatch").EqualTo(1));
        Assert.That(fixture.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Successful));
        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_ResumedBeforeTheBatchEnds_ContinuesAsIfNothingHadBeen()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 2);
        fixture.Pass(30);
        fixture.Stop(id);
        fixture.Pass(10);
        fixture.Resume(id);

        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(2 * 101)));
    }

    [Test]
    public void Stop_InInit_IsResumedToItsBeginning()
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Stop(id);
        fixture.Settle();
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("StartTime").Null);

        fixture.Resume(id);

        Assert.That(fixture.Activity(id).CurrentBatch, Is.EqualTo(1));
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_WhileSurgeIsMade_LetsItBeMadeAndWaits()
    {
        var fixture = new Fixture();
        var id = fixture.Start(surge: 1);
        fixture.Pass(5);
        fixture.Stop(id);
        fixture.Settle();
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("CurrentBatch").EqualTo(0));
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.Surge), Is.EqualTo(1));

        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_BatchThenFails_StaysStoppedAndTheResumeHonoursItsMode()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start();
        fixture.Pass(30);
        fixture.Stop(id);
        fixture.Settle();
        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.ManualPause));
        Assert.That(fixture.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.PartiallySuccessful));

        fixture.Resume(id, "RETRY");
        fixture.Pass(1);
        Assert.That(fixture.Activity(id), Has.Property("CurrentBatch").EqualTo(1), "the failed machine runs again");
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Resume_ContinueInTheLastBatch_EndsSuccessfulWithAFailedInstance()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 3));
        var id = fixture.Start(surge: 1);
        fixture.Until(id, ActivityStatus.FailedPause);
        fixture.Resume(id, "CONTINUE");
        Assert.That(fixture.Activity(id).Step, Is.EqualTo(RefreshStep.SurgeIn));

        Assert.That(fixture.Until(id, ActivityStatus.Successful).Batch!.HasFailures, Is.True);
    }

    [Test]
    public void Resume_RetriedBatchGood_PausesAsItsPolicySays()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start(pause: "BATCH_INTERVAL_PAUSE");
        fixture.Until(id, ActivityStatus.FailedPause);
        fixture.Resume(id, "RETRY");

        Assert.That(fixture.Until(id, activity => activity.Status != ActivityStatus.Running),
            Has.Property("Status").EqualTo(ActivityStatus.AutoPause).And.Property("CurrentBatch").EqualTo(1));
    }

    [Test]
    public void Resume_FailedInstanceGoneMeanwhile_ContinuesWithoutIt()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start();
        var failed = fixture.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);
        fixture.Cloud.DestroyInstance(failed.InstanceId);
        fixture.Resume(id, "RETRY");

        Assert.That(fixture.Until(id, ActivityStatus.Successful).Batches[0].Instances.Select(instance => instance.Status),
            Is.EquivalentTo(new[] { BatchInstanceStatus.NotFound, BatchInstanceStatus.Successful }));
    }

    [Test]
    public void Cancel_Paused_KeepsWhatIsDoneAndCancelsTheRest()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
        var id = fixture.Start(surge: 1);
        var failed = fixture.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);

        fixture.Cancel(id);
        var cancelled = fixture.Activity(id);
        fixture.Settle();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cancelled.Status, Is.EqualTo(ActivityStatus.Cancelled));
            Assert.That(cancelled.EndTime, Is.Not.Null);
            Assert.That(cancelled.Batches.Select(batch => batch.Status),
                Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.PartiallySuccessful, BatchStatus.Cancelled }));
            Assert.That(cancelled.Batches[2].Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Cancelled));
            Assert.That(fixture.TheGroup.Find(failed.InstanceId)!.Standby, Is.EqualTo(Standby.ByRefresh));
            Assert.That(fixture.TheGroup.Instances, Has.None.Matches<Instance>(instance => instance!.Surge));
            Assert.That(fixture.TheGroup.Enabled, Is.True);
        }
    }

    [Test]
    public void Rollback_BatchStillInWork_WaitsInInitUntilItHasEnded()
    {
        var fixture = new Fixture();
        var id = Situations.Bring(fixture, Situation.ManualPauseWorking);
        var rollback = fixture.RollBack(id);
        fixture.Pass(20);
        Assert.That(fixture.Activity(rollback).Status, Is.EqualTo(ActivityStatus.Init));
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Cancelled).And.Property("Working").True);

        fixture.Until(rollback, ActivityStatus.Running);
        Assert.That(fixture.Activity(id).Working, Is.False);
        Assert.That(fixture.Activity(id).Batches[0].Status, Is.EqualTo(BatchStatus.Successful), "the origin's batch was let end");
        fixture.Until(rollback, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Rollback_StoppedWhileItWaits_StillWaitsAfterAResume()
    {
        var fixture = new Fixture();
        var rollback = fixture.RollBack(Situations.Bring(fixture, Situation.ManualPauseWorking));
        Assert.That(fixture.Stop(rollback).ErrorCode, Is.Null);
        Assert.That(fixture.Resume(rollback).ErrorCode, Is.Null);
        Assert.That(fixture.Activity(rollback).CurrentBatch, Is.Zero);

        fixture.Until(rollback, ActivityStatus.Successful);
    }

    [Test]
    public void Rollback_OfTheNewestSuccess_LeavesItSuccessful()
    {
        var fixture = new Fixture();
        var id = Situations.Bring(fixture, Situation.SuccessfulNewest);
        var rollback = fixture.RollBack(id, batches: 6);

        fixture.Until(rollback, ActivityStatus.Successful);

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Successful));
        Assert.That(fixture.Activity(rollback), Has.Property("Type").EqualTo(ActivityType.Rollback));
    }

    [Test]
    public void Rollback_HasFailures_PausesUnderAutoRollbackToo()
    {
        var fixture = new Fixture();
        var id = Situations.Bring(fixture, Situation.SuccessfulNewest);
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var answer = fixture.TryRollBack(id, batches: 2, fail: "AUTO_ROLLBACK");

        Assert.That(fixture.Until(answer.Text("RefreshActivityId"), activity => activity.IsPaused || !activity.IsAlive).Status,
            Is.EqualTo(ActivityStatus.FailedPause));
    }
}
