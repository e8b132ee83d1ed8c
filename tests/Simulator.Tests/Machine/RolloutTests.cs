using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Whole rollouts, as a caller sees them go.</summary>
public sealed class RolloutTests
{
    [Test]
    public void Rollout_NothingInTheWay_GoesThroughItsBatchesToSuccess()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        var id = fixture.Start(batches: 4);

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Init));
        Assert.That(fixture.Activity(id).Batches.Select(batch => batch.Instances.Length), Is.EqualTo(new[] { 2, 2, 1, 1 }));
        Assert.That(fixture.TheGroup.Enabled, Is.False);
        var done = fixture.Until(id, ActivityStatus.Successful);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(4 * 101)));
            Assert.That(done.Batches.Select(batch => batch.Status), Is.All.EqualTo(BatchStatus.Successful));
            Assert.That(done.Batches.SelectMany(batch => batch.Instances),
                Has.All.Matches<BatchInstance>(instance => instance is { Status: BatchInstanceStatus.Successful, Message: "success" }));
            Assert.That(fixture.TheGroup.Enabled, Is.True);
            Assert.That(fixture.TheGroup.Instances,
                Has.All.Matches<Instance>(instance => instance is { ImageId: "img-0000new1", VersionNumber: 2, Standby: Standby.No }));
        }
    }

    [TestCase("FIRST_BATCH_PAUSE", 1)]
    [TestCase("BATCH_INTERVAL_PAUSE", 2)]
    [TestCase("AUTOMATIC", 0)]
    [TestCase("Automatic", 0)]
    public void Rollout_PausePolicy_PausesAfterTheBatchesItNames(string policy, int pauses)
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 3, pause: policy);
        for (var i = 1; i <= pauses; i++)
        {
            Assert.That(fixture.Until(id, activity => activity.Status is ActivityStatus.AutoPause or ActivityStatus.Successful).Status,
                Is.EqualTo(ActivityStatus.AutoPause));
            Assert.That(fixture.Activity(id).CurrentBatch, Is.EqualTo(i));
            Assert.That(fixture.TheGroup.Enabled, Is.False);
            Assert.That(fixture.Resume(id).ErrorCode, Is.Null);
        }

        Assert.That(fixture.Until(id, activity => !activity.IsAlive || activity.IsPaused).Status, Is.EqualTo(ActivityStatus.Successful));
    }

    [Test]
    public void Rollout_InstanceFails_PausesWhenItsBatchHasEndedAndRetriesOnlyTheFailed()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
        var id = fixture.Start(batches: 3);

        var paused = fixture.Until(id, ActivityStatus.FailedPause);
        var failed = paused.Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);
        var succeeded = paused.Batch.Instances.Single(instance => instance.Status == BatchInstanceStatus.Successful);
        Assert.That(paused.Batch.Status, Is.EqualTo(BatchStatus.PartiallySuccessful));
        Assert.That(fixture.TheGroup.Find(failed.InstanceId)!.Standby, Is.EqualTo(Standby.ByRefresh));

        Assert.That(fixture.Resume(id, "RETRY").ErrorCode, Is.Null);
        fixture.Pass(2);
        Assert.That(fixture.Activity(id).Batch!.Instances.Select(instance => instance.Status),
            Is.EquivalentTo(new[] { BatchInstanceStatus.Running, BatchInstanceStatus.Successful }));
        var done = fixture.Until(id, ActivityStatus.Successful);

        var retried = done.Batches[1].Instances.Single(instance => instance.InstanceId == failed.InstanceId);
        Assert.That(retried.Status, Is.EqualTo(BatchInstanceStatus.Successful));
        Assert.That(retried.LastActivityId, Is.Not.EqualTo(failed.LastActivityId));
        Assert.That(done.Batches[1].Instances.Single(instance => instance.InstanceId == succeeded.InstanceId).LastActivityId,
            Is.EqualTo(succeeded.LastActivityId));
    }

    [Test]
    public void Rollout_ContinuedPastAFailure_LeavesItBehindOnStandby()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2));
        var id = fixture.Start(batches: 3);
        var failed = fixture.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed);

        fixture.Resume(id, "CONTINUE");
        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[1].Status, Is.EqualTo(BatchStatus.PartiallySuccessful));
        Assert.That(done.Batches[1].Instances.Single(instance => instance.InstanceId == failed.InstanceId).Status,
            Is.EqualTo(BatchInstanceStatus.Failed));
        Assert.That(fixture.TheGroup.Find(failed.InstanceId)!.Standby, Is.EqualTo(Standby.ByRefresh));
        Assert.That(fixture.TryStart(batches: 6).ErrorCode,
            Is.EqualTo("InvalidParameterValue.BatchNumberTooLarge"), "machines on standby are not selected");
    }

    [Test]
    public void Rollback_OfAPausedRollout_BringsTheOldImageBack()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        var id = fixture.Start(batches: 3, pause: "FIRST_BATCH_PAUSE");
        fixture.Until(id, ActivityStatus.AutoPause);
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.ImageId == "img-0000new1"), Is.EqualTo(2));

        var rollback = fixture.RollBack(id, batches: 2);
        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Cancelled));
        Assert.That(fixture.Activity(id).Batches[1].Instances.Select(instance => instance.Status), Is.All.EqualTo(BatchInstanceStatus.Cancelled));
        Assert.That(fixture.TheGroup.Enabled, Is.False);
        var done = fixture.Until(rollback, ActivityStatus.Successful);

        Assert.That(done, Has.Property("Type").EqualTo(ActivityType.Rollback).And.Property("OriginId").EqualTo(id));
        Assert.That(done.Batches.SelectMany(batch => batch.Instances).Count(), Is.EqualTo(2));
        Assert.That(fixture.TheGroup.Instances.Select(instance => instance.ImageId), Is.All.EqualTo("img-8toqc6s3"));
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }
}
