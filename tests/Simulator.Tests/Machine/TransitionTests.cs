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
        var bed = new Bed();
        var activity = bed.Activity(bed.Start());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity, Has.Property("Status").EqualTo(ActivityStatus.Init).And.Property("Type").EqualTo(ActivityType.Normal));
            Assert.That(activity.StartTime, Is.Null);
            Assert.That(activity.CurrentBatch, Is.Zero);
            Assert.That(activity.Batches.Select(batch => batch.Status), Is.All.EqualTo(BatchStatus.Waiting));
            Assert.That(activity.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.Status),
                Is.All.EqualTo(BatchInstanceStatus.Waiting));
            Assert.That(bed.TheGroup.Enabled, Is.False);
        }
    }

    [Test]
    public void Init_Prepared_RunsTheFirstBatchThroughInit()
    {
        var bed = new Bed();
        var id = bed.Start();

        bed.Pass(1);
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(1));
        Assert.That(bed.Activity(id).StartTime, Is.EqualTo(bed.Cloud.Now));
        Assert.That(bed.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Init));
        Assert.That(bed.Activity(id).Batch!.Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Init));

        bed.Pass(1);
        Assert.That(bed.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Running));
        Assert.That(bed.Activity(id).Batch!.Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Running));
        Assert.That(bed.Activity(id).Batch!.Instances.Select(instance => instance.LastActivityId).Distinct().Single(),
            Does.StartWith("asa-"), "one scaling activity a batch");
        Assert.That(bed.Activity(id).Batches[1].Status, Is.EqualTo(BatchStatus.Waiting));
    }

    [Test]
    public void Surge_AskedFor_IsMadeBeforeTheFirstBatchAndGoneAtTheEnd()
    {
        var bed = new Bed();
        var id = bed.Start(surge: 2);

        bed.Pass(1);
        Assert.That(bed.Activity(id), Has.Property("Step").EqualTo(RefreshStep.SurgeOut).And.Property("CurrentBatch").EqualTo(0));
        Assert.That(bed.TheGroup.Instances.Count(instance => instance is { Surge: true, State: LifeCycleState.Creating }), Is.EqualTo(2));
        bed.Pass(30);
        Assert.That(bed.Activity(id).CurrentBatch, Is.EqualTo(1));
        Assert.That(bed.TheGroup.Instances.Count(instance => instance is { Surge: true, State: LifeCycleState.InService }), Is.EqualTo(2));

        bed.Until(id, activity => activity.Step == RefreshStep.SurgeIn);
        Assert.That(bed.TheGroup.Enabled, Is.False);
        bed.Until(id, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6).And.None.Matches<Instance>(instance => instance!.Surge));
        Assert.That(bed.Activity(id).Batches.SelectMany(batch => batch.Instances).Count(), Is.EqualTo(6), "extra machines are in no batch");
    }

    [TestCase(FaultKind.SurgeOut, RefreshStep.SurgeOut)]
    [TestCase(FaultKind.SurgeIn, RefreshStep.SurgeIn)]
    public void Surge_StepFails_PausesAndAResumeRepeatsIt(FaultKind fault, RefreshStep step)
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, fault));
        var id = bed.Start(surge: 1);

        Assert.That(bed.Until(id, ActivityStatus.FailedPause).Step, Is.EqualTo(step));
        Assert.That(bed.Resume(id, "CONTINUE").ErrorCode, Is.Null);
        Assert.That(bed.Activity(id), Has.Property("Working").True.And.Property("Step").EqualTo(step));
        bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6));
    }

    [TestCase("AUTO_ROLLBACK")]
    [TestCase("AUTO_CANCEL")]
    public void Surge_StepFailsUnderAnAutomaticPolicy_Cancels(string policy)
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.SurgeOut));
        var id = bed.Start(surge: 1, fail: policy);

        bed.Until(id, ActivityStatus.Cancelled);

        Assert.That(bed.Cloud.ActivitiesOf(Bed.Group), Has.Length.EqualTo(1), "nothing is rolled back");
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Health_CheckedAndGood_SucceedsAfterTheCheck()
    {
        var bed = new Bed();
        var id = bed.Start(batches: 1, health: true);

        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(1 + 100 + 10)));
    }

    [TestCase(null, 1800)]
    [TestCase(600, 600)]
    public void Health_NeverGood_FailsWhenItsTimeIsOver(int? timeout, int seconds)
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1, FaultKind.HealthTimeout));
        var id = bed.Start(batches: 1, health: true, timeout: timeout);

        var paused = bed.Until(id, ActivityStatus.FailedPause);

        Assert.That(bed.Cloud.Now - paused.StartTime, Is.EqualTo(TimeSpan.FromSeconds(1 + 100 + seconds)));
        Assert.That(paused.Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed).Message, Does.Contain($"{seconds} s"));
    }

    [Test]
    public void Health_NotChecked_NeverTimesOut()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1, FaultKind.HealthTimeout));

        bed.Until(bed.Start(), ActivityStatus.Successful);
    }

    [Test]
    public void Instance_GoneBeforeItsTurn_IsNotFoundAndBlocksNothing()
    {
        var bed = new Bed();
        var id = bed.Start(batches: 3);
        var waiting = bed.Activity(id).Batches[2].Instances[0].InstanceId;
        bed.Pass(30);

        Assert.That(bed.Cloud.DestroyInstance(waiting), Is.True);
        Assert.That(bed.Activity(id).Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[2].Status, Is.EqualTo(BatchStatus.Successful));
        Assert.That(done.Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Instance_VanishesInItsBatch_TheBatchEndsWithoutIt(int batch)
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, batch, FaultKind.Vanish));
        var id = bed.Start(batches: 6);

        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[batch - 1], Has.Property("Status").EqualTo(BatchStatus.Successful));
        Assert.That(done.Batches[batch - 1].Instances.Single().Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [Test]
    public void Instance_VanishesWhileInWork_IsNotFoundAtOnce()
    {
        var bed = new Bed();
        var id = bed.Start(batches: 3);
        bed.Pass(30);
        var inWork = bed.Activity(id).Batch!.Instances[0].InstanceId;

        bed.Faults.Add(Fault.OfInstance(inWork, FaultKind.Vanish));

        Assert.That(bed.Activity(id).Batch!.Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        Assert.That(bed.Faults.Planned, Is.Empty);
        Assert.That(bed.TheGroup.Find(inWork), Is.Null);
    }

    [Test]
    public void Batch_AllFail_IsFailed()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Bed.Group, 1), FaultKind.FailAlways));
        bed.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Bed.Group, 2), FaultKind.FailAlways));
        var id = bed.Start(batches: 3);

        Assert.That(bed.Until(id, ActivityStatus.FailedPause).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
        bed.Resume(id);
        Assert.That(bed.Until(id, ActivityStatus.FailedPause).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
    }

    [Test]
    public void Stop_BatchInWork_TakesEffectAtOnceAndLetsTheBatchEnd()
    {
        var bed = new Bed();
        var id = bed.Start();
        bed.Pass(30);

        bed.Stop(id);
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("Working").True);
        bed.Settle();

        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("CurrentBatch").EqualTo(1));
        Assert.That(bed.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.Successful));
        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_ResumedBeforeTheBatchEnds_GoesOnAsIfNothingHadBeen()
    {
        var bed = new Bed();
        var id = bed.Start(batches: 2);
        bed.Pass(30);
        bed.Stop(id);
        bed.Pass(10);
        bed.Resume(id);

        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(2 * 101)));
    }

    [Test]
    public void Stop_InInit_IsResumedToItsBeginning()
    {
        var bed = new Bed();
        var id = bed.Start();
        bed.Stop(id);
        bed.Settle();
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("StartTime").Null);

        bed.Resume(id);

        Assert.That(bed.Activity(id).CurrentBatch, Is.EqualTo(1));
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_WhileSurgeIsMade_LetsItBeMadeAndWaits()
    {
        var bed = new Bed();
        var id = bed.Start(surge: 1);
        bed.Pass(5);
        bed.Stop(id);
        bed.Settle();
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.ManualPause).And.Property("CurrentBatch").EqualTo(0));
        Assert.That(bed.TheGroup.Instances.Count(instance => instance.Surge), Is.EqualTo(1));

        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stop_BatchThenFails_StaysStoppedAndTheResumeHonoursItsMode()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start();
        bed.Pass(30);
        bed.Stop(id);
        bed.Settle();
        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.ManualPause));
        Assert.That(bed.Activity(id).Batch!.Status, Is.EqualTo(BatchStatus.PartiallySuccessful));

        bed.Resume(id, "RETRY");
        bed.Pass(1);
        Assert.That(bed.Activity(id), Has.Property("CurrentBatch").EqualTo(1), "the failed machine runs again");
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Resume_ContinueInTheLastBatch_EndsSuccessfulWithAFailedInstance()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 3));
        var id = bed.Start(surge: 1);
        bed.Until(id, ActivityStatus.FailedPause);
        bed.Resume(id, "CONTINUE");
        Assert.That(bed.Activity(id).Step, Is.EqualTo(RefreshStep.SurgeIn));

        Assert.That(bed.Until(id, ActivityStatus.Successful).Batch!.HasFailures, Is.True);
    }

    [Test]
    public void Resume_RetriedBatchGood_PausesAsItsPolicySays()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start(pause: "BATCH_INTERVAL_PAUSE");
        bed.Until(id, ActivityStatus.FailedPause);
        bed.Resume(id, "RETRY");

        Assert.That(bed.Until(id, activity => activity.Status != ActivityStatus.Running),
            Has.Property("Status").EqualTo(ActivityStatus.AutoPause).And.Property("CurrentBatch").EqualTo(1));
    }

    [Test]
    public void Resume_FailedInstanceGoneMeanwhile_GoesOnWithoutIt()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start();
        var failed = bed.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);
        bed.Cloud.DestroyInstance(failed.InstanceId);
        bed.Resume(id, "RETRY");

        Assert.That(bed.Until(id, ActivityStatus.Successful).Batches[0].Instances.Select(instance => instance.Status),
            Is.EquivalentTo(new[] { BatchInstanceStatus.NotFound, BatchInstanceStatus.Successful }));
    }

    [Test]
    public void Cancel_Paused_KeepsWhatIsDoneAndCancelsTheRest()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 2));
        var id = bed.Start(surge: 1);
        var failed = bed.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);

        bed.Cancel(id);
        var cancelled = bed.Activity(id);
        bed.Settle();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cancelled.Status, Is.EqualTo(ActivityStatus.Cancelled));
            Assert.That(cancelled.EndTime, Is.Not.Null);
            Assert.That(cancelled.Batches.Select(batch => batch.Status),
                Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.PartiallySuccessful, BatchStatus.Cancelled }));
            Assert.That(cancelled.Batches[2].Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Cancelled));
            Assert.That(bed.TheGroup.Find(failed.InstanceId)!.Standby, Is.EqualTo(Standby.ByRefresh));
            Assert.That(bed.TheGroup.Instances, Has.None.Matches<Instance>(instance => instance!.Surge));
            Assert.That(bed.TheGroup.Enabled, Is.True);
        }
    }

    [Test]
    public void Rollback_BatchStillInWork_WaitsInInitUntilItHasEnded()
    {
        var bed = new Bed();
        var id = Situations.Bring(bed, Situation.ManualPauseWorking);
        var rollback = bed.RollBack(id);
        bed.Pass(20);
        Assert.That(bed.Activity(rollback).Status, Is.EqualTo(ActivityStatus.Init));
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Cancelled).And.Property("Working").True);

        bed.Until(rollback, ActivityStatus.Running);
        Assert.That(bed.Activity(id).Working, Is.False);
        Assert.That(bed.Activity(id).Batches[0].Status, Is.EqualTo(BatchStatus.Successful), "the origin's batch was let end");
        bed.Until(rollback, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Rollback_StoppedWhileItWaits_StillWaitsAfterAResume()
    {
        var bed = new Bed();
        var rollback = bed.RollBack(Situations.Bring(bed, Situation.ManualPauseWorking));
        Assert.That(bed.Stop(rollback).ErrorCode, Is.Null);
        Assert.That(bed.Resume(rollback).ErrorCode, Is.Null);
        Assert.That(bed.Activity(rollback).CurrentBatch, Is.Zero);

        bed.Until(rollback, ActivityStatus.Successful);
    }

    [Test]
    public void Rollback_OfTheNewestSuccess_LeavesItSuccessful()
    {
        var bed = new Bed();
        var id = Situations.Bring(bed, Situation.SuccessfulNewest);
        var rollback = bed.RollBack(id, batches: 6);

        bed.Until(rollback, ActivityStatus.Successful);

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Successful));
        Assert.That(bed.Activity(rollback), Has.Property("Type").EqualTo(ActivityType.Rollback));
    }

    [Test]
    public void Rollback_HasFailures_PausesUnderAutoRollbackToo()
    {
        var bed = new Bed();
        var id = Situations.Bring(bed, Situation.SuccessfulNewest);
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var answer = bed.TryRollBack(id, batches: 2, fail: "AUTO_ROLLBACK");

        Assert.That(bed.Until(answer.Text("RefreshActivityId"), activity => activity.IsPaused || !activity.IsAlive).Status,
            Is.EqualTo(ActivityStatus.FailedPause));
    }

    [Test]
    public void AutoRollback_BatchFails_EndsTheOriginAndRollsBackOneByOne()
    {
        var bed = new Bed();
        bed.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        bed.Faults.Add(Fault.InBatch(Bed.Group, 2));
        var id = bed.Start(fail: "AUTO_ROLLBACK", health: true, surge: 1);
        bed.Until(id, ActivityStatus.Cancelled);
        var rollback = bed.Newest;

        Assert.That(rollback, Has.Property("Type").EqualTo(ActivityType.Rollback).And.Property("OriginId").EqualTo(id));
        Assert.That(rollback.Batches.Select(batch => batch.Instances.Length), Is.EqualTo(new[] { 1, 1, 1, 1 }), "two batches of two had begun");
        Assert.That(rollback.Settings.CheckInstanceTargetHealth, Is.True);
        Assert.That(bed.TheGroup.Enabled, Is.False);
        bed.Until(rollback.Id, ActivityStatus.Successful);
        bed.Settle();

        Assert.That(bed.TheGroup.Instances,
            Has.Length.EqualTo(6).And.All.Matches<Instance>(instance => instance is { ImageId: "img-8toqc6s3", Standby: Standby.No }));
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void AutoCancel_BatchFails_Cancels()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 2));
        var id = bed.Start(fail: "AUTO_CANCEL");

        var cancelled = bed.Until(id, ActivityStatus.Cancelled);

        Assert.That(cancelled.Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.PartiallySuccessful, BatchStatus.Cancelled }));
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test]
    public void Group_Vanishes_TheActivityFails()
    {
        var bed = new Bed();
        var id = bed.Start();
        bed.Pass(30);

        bed.Cloud.DropGroup(Bed.Group);

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
        bed.Settle();
    }

    [Test]
    public void Group_DisabledBefore_IsDisabledAfter()
    {
        var bed = new Bed(Fleet.WithGroup(Bed.Group, 6, enabled: false));
        bed.Until(bed.Start(), ActivityStatus.Successful);

        Assert.That(bed.TheGroup.Enabled, Is.False);
    }

    [Test]
    public void Configuration_ChangedMidway_HitsTheRemainingInstances()
    {
        var bed = new Bed();
        var id = bed.Start(batches: 2, pause: "FIRST_BATCH_PAUSE");
        bed.Until(id, ActivityStatus.AutoPause);
        bed.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.TheGroup.Instances.Count(instance => instance.ImageId == "img-0000new1"), Is.EqualTo(3));
    }

    [Test]
    public void Replace_Batch_HasNewMachinesInPlaceOfTheOld()
    {
        var bed = new Bed();
        var before = bed.TheGroup.Instances.Select(instance => instance.Id).ToList();
        var id = bed.Start(mode: "ROLLING_UPDATE_REPLACE");
        bed.Pass(30);
        Assert.That(bed.TheGroup.Instances.Count(instance => instance.State == LifeCycleState.Terminating), Is.EqualTo(2));
        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6).And.All.Matches<Instance>(instance => instance!.IsRunning));
        Assert.That(bed.TheGroup.Instances.Select(instance => instance.Id).Intersect(before), Is.Empty);
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
        var ended = new RefreshActivity { Id = "asr-00000001", GroupId = Bed.Group, Settings = new() { BatchNumber = 1 }, Status = end };

        foreach (var next in Enum.GetValues<ActivityStatus>())
            Assert.That(() => ended.MoveTo(next), Throws.InvalidOperationException.With.Message.Contains("asr-00000001"));
    }
}
