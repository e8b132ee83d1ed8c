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
    public void Guard_FromAnEnd_LetsNothingThrough(ActivityStatus end)
    {
        var ended = new RefreshActivity { Id = "asr-00000001", GroupId = Fixture.Group, Settings = new() { BatchNumber = 1 }, Status = end };

        foreach (var next in Enum.GetValues<ActivityStatus>())
            Assert.That(() => ended.MoveTo(next), Throws.InvalidOperationException.With.Message.Contains("asr-00000001"));
    }
}
