using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>What instances do to a rollout: surge, health checks, instances that fail or vanish.</summary>
public sealed class InstanceTransitionTests
{
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
}
