using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle.UpdateSupport;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Updates on the way to Completed.</summary>
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
        Assert.That(DiffOf(promoted, inputs with { ApprovedThroughBatch = 1 }).Changes, Is.False, "a further run does nothing");
        Assert.That(DiffOf(promoted, inputs with { ApprovedThroughBatch = 2 }).Changes, Is.True);
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

        Assert.That(incomplete.Reasons[0], Does.Contain(incomplete.Outputs.RefreshActivityId).And.Contain("FAILED_PAUSE"));
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

        Assert.That((await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeIncomplete().Reasons[0], Does.Contain(Fixture.Group));
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

        Assert.That(DiffOf(running, Started).Outputs, Is.EqualTo(new[] { "status" }));
        var resumed = (await fixture.UpdateAsync(running, Started)).MustBeDone();
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
        var ended = (await fixture.UpdateAsync(resumed, Started)).MustBeDone();

        Assert.That(fixture.Writes, Is.EqualTo("Start Resume"));
        Assert.That(ended.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(DiffOf(ended, Started).Changes, Is.False);
    }
}
