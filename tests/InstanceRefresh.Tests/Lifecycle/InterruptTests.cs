using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class InterruptTests
{
    [Test]
    public async Task Create_InterruptedInABatch_LeavesItRunningWithTheFullState()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("2/3 · ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs(), fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Match(@"^Interrupted\. Activity asr-\w{8} on scaling group asg-9dn1a5y6 \(RUNNING at batch 2 of 3\) continues in the cloud\.$"));
        Assert.That((incomplete.Outputs.Status, incomplete.Outputs.CurrentBatch, incomplete.Outputs.RefreshedInstances), Is.EqualTo(("RUNNING", 2, 2)));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));

        fixture.Log.OnLine = null;
        Assert.That((await fixture.UpdateAsync(incomplete, Fixture.Inputs())).MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Create_InterruptedAndToBePaused_PausesAndTheNextRunResumes()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var inputs = Fixture.Inputs(change: inputs => inputs with { OnInterrupt = InterruptPolicy.Pause });
        fixture.Log.OnLine = line => line.StartsWith("2/3 · ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        var incomplete = (await fixture.CreateAsync(inputs, fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("onInterrupt"));
        Assert.That(incomplete.Outputs.Status, Is.EqualTo("MANUAL_PAUSE"));

        fixture.Log.OnLine = null;
        Assert.That((await fixture.UpdateAsync(incomplete, inputs)).MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Resume"));
    }

    [Test]
    public async Task Create_InterruptedAndThePauseIsRefused_SaysThatItContinues()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Service.Faults.Add(Simulator.Faults.Fault.Error("StopInstanceRefresh", "UnauthorizedOperation"));
        fixture.Log.OnLine = line => line.StartsWith("2/3 · ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        var incomplete = (await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { OnInterrupt = InterruptPolicy.Pause }), fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Match(@"could not be paused; it \(RUNNING at batch 2 of 3\) continues in the cloud\. StopInstanceRefresh was refused"));
    }

    [Test]
    [Bug("what stood still was said to continue in the cloud")]
    public async Task Create_InterruptedAndPausedMeanwhile_SaysThatItIsPaused()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = async line =>
        {
            if (!line.StartsWith("2/3 · ", StringComparison.Ordinal))
                return;
            fixture.Log.OnLine = null;
            fixture.ByHand("StopInstanceRefresh", fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id);
            fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));
            await ctrlC.CancelAsync();
        };

        var incomplete = (await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { OnInterrupt = InterruptPolicy.Pause }), fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("(MANUAL_PAUSE at batch 2 of 3) is paused").And.Not.Contain("in the cloud"));
        Assert.That(incomplete.Outputs.Status, Is.EqualTo("MANUAL_PAUSE"));
    }

    [TestCase(InterruptPolicy.Detach, "RUNNING", "Start Resume")]
    [TestCase(InterruptPolicy.Pause, "MANUAL_PAUSE", "Start Resume Stop")]
    [TestCase(InterruptPolicy.Pause, "MANUAL_PAUSE", "Start Stop Resume Stop", true)]
    [Bug("an interrupt just after a resume told and stored the pause, so that the next run went through a pause which nobody had seen")]
    public async Task Update_InterruptedRightAfterItsResume_ReportsAndStoresThatItContinues(InterruptPolicy onInterrupt, string status, string writes, bool pausedByHand = false)
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var inputs = Fixture.Inputs(change: inputs => inputs with { OnInterrupt = onInterrupt, Settings = inputs.Settings with { BatchPause = BatchPause.EveryBatch } });
        var paused = (await fixture.CreateAsync(pausedByHand ? inputs with { DesiredState = DesiredState.Paused } : inputs)).MustBeDone();
        // From the resume on nobody can look, so that its effect is not seen before the interrupt.
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Resuming", StringComparison.Ordinal))
                fixture.Service.Faults.Add(Simulator.Faults.Fault.OfAction("DescribeRefreshActivities", Simulator.Faults.FaultKind.Delay) with { Milliseconds = 60_000, Times = null });
            return Task.CompletedTask;
        };
        var update = fixture.UpdateAsync(paused, inputs, fixture.InterruptedBy(ctrlC.Token));
        await Called(fixture, "ResumeInstanceRefresh");
        await ctrlC.CancelAsync();
        // In small steps: the stop has five virtual seconds, and needs some real ones to leave.
        await fixture.Clock.RunAsync(update, TimeSpan.FromMilliseconds(20), CancellationToken.None).Soon();

        var incomplete = (await update).MustBeIncomplete();
        fixture.Service.Faults.Clear();
        fixture.Log.OnLine = null;

        Assert.That(incomplete.Outputs.Status, Is.EqualTo(status));
        Assert.That(fixture.Writes, Is.EqualTo(writes));
        if (onInterrupt == InterruptPolicy.Pause)
            return;
        Assert.That(incomplete.Reasons[0], Does.EndWith("was resumed after batch 1 of 3 and continues in the cloud."));
        Assert.That(incomplete.Reasons[^1], Does.Contain("run `pulumi up` again to follow it"));
        Assert.That((await fixture.UpdateAsync(incomplete, inputs)).MustBeDone().Outputs.CurrentBatch, Is.EqualTo(2), "the pause after batch 2 is news, and holds");
        Assert.That(fixture.Writes, Is.EqualTo(writes));
    }

    [Test]
    [Bug("an interrupt just after a cancel said that the rollout was paused and could continue")]
    public async Task Update_InterruptedRightAfterItsCancel_SaysThatItEnds()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var paused = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }))).MustBeDone();
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Cancelling", StringComparison.Ordinal))
                fixture.Service.Faults.Add(Simulator.Faults.Fault.OfAction("DescribeRefreshActivities", Simulator.Faults.FaultKind.Delay) with { Milliseconds = 60_000, Times = null });
            return Task.CompletedTask;
        };
        var update = fixture.UpdateAsync(paused, Fixture.Inputs() with { DesiredState = DesiredState.Cancelled }, fixture.InterruptedBy(ctrlC.Token));
        await Called(fixture, "CancelInstanceRefresh");
        await ctrlC.CancelAsync();
        await fixture.Clock.RunAsync(update, TimeSpan.FromMilliseconds(20), CancellationToken.None).Soon();

        Assert.That((await update).MustBeIncomplete().Reasons[0], Does.EndWith("(AUTO_PAUSE at batch 1 of 3) has been cancelled, which ends it."));
    }

    [Test]
    [Bug("an interrupt before the first poll sent a stop to a rollout that was paused already")]
    public async Task Update_InterruptedBeforeItsFirstPoll_LeavesThePauseAlone()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var inputs = Fixture.Inputs(change: inputs => inputs with { OnInterrupt = InterruptPolicy.Pause, Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = (await fixture.CreateAsync(inputs)).MustBeDone();
        await ctrlC.CancelAsync();

        var incomplete = (await fixture.UpdateAsync(paused, inputs, fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.EndWith("was not checked; it was AUTO_PAUSE when last noted."));
        Assert.That(incomplete.Outputs, Is.EqualTo(paused.Outputs));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("an interrupt between a poll that showed a pause and the look at its launch configuration sent a stop, and told its refusal as an error")]
    public async Task Create_InterruptedWhileItLooksAtTheConfigurationOfAPause_SendsNoStop()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var inputs = Fixture.Inputs(change: inputs => inputs with { OnInterrupt = InterruptPolicy.Pause, Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        fixture.Once(progress => progress.Batch == 1, () => fixture.Service.Faults.Add(Simulator.Faults.Fault.OfAction("DescribeLaunchConfigurations", Simulator.Faults.FaultKind.Delay)
            with
        { Phase = Simulator.Faults.FaultPhase.After, Milliseconds = 60_000, Times = null }));
        var create = fixture.CreateAsync(inputs, fixture.InterruptedBy(ctrlC.Token));
        // The first look is the preflight's, the second one that of the batch.
        await Called(fixture, "DescribeLaunchConfigurations", times: 3);
        await ctrlC.CancelAsync();

        var incomplete = (await create.Soon()).MustBeIncomplete();
        Assert.That(incomplete.Outputs.Status, Is.EqualTo("AUTO_PAUSE"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("an interrupt while the instances were compared stored a success that nothing had compared")]
    public async Task Create_InterruptedWhileItComparesTheInstances_StoresNoSuccessAndTheNextRunCompares()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Once(progress => progress.Batch == 1, () => fixture.Service.Faults.Add(Simulator.Faults.Fault.OfAction("DescribeInstances", Simulator.Faults.FaultKind.Delay)
            with
        { Phase = Simulator.Faults.FaultPhase.After, Milliseconds = 60_000, Times = null }));
        var create = fixture.CreateAsync(Fixture.Inputs(), fixture.InterruptedBy(ctrlC.Token));
        // The first look is the preflight's.
        await Called(fixture, "DescribeInstances", times: 2);
        await ctrlC.CancelAsync();
        var interrupted = (await create.Soon()).MustBeIncomplete();
        fixture.Service.Faults.Clear();

        var compared = (await fixture.UpdateAsync(interrupted, Fixture.Inputs(), process: fixture.NewProcess())).MustBeDone();

        Assert.That(interrupted.Outputs.Status, Is.Not.EqualTo("SUCCESSFUL"));
        Assert.That((compared.Outputs.Outcome, compared.Outputs.Verified), Is.EqualTo((RefreshOutcome.Succeeded, (bool?)true)));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_InterruptedBeforeTheStart_StartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("Rollout on", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        await Assert.CatchAsync<OperationCanceledException>(() => fixture.CreateAsync(Fixture.Inputs(), fixture.InterruptedBy(ctrlC.Token)));

        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    public async Task Create_InterruptedWhileStarting_KeepsTheIdOfWhatItStarted()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        // The answer to the start is slow; the interrupt comes while it is awaited.
        fixture.Service.Faults.Add(Simulator.Faults.Fault.OfAction("StartInstanceRefresh", Simulator.Faults.FaultKind.Delay) with { Milliseconds = 300 });
        var create = fixture.CreateAsync(Fixture.Inputs(), fixture.InterruptedBy(ctrlC.Token));
        await Called(fixture, "StartInstanceRefresh");
        await ctrlC.CancelAsync();

        var incomplete = (await create).MustBeIncomplete();

        Assert.That(incomplete.Outputs.RefreshActivityId, Is.EqualTo(fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Id));
        Assert.That((incomplete.Outputs.TotalInstances, incomplete.Outputs.BatchCount), Is.EqualTo((6, 3)), "the plan stands in for what was not seen");
    }

    [Test]
    public async Task Delete_Interrupted_KeepsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));
        fixture.Log.OnLine = line => line.StartsWith("pausing", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(running, fixture.InterruptedBy(ctrlC.Token)));

        Assert.That(kept!.Reasons[0], Does.StartWith("Interrupted.").And.Not.Contain("in the cloud"));
        Assert.That(kept.Reasons[^1], Is.EqualTo("Next steps: run the same command again to end it."));
    }

    private static Task Called(Fixture fixture, string action, int times = 1)
    {
        return CalledAsync().Soon();

        async Task CalledAsync()
        {
            while (fixture.CallsOf(action) < times)
                await Task.Yield();
        }
    }
}
