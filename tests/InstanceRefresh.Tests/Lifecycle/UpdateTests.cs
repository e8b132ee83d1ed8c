using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class UpdateTests
{
    [Test]
    public async Task Update_FailedBatch_RetriesAndEndsWell()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        var done = (await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.ResumeCount), Is.EqualTo((RefreshOutcome.Succeeded, 1)));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume"));
        Assert.That(done.Outputs.LaunchConfigurationVersion, Is.EqualTo(1), "kept from the create");
    }

    [Test]
    public async Task Update_PolicyPauses_GoesFromOneToTheNext()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Pausing(BatchPause.EveryBatch);
        var result = await fixture.CreateAsync(inputs);

        for (int batch = 2; batch <= 3; batch++)
        {
            result = (await fixture.UpdateAsync(result, inputs)).MustBeDone();
            Assert.That(result.Outputs.CurrentBatch, Is.EqualTo(batch));
        }

        Assert.That(result.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume Resume"));
    }

    [Test]
    [Bug("a pause that came during the update was resumed as if it had been there before")]
    public async Task Update_PauseThatComesWhileWaiting_Holds()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Pausing(BatchPause.EveryBatch);
        var running = await fixture.CreateAsync(inputs with { WaitFor = WaitTarget.Started });

        var held = (await fixture.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((held.Outputs.Outcome, held.Outputs.CurrentBatch), Is.EqualTo((RefreshOutcome.AwaitingApproval, 1)));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_FailureThatComesWhileWaiting_IsNotRetriedByItself()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var running = await fixture.CreateAsync(Started);

        (await fixture.UpdateAsync(running, Fixture.Inputs())).MustBeIncomplete();

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_ApprovalRaisedByOne_PromotesByOne()
    {
        await using var fixture = await Fixture.OpenAsync(8);
        var inputs = Pausing(BatchPause.EveryBatch, batches: 4) with { ApprovedThroughBatch = 0 };
        var held = await fixture.CreateAsync(inputs);

        var promoted = (await fixture.UpdateAsync(held, inputs with { ApprovedThroughBatch = 1 })).MustBeDone();

        Assert.That((held.Outputs.CurrentBatch, promoted.Outputs.CurrentBatch), Is.EqualTo((1, 2)));
        Assert.That(promoted.Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
        Assert.That(Diff(promoted, inputs with { ApprovedThroughBatch = 1 }).Changes, Is.False, "a further run does nothing");
        Assert.That(Diff(promoted, inputs with { ApprovedThroughBatch = 2 }).Changes, Is.True);
    }

    [Test]
    public async Task Update_ContinueWithoutApproval_IsRefusedBeforeItIsCalled()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var inputs = Pausing(BatchPause.EveryBatch) with { ApprovedThroughBatch = 0 };
        var failed = await fixture.CreateAsync(inputs);

        var refused = (await fixture.UpdateAsync(failed, inputs with { ResumeMode = ResumeMode.Continue })).MustBeIncomplete();

        Assert.That(refused.Reasons[0], Does.Contain("would begin batch 2, which approvedThroughBatch 0 does not allow"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_FinishedRolloutAndOtherSettings_CallsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.ClearCalls();

        var changed = Fixture.Inputs(batches: 2, inputs => inputs with { RefreshMode = RefreshMode.Replace, FailureRetries = 3 });
        var preview = await fixture.PreviewAsync(changed, done);
        var updated = (await fixture.UpdateAsync(done, changed)).MustBeDone();

        Assert.That(updated.Outputs, Is.EqualTo(done.Outputs));
        Assert.That(preview.MayChange, Is.False);
        Assert.That(preview.Lines.Single(), Does.Contain("has ended SUCCESSFUL, as desired: no call is made."));
        Assert.That(fixture.Service.Calls, Is.Empty);
    }

    [Test]
    public async Task Update_PausedDesired_StopsWaitsForTheBatchAndHolds()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.Paused };

        var paused = (await fixture.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((paused.Outputs.Status, paused.Outputs.RefreshedInstances), Is.EqualTo(("MANUAL_PAUSE", 2)), "the batch in progress has finished");
        Assert.That(Diff(paused, inputs).Changes, Is.False);
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
        Assert.That(Diff(cancelled, inputs).Changes, Is.False);
        Assert.That(Diff(cancelled, Fixture.Inputs()).Replaces, Is.True, "completed again means a new rollout");
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
            Assert.That(Diff(back, inputs).Changes, Is.False);
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

    [Test]
    public async Task Update_MovedOnBetweenPollAndCall_PollsAgain()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        // Somebody stops it in the moment in which we want to.
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Stopping", StringComparison.Ordinal))
                fixture.ByHand("StopInstanceRefresh", running.Outputs.RefreshActivityId);
            return Task.CompletedTask;
        };

        var cancelled = (await fixture.UpdateAsync(running, Fixture.Inputs() with { DesiredState = DesiredState.Cancelled })).MustBeDone();

        Assert.That(cancelled.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Cancelled));
        Assert.That(fixture.Log.Infos, Has.Some.Contains("has moved on meanwhile"));
    }

    [Test]
    public async Task Update_ActivityForgottenByTheService_SaysSo()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.ByHand("CancelInstanceRefresh", failed.Outputs.RefreshActivityId);
        fixture.Service.Cloud.ForgetActivity(failed.Outputs.RefreshActivityId);
        fixture.Service.Cloud.Advance(TimeSpan.FromDays(1));

        var incomplete = (await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("does not list activity").And.Contain("FAILED_PAUSE when last seen"));
        Assert.That(incomplete.Outputs, Is.EqualTo(failed.Outputs));
    }

    [Test]
    public async Task Update_GroupGone_SaysSo()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Cloud.DropGroup(Fixture.Group);
        fixture.Service.Cloud.ForgetActivity(failed.Outputs.RefreshActivityId);
        fixture.Service.Cloud.Advance(TimeSpan.FromDays(1));

        Assert.That((await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeIncomplete().Reasons[0], Does.Contain("does not exist any more"));
    }

    [Test]
    [Bug("a resume began a batch that was not approved, since an earlier batch had failed")]
    public async Task Update_PausedAfterAnEarlierBatchWasSkipped_HoldsForApproval()
    {
        await using var fixture = await Fixture.OpenAsync(8);
        fixture.Fails(batch: 1);
        var inputs = Pausing(BatchPause.EveryBatch, batches: 4) with { ApprovedThroughBatch = 1, OnInterrupt = InterruptPolicy.Pause };
        var failed = (await fixture.CreateAsync(inputs)).MustBeIncomplete();
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("2/4 · ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        var paused = (await fixture.UpdateAsync(failed, inputs with { ResumeMode = ResumeMode.Continue }, fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();
        fixture.Log.OnLine = null;
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5)); // its batch in progress finishes

        var held = (await fixture.UpdateAsync(paused, inputs)).MustBeDone();

        Assert.That((held.Outputs.Status, held.Outputs.CurrentBatch), Is.EqualTo(("MANUAL_PAUSE", 2)));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume Stop"));
    }

    [Test]
    [Bug("a policy pause that nobody had seen was resumed")]
    public async Task Update_PolicyPauseSinceTheStoredPoll_HoldsUntilTheNextRun()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Pausing(BatchPause.EveryBatch) with { WaitFor = WaitTarget.Started });
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        var preview = await fixture.PreviewAsync(Pausing(BatchPause.EveryBatch), running);
        var held = (await fixture.UpdateAsync(running, Pausing(BatchPause.EveryBatch))).MustBeDone();
        var resumed = (await fixture.UpdateAsync(held, Pausing(BatchPause.EveryBatch))).MustBeDone();

        Assert.That(preview.Lines[0], Does.EndWith("stays paused; the next `pulumi up` continues it."));
        Assert.That((held.Outputs.Status, held.Outputs.CurrentBatch), Is.EqualTo(("AUTO_PAUSE", 1)));
        Assert.That((resumed.Outputs.Status, resumed.Outputs.CurrentBatch), Is.EqualTo(("AUTO_PAUSE", 2)));
    }

    [Test]
    [Bug("a rollout that nobody waited for failed in silence")]
    public async Task Update_StartedAndFailedSince_IsADifferenceThatIsAdopted()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var running = (await fixture.CreateAsync(Started)).MustBeDone();
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        Assert.That(Diff(running, Started).Outputs, Is.EqualTo(new[] { "status" }));
        var resumed = (await fixture.UpdateAsync(running, Started)).MustBeDone();
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
        var ended = (await fixture.UpdateAsync(resumed, Started)).MustBeDone();

        Assert.That(fixture.Writes, Is.EqualTo("Start Resume"));
        Assert.That(ended.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(Diff(ended, Started).Changes, Is.False);
    }

    private static RefreshInputs Started => Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });

    private static RefreshInputs Pausing(string batchPause, int batches = 3) => Fixture.Inputs(batches, inputs => inputs with { Settings = inputs.Settings with { BatchPause = batchPause } });

    private static DiffResult Diff(OperationResult stored, RefreshInputs inputs) => RefreshDiff.Between(inputs, stored.Outputs, inputs.ToMap());
}
