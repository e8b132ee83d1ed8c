using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using static TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle.UpdateSupport;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Updates under a desiredState other than Completed, and rollbacks.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DesiredStateTests
{
    [Test]
    public async Task Update_PausedDesired_StopsWaitsForTheBatchAndHolds()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.Paused };

        var paused = (await fixture.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((paused.Outputs.Status, paused.Outputs.RefreshedInstances), Is.EqualTo(("MANUAL_PAUSE", 2)), "the batch in progress has finished");
        Assert.That(DiffOf(paused, inputs).Changes, Is.False);
        Assert.That(paused.Warnings, Is.Empty);

        var done = (await fixture.UpdateAsync(paused, Fixture.Inputs())).MustBeDone();
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Resume"));
    }

    [Test]
    public async Task Update_PausedDesiredOnAFailure_HoldsAndWarns()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        var held = (await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.Paused })).MustBeDone();

        Assert.That(held.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
        Assert.That(held.Warnings.Single(), Does.Contain("stay in standby"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_CancelledDesired_StopsWaitsCancels()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.Cancelled };

        var cancelled = (await fixture.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((cancelled.Outputs.Status, cancelled.Outputs.Outcome, cancelled.Outputs.RefreshedInstances), Is.EqualTo(("CANCELLED", RefreshOutcome.Cancelled, 2)));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Cancel"));
        Assert.That(DiffOf(cancelled, inputs).Changes, Is.False);
        Assert.That(DiffOf(cancelled, Fixture.Inputs()).Replaces, Is.True, "completed again means a new rollout");
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterAFailure_RollsBackToTheEnd()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.RolledBack };

        var back = (await fixture.UpdateAsync(failed, inputs)).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((back.Outputs.Status, back.Outputs.ActivityType, back.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", "ROLLBACK", RefreshOutcome.RolledBack)));
            Assert.That(back.Outputs.RefreshActivityId, Is.EqualTo(failed.Outputs.RefreshActivityId));
            Assert.That(back.Outputs.RollbackActivityId, Is.EqualTo(fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id));
            Assert.That(back.Warnings.Single(), Does.Contain("UserData, EnhancedService, HostName, LoginSettings are read from the launch configuration as it is now"));
            Assert.That(fixture.Writes, Is.EqualTo("Start Rollback"));
            Assert.That(fixture.BodyOf("RollbackInstanceRefresh"), Does.Contain("\"BatchNumber\":3").And.Contain("AUTOMATIC").And.Not.Contain("MaxSurge"));
            Assert.That(DiffOf(back, inputs).Changes, Is.False);
        }
    }

    [Test]
    public async Task Update_RolledBackDesiredWhileRunning_StopsWaitsRollsBack()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);

        var back = (await fixture.UpdateAsync(running, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That(back.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Rollback"));
        Assert.That(fixture.BodyOf("RollbackInstanceRefresh"), Does.Contain("\"BatchNumber\":2"), "only the two instances of the first batch were touched");
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterSuccess_RollsBack()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var back = (await fixture.UpdateAsync(done, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That((back.Outputs.Outcome, back.Outputs.RefreshedInstances), Is.EqualTo((RefreshOutcome.RolledBack, 6)));
        Assert.That(back.Outputs.FrozenSeconds, Is.GreaterThan(done.Outputs.FrozenSeconds));
    }

    [Test]
    public async Task Update_RollbackThatFails_IsContinuedByTheNextRun()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.RolledBack };
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Faults.Add(Fault.OfInstance(fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Batches[0].Instances[0].InstanceId));

        var stuck = (await fixture.UpdateAsync(failed, inputs)).MustBeIncomplete();
        var back = (await fixture.UpdateAsync(stuck, inputs)).MustBeDone();

        Assert.That(stuck.Outputs.RollbackActivityId, Is.Not.Null);
        Assert.That(stuck.Reasons[0], Does.StartWith($"Rollback {stuck.Outputs.RollbackActivityId}").And.Contain("batch 1 of 3 failed"));
        Assert.That(back.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(fixture.Writes, Is.EqualTo("Start Rollback Resume"));
    }

    [Test]
    public async Task Update_RollbackInterruptedRightAfterItsStart_KeepsItsId()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        using var ctrlC = new CancellationTokenSource();
        fixture.Service.Faults.Add(Fault.OfAction("RollbackInstanceRefresh", FaultKind.Delay) with { Milliseconds = 300 });
        var update = fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack }, fixture.InterruptedBy(ctrlC.Token));
        while (fixture.CallsOf("RollbackInstanceRefresh") == 0)
            await Task.Yield();
        await ctrlC.CancelAsync();

        var incomplete = (await update).MustBeIncomplete();

        Assert.That(incomplete.Outputs.RollbackActivityId, Is.EqualTo(fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id));
        Assert.That(incomplete.Outputs.Status, Is.AnyOf("INIT", "RUNNING"), "as far as it was seen before the end");
        Assert.That(incomplete.Outputs.ActivityType, Is.EqualTo("ROLLBACK"));
    }

    [TestCase(DesiredState.Paused, "there is nothing left to pause: it has ended SUCCESSFUL. Set desiredState back to Completed.")]
    [TestCase(DesiredState.Cancelled, "there is nothing left to cancel: it has ended SUCCESSFUL. Set desiredState back to Completed, or to RolledBack to undo it.")]
    public async Task Update_TooLate_IsRefusedBeforeAnythingIsCalled(DesiredState desired, string reason)
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var refused = (await fixture.UpdateAsync(done, Fixture.Inputs() with { DesiredState = desired })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain($"cannot become {desired}").And.EndsWith(reason));
        Assert.That(refused.Outputs.Status, Is.EqualTo("SUCCESSFUL"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_RolledBackDesiredForReplacedInstances_IsRefused()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs() with { RefreshMode = RefreshMode.Replace });

        // The program may say RESET by now: what counts is how the activity was started.
        var refused = (await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain("the old ones are gone: there is no rollback"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterACancel_IsRefused()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.ByHand("CancelInstanceRefresh", failed.Outputs.RefreshActivityId);

        var refused = (await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain("it was cancelled, and the service rolls back only what is paused or has just succeeded"));
        Assert.That(refused.Outputs.Status, Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Update_NothingRefreshedYet_SaysWhyItCannotBeRolledBack()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.Error("RollbackInstanceRefresh", ErrorCode.NoInstanceCanRollback));
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        var incomplete = (await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain(ErrorCode.NoInstanceCanRollback));
        Assert.That(incomplete.Outputs.Status, Is.EqualTo("FAILED_PAUSE"), "the state is whole");
    }
}
