using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>The way of an activity from status to status, one rule a test.</summary>
public sealed class TransitionTests
{
    [Test]
    public void Start_Accepted_IsInitWithEverythingWaitingAndTheGroupDisabled()
    {
        var fixture = new Fixture();
        var activity = fixture.Activity(fixture.Start());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity, Has.Property("Status").EqualTo(ActivityStatus.Init).And.Property("Type").EqualTo(ActivityType.Normal));
            Assert.That(activity.StartTime, Is.Null);
            Assert.That(activity.CurrentBatch, Is.Zero);
            Assert.That(activity.Batches.Select(batch => batch.Status), Is.All.EqualTo(BatchStatus.Waiting));
            Assert.That(activity.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.Status),
                Is.All.EqualTo(BatchInstanceStatus.Waiting));
            Assert.That(fixture.TheGroup.Enabled, Is.False);
        }
    }

    [Test]
    public void Init_Prepared_RunsTheFirstBatchThroughInit()
    {
        var fixture = new Fixture();
        var id = fixture.Start();

        fixture.Pass(1);
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(1));
        Assert.That(fixture.Activity(id).StartTime, Is.EqualTo(fixture.Cloud.Now));
        Assert.That(fixture.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Init));
        Assert.That(fixture.Activity(id).Batch!.Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Init));

        fixture.Pass(1);
        Assert.That(fixture.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Running));
        Assert.That(fixture.Activity(id).Batch!.Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Running));
        Assert.That(fixture.Activity(id).Batch!.Instances.Select(instance => instance.LastActivityId).Distinct().Single(),
            Does.StartWith("asa-"), "one scaling activity a batch");
        Assert.That(fixture.Activity(id).Batches[1].Status, Is.EqualTo(BatchStatus.Waiting));
    }

    [Test]
    public void Surge_AskedFor_IsMadeBeforeTheFirstBatchAndGoneAtTheEnd()
    {
        var fixture = new Fixture();
        var id = fixture.Start(surge: 2);

        fixture.Pass(1);
        Assert.That(fixture.Activity(id), Has.Property("Step").EqualTo(RefreshStep.SurgeOut).And.Property("CurrentBatch").EqualTo(0));
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance is { Surge: true, State: LifeCycleState.Creating }), Is.EqualTo(2));
        fixture.Pass(30);
        Assert.That(fixture.Activity(id).CurrentBatch, Is.EqualTo(1));
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance is { Surge: true, State: LifeCycleState.InService }), Is.EqualTo(2));

        fixture.Until(id, activity => activity.Step == RefreshStep.SurgeIn);
        Assert.That(fixture.TheGroup.Enabled, Is.False);
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6).And.None.Matches<Instance>(instance => instance!.Surge));
        Assert.That(fixture.Activity(id).Batches.SelectMany(batch => batch.Instances).Count(), Is.EqualTo(6), "extra machines are in no batch");
    }

    [TestCase(FaultKind.SurgeOut, RefreshStep.SurgeOut)]
    [TestCase(FaultKind.SurgeIn, RefreshStep.SurgeIn)]
    public void Surge_StepFails_PausesAndAResumeRepeatsIt(FaultKind fault, RefreshStep step)
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, fault));
        var id = fixture.Start(surge: 1);

        Assert.That(fixture.Until(id, ActivityStatus.FailedPause).Step, Is.EqualTo(step));
        Assert.That(fixture.Resume(id, "CONTINUE").ErrorCode, Is.Null);
        Assert.That(fixture.Activity(id), Has.Property("Working").True.And.Property("Step").EqualTo(step));
        fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6));
    }

    [TestCase("AUTO_ROLLBACK")]
    [TestCase("AUTO_CANCEL")]
    public void Surge_StepFailsUnderAnAutomaticPolicy_Cancels(string policy)
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.SurgeOut));
        var id = fixture.Start(surge: 1, fail: policy);

        fixture.Until(id, ActivityStatus.Cancelled);

        Assert.That(fixture.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(1), "nothing is rolled back");
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Health_CheckedAndGood_SucceedsAfterTheCheck()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 1, health: true);

        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(1 + 100 + 10)));
    }

    [TestCase(null, 1800)]
    [TestCase(600, 600)]
    public void Health_NeverGood_FailsWhenItsTimeIsOver(int? timeout, int seconds)
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.HealthTimeout));
        var id = fixture.Start(batches: 1, health: true, timeout: timeout);

        var paused = fixture.Until(id, ActivityStatus.FailedPause);

        Assert.That(fixture.Cloud.Now - paused.StartTime, Is.EqualTo(TimeSpan.FromSeconds(1 + 100 + seconds)));
        Assert.That(paused.Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed).Message, Does.Contain($"{seconds} s"));
    }

    [Test]
    public void Health_NotChecked_NeverTimesOut()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.HealthTimeout));

        fixture.Until(fixture.Start(), ActivityStatus.Successful);
    }

    [Test]
    public void Instance_GoneBeforeItsTurn_IsNotFoundAndBlocksNothing()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 3);
        var waiting = fixture.Activity(id).Batches[2].Instances[0].InstanceId;
        fixture.Pass(30);

        Assert.That(fixture.Cloud.DestroyInstance(waiting), Is.True);
        Assert.That(fixture.Activity(id).Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[2].Status, Is.EqualTo(BatchStatus.Successful));
        Assert.That(done.Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Instance_VanishesInItsBatch_TheBatchEndsWithoutIt(int batch)
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, batch, FaultKind.Vanish));
        var id = fixture.Start(batches: 6);

        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[batch - 1], Has.Property("Status").EqualTo(BatchStatus.Successful));
        Assert.That(done.Batches[batch - 1].Instances.Single().Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [Test]
    public void Instance_VanishesWhileInWork_IsNotFoundAtOnce()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 3);
        fixture.Pass(30);
        var inWork = fixture.Activity(id).Batch!.Instances[0].InstanceId;

        fixture.Faults.Add(Fault.OfInstance(inWork, FaultKind.Vanish));

        Assert.That(fixture.Activity(id).Batch!.Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        Assert.That(fixture.Faults.Planned, Is.Empty);
        Assert.That(fixture.TheGroup.Find(inWork), Is.Null);
    }

    [Test]
    public void Batch_AllFail_IsFailed()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Fixture.Group, 1), FaultKind.FailAlways));
        fixture.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Fixture.Group, 2), FaultKind.FailAlways));
        var id = fixture.Start(batches: 3);

        Assert.That(fixture.Until(id, ActivityStatus.FailedPause).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
        fixture.Resume(id);
        Assert.That(fixture.Until(id, ActivityStatus.FailedPause).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
    }

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

    [Test]
    public void AutoRollback_BatchFails_EndsTheOriginAndRollsBackOneByOne()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
        var id = fixture.Start(fail: "AUTO_ROLLBACK", health: true, surge: 1);
        fixture.Until(id, ActivityStatus.Cancelled);
        var rollback = fixture.Newest;

        Assert.That(rollback, Has.Property("Type").EqualTo(ActivityType.Rollback).And.Property("OriginId").EqualTo(id));
        Assert.That(rollback.Batches.Select(batch => batch.Instances.Length), Is.EqualTo(new[] { 1, 1, 1, 1 }), "two batches of two had begun");
        Assert.That(rollback.Settings.CheckInstanceTargetHealth, Is.True);
        Assert.That(fixture.TheGroup.Enabled, Is.False);
        fixture.Until(rollback.Id, ActivityStatus.Successful);
        fixture.Settle();

        Assert.That(fixture.TheGroup.Instances,
            Has.Length.EqualTo(6).And.All.Matches<Instance>(instance => instance is { ImageId: "img-8toqc6s3", Standby: Standby.No }));
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void AutoCancel_BatchFails_Cancels()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
        var id = fixture.Start(fail: "AUTO_CANCEL");

        var cancelled = fixture.Until(id, ActivityStatus.Cancelled);

        Assert.That(cancelled.Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.PartiallySuccessful, BatchStatus.Cancelled }));
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Group_Vanishes_TheActivityFails()
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Pass(30);

        fixture.Cloud.DropGroup(Fixture.Group);

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
        fixture.Settle();
    }

    [Test]
    public void Group_DisabledBefore_IsDisabledAfter()
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 6, enabled: false));
        fixture.Until(fixture.Start(), ActivityStatus.Successful);

        Assert.That(fixture.TheGroup.Enabled, Is.False);
    }

    [Test]
    public void Configuration_ChangedMidway_HitsTheRemainingInstances()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 2, pause: "FIRST_BATCH_PAUSE");
        fixture.Until(id, ActivityStatus.AutoPause);
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.ImageId == "img-0000new1"), Is.EqualTo(3));
    }

    [Test]
    public void Replace_Batch_HasNewMachinesInPlaceOfTheOld()
    {
        var fixture = new Fixture();
        var before = fixture.TheGroup.Instances.Select(instance => instance.Id).ToList();
        var id = fixture.Start(mode: "ROLLING_UPDATE_REPLACE");
        fixture.Pass(30);
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.State == LifeCycleState.Terminating), Is.EqualTo(2));
        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6).And.All.Matches<Instance>(instance => instance!.IsRunning));
        Assert.That(fixture.TheGroup.Instances.Select(instance => instance.Id).Intersect(before), Is.Empty);
        Assert.That(done.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
            Is.EquivalentTo(before), "the old ids are listed");
    }

    [Test]
    public void Table_EveryStatus_HasARow()
    {
        Assert.That(Transitions.OfActivity.Keys, Is.EquivalentTo(Enum.GetValues<ActivityStatus>()));
        Assert.That(Transitions.OfBatch.Keys, Is.EquivalentTo(Enum.GetValues<BatchStatus>()));
        Assert.That(Transitions.OfInstance.Keys, Is.EquivalentTo(Enum.GetValues<BatchInstanceStatus>()));
        Assert.That(Permission.Table.Values.Select(verdicts => verdicts.Length), Is.All.EqualTo(Enum.GetValues<Situation>().Length));
    }

    [TestCase(ActivityStatus.Successful)]
    [TestCase(ActivityStatus.Cancelled)]
    [TestCase(ActivityStatus.Failed)]
    public void Door_FromAnEnd_LetsNothingThrough(ActivityStatus end)
    {
        var ended = new RefreshActivity { Id = "asr-00000001", GroupId = Fixture.Group, Settings = new() { BatchNumber = 1 }, Status = end };

        foreach (var next in Enum.GetValues<ActivityStatus>())
            Assert.That(() => ended.MoveTo(next), Throws.InvalidOperationException.With.Message.Contains("asr-00000001"));
    }
}
