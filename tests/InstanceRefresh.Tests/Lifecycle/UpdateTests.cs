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
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());

        var done = (await stage.UpdateAsync(failed, Stage.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.ResumeCount), Is.EqualTo((RefreshOutcome.Succeeded, 1)));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume"));
        Assert.That(done.Outputs.LaunchConfigurationVersion, Is.EqualTo(1), "kept from the create");
    }

    [Test]
    public async Task Update_PolicyPauses_GoesFromOneToTheNext()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Pausing(BatchPause.EveryBatch);
        var result = await stage.CreateAsync(inputs);

        for (int batch = 2; batch <= 3; batch++)
        {
            result = (await stage.UpdateAsync(result, inputs)).MustBeDone();
            Assert.That(result.Outputs.CurrentBatch, Is.EqualTo(batch));
        }

        Assert.That(result.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume Resume"));
    }

    [Test]
    [Bug("a pause that came during the update was resumed as if it had been there before")]
    public async Task Update_PauseThatComesWhileWaiting_Holds()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Pausing(BatchPause.EveryBatch);
        var running = await stage.CreateAsync(inputs with { WaitFor = WaitTarget.Started });

        var held = (await stage.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((held.Outputs.Outcome, held.Outputs.CurrentBatch), Is.EqualTo((RefreshOutcome.AwaitingApproval, 1)));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_FailureThatComesWhileWaiting_IsNotRetriedByItself()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var running = await stage.CreateAsync(Started);

        (await stage.UpdateAsync(running, Stage.Inputs())).MustBeIncomplete();

        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_ApprovalRaisedByOne_PromotesByOne()
    {
        await using var stage = await Stage.OpenAsync(8);
        var inputs = Pausing(BatchPause.EveryBatch, batches: 4) with { ApprovedThroughBatch = 0 };
        var held = await stage.CreateAsync(inputs);

        var promoted = (await stage.UpdateAsync(held, inputs with { ApprovedThroughBatch = 1 })).MustBeDone();

        Assert.That((held.Outputs.CurrentBatch, promoted.Outputs.CurrentBatch), Is.EqualTo((1, 2)));
        Assert.That(promoted.Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
        Assert.That(Diff(promoted, inputs with { ApprovedThroughBatch = 1 }).Changes, Is.False, "a further run does nothing");
        Assert.That(Diff(promoted, inputs with { ApprovedThroughBatch = 2 }).Changes, Is.True);
    }

    [Test]
    public async Task Update_ContinueWithoutApproval_IsRefusedBeforeItIsCalled()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var inputs = Pausing(BatchPause.EveryBatch) with { ApprovedThroughBatch = 0 };
        var failed = await stage.CreateAsync(inputs);

        var refused = (await stage.UpdateAsync(failed, inputs with { ResumeMode = ResumeMode.Continue })).MustBeIncomplete();

        Assert.That(refused.Reasons[0], Does.Contain("would begin batch 2, which approvedThroughBatch 0 does not allow"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_FinishedRolloutAndOtherSettings_CallsNothing()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.ClearCalls();

        var changed = Stage.Inputs(batches: 2, inputs => inputs with { RefreshMode = RefreshMode.Replace, FailureRetries = 3 });
        var preview = await stage.PreviewAsync(changed, done);
        var updated = (await stage.UpdateAsync(done, changed)).MustBeDone();

        Assert.That(updated.Outputs, Is.EqualTo(done.Outputs));
        Assert.That(preview.MayChange, Is.False);
        Assert.That(preview.Lines.Single(), Does.Contain("has ended SUCCESSFUL, as desired: no call is made."));
        Assert.That(stage.Service.Calls, Is.Empty);
    }

    [Test]
    public async Task Update_PausedDesired_StopsWaitsForTheBatchAndHolds()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        var inputs = Stage.Inputs() with { DesiredState = DesiredState.Paused };

        var paused = (await stage.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((paused.Outputs.Status, paused.Outputs.RefreshedInstances), Is.EqualTo(("MANUAL_PAUSE", 2)), "the batch in work has finished");
        Assert.That(Diff(paused, inputs).Changes, Is.False);
        Assert.That(paused.Warnings, Is.Empty);

        var done = (await stage.UpdateAsync(paused, Stage.Inputs())).MustBeDone();
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.Writes, Is.EqualTo("Start Stop Resume"));
    }

    [Test]
    public async Task Update_PausedDesiredOnAFailure_HoldsAndWarns()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());

        var held = (await stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.Paused })).MustBeDone();

        Assert.That(held.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
        Assert.That(held.Warnings.Single(), Does.Contain("stay in standby"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_CancelledDesired_StopsWaitsCancels()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        var inputs = Stage.Inputs() with { DesiredState = DesiredState.Cancelled };

        var cancelled = (await stage.UpdateAsync(running, inputs)).MustBeDone();

        Assert.That((cancelled.Outputs.Status, cancelled.Outputs.Outcome, cancelled.Outputs.RefreshedInstances), Is.EqualTo(("CANCELLED", RefreshOutcome.Cancelled, 2)));
        Assert.That(stage.Writes, Is.EqualTo("Start Stop Cancel"));
        Assert.That(Diff(cancelled, inputs).Changes, Is.False);
        Assert.That(Diff(cancelled, Stage.Inputs()).Replaces, Is.True, "completed again means a new rollout");
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterAFailure_RollsBackToTheEnd()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());
        var inputs = Stage.Inputs() with { DesiredState = DesiredState.RolledBack };

        var back = (await stage.UpdateAsync(failed, inputs)).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((back.Outputs.Status, back.Outputs.ActivityType, back.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", "ROLLBACK", RefreshOutcome.RolledBack)));
            Assert.That(back.Outputs.RefreshActivityId, Is.EqualTo(failed.Outputs.RefreshActivityId));
            Assert.That(back.Outputs.RollbackActivityId, Is.EqualTo(stage.Service.Cloud.ActivitiesOf(Stage.Group)[0].Id));
            Assert.That(back.Warnings.Single(), Does.Contain("UserData, EnhancedService, HostName, LoginSettings are read from the launch configuration as it is now"));
            Assert.That(stage.Writes, Is.EqualTo("Start Rollback"));
            Assert.That(stage.BodyOf("RollbackInstanceRefresh"), Does.Contain("\"BatchNumber\":3").And.Contain("AUTOMATIC").And.Not.Contain("MaxSurge"));
            Assert.That(Diff(back, inputs).Changes, Is.False);
        }
    }

    [Test]
    public async Task Update_RolledBackDesiredWhileRunning_StopsWaitsRollsBack()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);

        var back = (await stage.UpdateAsync(running, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That(back.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(stage.Writes, Is.EqualTo("Start Stop Rollback"));
        Assert.That(stage.BodyOf("RollbackInstanceRefresh"), Does.Contain("\"BatchNumber\":2"), "only the two instances of the first batch were touched");
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterSuccess_RollsBack()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());

        var back = (await stage.UpdateAsync(done, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That((back.Outputs.Outcome, back.Outputs.RefreshedInstances), Is.EqualTo((RefreshOutcome.RolledBack, 6)));
        Assert.That(back.Outputs.FrozenSeconds, Is.GreaterThan(done.Outputs.FrozenSeconds));
    }

    [Test]
    public async Task Update_RollbackThatFails_IsContinuedByTheNextRun()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var inputs = Stage.Inputs() with { DesiredState = DesiredState.RolledBack };
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Faults.Add(Fault.OfInstance(stage.Service.Cloud.ActivitiesOf(Stage.Group)[0].Batches[0].Instances[0].InstanceId));

        var stuck = (await stage.UpdateAsync(failed, inputs)).MustBeIncomplete();
        var back = (await stage.UpdateAsync(stuck, inputs)).MustBeDone();

        Assert.That(stuck.Outputs.RollbackActivityId, Is.Not.Null);
        Assert.That(stuck.Reasons[0], Does.StartWith($"Rollback {stuck.Outputs.RollbackActivityId}").And.Contain("batch 1 of 3 failed"));
        Assert.That(back.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(stage.Writes, Is.EqualTo("Start Rollback Resume"));
    }

    [Test]
    public async Task Update_RollbackInterruptedRightAfterItsStart_KeepsItsId()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());
        using var ctrlC = new CancellationTokenSource();
        stage.Service.Faults.Add(Fault.OfAction("RollbackInstanceRefresh", FaultKind.Delay) with { Milliseconds = 300 });
        var update = stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.RolledBack }, stage.InterruptedBy(ctrlC.Token));
        while (stage.CallsOf("RollbackInstanceRefresh") == 0)
            await Task.Yield();
        await ctrlC.CancelAsync();

        var incomplete = (await update).MustBeIncomplete();

        Assert.That(incomplete.Outputs.RollbackActivityId, Is.EqualTo(stage.Service.Cloud.ActivitiesOf(Stage.Group)[0].Id));
        Assert.That(incomplete.Outputs.Status, Is.AnyOf("INIT", "RUNNING"), "as far as it was seen before the end");
        Assert.That(incomplete.Outputs.ActivityType, Is.EqualTo("ROLLBACK"));
    }

    [TestCase(DesiredState.Paused, "there is nothing left to pause: it has ended SUCCESSFUL. Set desiredState back to Completed.")]
    [TestCase(DesiredState.Cancelled, "there is nothing left to cancel: it has ended SUCCESSFUL. Set desiredState back to Completed, or to RolledBack to undo it.")]
    public async Task Update_TooLate_IsRefusedBeforeAnythingIsCalled(DesiredState desired, string reason)
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());

        var refused = (await stage.UpdateAsync(done, Stage.Inputs() with { DesiredState = desired })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain($"cannot become {desired}").And.EndsWith(reason));
        Assert.That(refused.Outputs.Status, Is.EqualTo("SUCCESSFUL"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_RolledBackDesiredForReplacedInstances_IsRefused()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs() with { RefreshMode = RefreshMode.Replace });

        // The program may say RESET by now: what counts is how the activity was started.
        var refused = (await stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain("the old ones are gone: there is no rollback"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Update_RolledBackDesiredAfterACancel_IsRefused()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.ByHand("CancelInstanceRefresh", failed.Outputs.RefreshActivityId);

        var refused = (await stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(refused.Reasons.Single(), Does.Contain("it was cancelled, and the service rolls back only what is paused or has just succeeded"));
        Assert.That(refused.Outputs.Status, Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Update_NothingRefreshedYet_SaysWhyItCannotBeRolledBack()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Service.Faults.Add(Fault.Error("RollbackInstanceRefresh", ErrorCode.NoInstanceCanRollback));
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());

        var incomplete = (await stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain(ErrorCode.NoInstanceCanRollback));
        Assert.That(incomplete.Outputs.Status, Is.EqualTo("FAILED_PAUSE"), "the state is whole");
    }

    [Test]
    public async Task Update_MovedOnBetweenLookAndCall_LooksAgain()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        // Somebody stops it in the moment in which we want to.
        stage.Log.OnLine = line =>
        {
            if (line.StartsWith("Stopping", StringComparison.Ordinal))
                stage.ByHand("StopInstanceRefresh", running.Outputs.RefreshActivityId);
            return Task.CompletedTask;
        };

        var cancelled = (await stage.UpdateAsync(running, Stage.Inputs() with { DesiredState = DesiredState.Cancelled })).MustBeDone();

        Assert.That(cancelled.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Cancelled));
        Assert.That(stage.Log.Infos, Has.Some.Contains("has moved on meanwhile"));
    }

    [Test]
    public async Task Update_ActivityForgottenByTheService_SaysSo()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.ByHand("CancelInstanceRefresh", failed.Outputs.RefreshActivityId);
        stage.Service.Cloud.ForgetActivity(failed.Outputs.RefreshActivityId);
        stage.Service.Cloud.Advance(TimeSpan.FromDays(1));

        var incomplete = (await stage.UpdateAsync(failed, Stage.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("does not list activity").And.Contain("FAILED_PAUSE when last seen"));
        Assert.That(incomplete.Outputs, Is.EqualTo(failed.Outputs));
    }

    [Test]
    public async Task Update_GroupGone_SaysSo()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Cloud.DropGroup(Stage.Group);
        stage.Service.Cloud.ForgetActivity(failed.Outputs.RefreshActivityId);
        stage.Service.Cloud.Advance(TimeSpan.FromDays(1));

        Assert.That((await stage.UpdateAsync(failed, Stage.Inputs())).MustBeIncomplete().Reasons[0], Does.Contain("does not exist any more"));
    }

    [Test]
    [Bug("a resume began a batch that was not approved, since an earlier batch had failed")]
    public async Task Update_PausedAfterAnEarlierBatchWasSkipped_HoldsForApproval()
    {
        await using var stage = await Stage.OpenAsync(8);
        stage.Fails(batch: 1);
        var inputs = Pausing(BatchPause.EveryBatch, batches: 4) with { ApprovedThroughBatch = 1, OnInterrupt = InterruptPolicy.Pause };
        var failed = (await stage.CreateAsync(inputs)).MustBeIncomplete();
        using var ctrlC = new CancellationTokenSource();
        stage.Log.OnLine = line => line.StartsWith("2/4 · ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        var paused = (await stage.UpdateAsync(failed, inputs with { ResumeMode = ResumeMode.Continue }, stage.InterruptedBy(ctrlC.Token))).MustBeIncomplete();
        stage.Log.OnLine = null;
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(5)); // its batch in work finishes

        var held = (await stage.UpdateAsync(paused, inputs)).MustBeDone();

        Assert.That((held.Outputs.Status, held.Outputs.CurrentBatch), Is.EqualTo(("MANUAL_PAUSE", 2)));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume Stop"));
    }

    [Test]
    [Bug("a policy pause that nobody had seen was resumed")]
    public async Task Update_PolicyPauseSinceTheStoredLook_HoldsUntilTheNextRun()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Pausing(BatchPause.EveryBatch) with { WaitFor = WaitTarget.Started });
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        var preview = await stage.PreviewAsync(Pausing(BatchPause.EveryBatch), running);
        var held = (await stage.UpdateAsync(running, Pausing(BatchPause.EveryBatch))).MustBeDone();
        var resumed = (await stage.UpdateAsync(held, Pausing(BatchPause.EveryBatch))).MustBeDone();

        Assert.That(preview.Lines[0], Does.EndWith("stays paused; the next `pulumi up` continues it."));
        Assert.That((held.Outputs.Status, held.Outputs.CurrentBatch), Is.EqualTo(("AUTO_PAUSE", 1)));
        Assert.That((resumed.Outputs.Status, resumed.Outputs.CurrentBatch), Is.EqualTo(("AUTO_PAUSE", 2)));
    }

    [Test]
    [Bug("a rollout that nobody waited for failed in silence")]
    public async Task Update_StartedAndFailedSince_IsADifferenceThatIsTakenUp()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var running = (await stage.CreateAsync(Started)).MustBeDone();
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        Assert.That(Diff(running, Started).Outputs, Is.EqualTo(new[] { "status" }));
        var resumed = (await stage.UpdateAsync(running, Started)).MustBeDone();
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
        var ended = (await stage.UpdateAsync(resumed, Started)).MustBeDone();

        Assert.That(stage.Writes, Is.EqualTo("Start Resume"));
        Assert.That(ended.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(Diff(ended, Started).Changes, Is.False);
    }

    private static RefreshInputs Started => Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });

    private static RefreshInputs Pausing(string batchPause, int batches = 3) => Stage.Inputs(batches, inputs => inputs with { Settings = inputs.Settings with { BatchPause = batchPause } });

    private static DiffResult Diff(OperationResult stored, RefreshInputs inputs) => RefreshDiff.Between(inputs, stored.Outputs, inputs.ToMap());
}
