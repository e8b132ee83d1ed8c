using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle.AdoptionSupport;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>One activity that several entries of the state, stacks or people have to do with.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SharedActivityTests
{
    [Test]
    [Bug("a foreign activity that resembled ours was resumed")]
    public async Task Create_AdoptedActivityThatFailed_IsTouchedOnlyOnceCodeClaimsIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());

        var watched = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { FailureRetries = 2 }), process: fixture.NewProcess())).MustBeIncomplete();
        var again = (await fixture.UpdateAsync(watched, Fixture.Inputs(), process: fixture.NewProcess())).MustBeIncomplete();
        Assert.That((again.Outputs.Adopted, fixture.Writes), Is.EqualTo((true, "Start")), "it may be somebody else's");
        var claimed = Fixture.Inputs(change: inputs => inputs with { OnConflict = ConflictPolicy.Adopt });
        var done = (await fixture.UpdateAsync(again, claimed, oldInputs: Fixture.Inputs(), process: fixture.NewProcess())).MustBeDone();

        Assert.That((done.Outputs.Adopted, done.Outputs.Outcome), Is.EqualTo((false, RefreshOutcome.Succeeded)));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume"));
    }

    [Test]
    [Bug("a second stack on the group resumed the first one's canary past its approval, and its destroy cancelled it")]
    public async Task Create_PausedCanaryOfAnotherStack_IsWatchedAndNeverWrittenTo()
    {
        await using var fixture = await Fixture.OpenAsync();
        var canary = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await fixture.CreateAsync(canary, process: fixture.NewProcess());

        var found = (await fixture.CreateAsync(canary, process: fixture.NewProcess())).MustBeDone();
        var diff = RefreshDiff.Between(canary, found.Outputs, canary.ToMap());
        var up = (await fixture.UpdateAsync(found, canary, process: fixture.NewProcess())).MustBeDone();
        await fixture.DeleteAsync(up, process: fixture.NewProcess(), inputs: canary);

        Assert.That((found.Outputs.Adopted, found.Outputs.Outcome), Is.EqualTo((true, RefreshOutcome.AwaitingApproval)));
        Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((true, false)), "its owner moves it on, which only a look can tell");
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("AUTO_PAUSE", "Start")));
        Assert.That(fixture.Log.Warnings[^1], Does.Contain("it is not ended, only this entry is deleted"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Update_AdoptedPauseThatALaterChangeClaims_Continues(bool byApproval)
    {
        await using var fixture = await Fixture.OpenAsync();
        var canary = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await fixture.CreateAsync(canary, process: fixture.NewProcess());
        var found = await fixture.CreateAsync(canary, process: fixture.NewProcess());
        var change = byApproval ? canary with { ApprovedThroughBatch = 1 } : canary with { DesiredState = DesiredState.Cancelled };

        var claimed = (await fixture.UpdateAsync(found, change, oldInputs: canary, process: fixture.NewProcess())).MustBeDone();

        Assert.That(claimed.Outputs.Adopted, Is.False);
        Assert.That(fixture.Writes, Is.EqualTo(byApproval ? "Start Resume" : "Start Cancel"));
    }

    [Test]
    public async Task Create_OnConflictWait_WaitsForTheFoundOneAndRefusesWhereItIsPaused()
    {
        await using var fixture = await Fixture.OpenAsync();
        var canary = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await fixture.CreateAsync(canary, process: fixture.NewProcess());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => fixture.CreateAsync(canary with { OnConflict = ConflictPolicy.Wait }, process: fixture.NewProcess()));

        Assert.That(refused!.Message, Does.Contain("waiting might never end"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("an up that resumed a rollout then cancelled it, since the state held its activity twice")]
    public async Task Delete_OfATwinOfWhatTheProgramContinuesWith_DropsOnlyTheEntry()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var next = fixture.NewProcess(Fixture.Compared(failed, Fixture.Inputs(), Fixture.Inputs()));

        var resumed = await fixture.UpdateAsync(failed, Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), oldInputs: Fixture.Inputs(), process: next);
        await fixture.DeleteAsync(failed, process: next);

        Assert.That((resumed.Outputs.Status, fixture.StatusOf()), Is.EqualTo(("RUNNING", "RUNNING")));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume"));
        Assert.That(fixture.Log.Infos[^1], Does.EndWith("only this entry is deleted."));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Destroy_OfADoubledId_EndsTheActivityOnce(bool refreshed)
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });
        var running = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var next = fixture.NewProcess();
        if (refreshed)
        {
            await fixture.ReadAsync(running.Id, inputs, running.Outputs, next);
            await fixture.ReadAsync(running.Id, inputs, running.Outputs, next);
        }

        await Task.WhenAll(fixture.DeleteAsync(running, process: next, inputs: inputs), fixture.DeleteAsync(running, process: next, inputs: inputs)).Soon();

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
        Assert.That(fixture.Writes.Split(' ').Count(write => write == "Cancel"), Is.EqualTo(1));
    }

    [TestCase(WaitTarget.Started)]
    [TestCase(WaitTarget.Completed)]
    [Bug("the second of two resources on one group adopted the first one's rollout and said success")]
    public async Task Create_SecondResourceOnTheGroup_NeverTakesTheFirstOnesForItsOwn(WaitTarget first)
    {
        await using var fixture = await Fixture.OpenAsync();
        var process = fixture.NewProcess();
        var mine = await fixture.CreateAsync(Fixture.Inputs() with { WaitFor = first }, process: process);

        if (first == WaitTarget.Started)
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(With("label", "b"), process: process, urn: OtherUrn));
            Assert.That(refused!.Message, Does.Contain("resource \"rollout\"").And.Contain("onConflict"));
        }
        else
        {
            var other = (await fixture.CreateAsync(With("label", "b"), process: process, urn: OtherUrn)).MustBeDone();
            Assert.That(other.Id, Is.Not.EqualTo(mine.Id));
        }
    }

    [Test]
    public async Task Check_OfTheHolderAfterAnotherResourceHasAdopted_FailsWhereTriggersDiffer()
    {
        await using var fixture = await Fixture.OpenAsync();
        var mine = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var ledger = new OperationLedger();
        await fixture.CreateAsync(With("label", "b"), process: fixture.NewProcess(ledger), urn: OtherUrn);

        string? failure = ledger.Check(Fixture.Urn, Fixture.Inputs(), mine.Outputs, Fixture.Inputs().ToMap());

        Assert.That(failure, Does.Contain("has other triggers"));
    }

    [Test]
    public async Task Create_AdoptedActivityOlderThanTheConfiguration_IsAPartialSuccess()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        fixture.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        SetImage(fixture, "img-00000002");

        var done = (await fixture.CreateAsync(
            With("imageId", "img-00000002") with { OnConflict = ConflictPolicy.Adopt }, process: fixture.NewProcess())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Adopted), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        Assert.That(done.Outputs.Deviations, Is.Not.Empty.And.All.Property("Kind").EqualTo(DeviationKind.NotCovered));
    }

    [Test]
    [Bug("a rollout that was taken over at a pause ended as if its trigger had been rolled")]
    public async Task Update_OfAnAdoptedRolloutOlderThanTheConfiguration_IsAPartialSuccess()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }), process: fixture.NewProcess());
        SetImage(fixture, "img-00000002");
        var wanted = With("imageId", "img-00000002") with { OnConflict = ConflictPolicy.Adopt };
        var paused = (await fixture.CreateAsync(wanted, process: fixture.NewProcess())).MustBeDone();

        var done = (await fixture.UpdateAsync(paused, wanted, process: fixture.NewProcess())).MustBeDone();

        Assert.That((paused.Outputs.Status, done.Outputs.Outcome), Is.EqualTo(("AUTO_PAUSE", RefreshOutcome.PartiallySucceeded)));
        Assert.That(done.Outputs.Deviations, Has.All.Property("Kind").EqualTo(DeviationKind.NotCovered));
    }

    [Test]
    public async Task Update_IndeterminateOverWhatAnotherEntryHoldsForOtherTriggers_IsNotAccepted()
    {
        await using var fixture = await Fixture.OpenAsync();
        var mine = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var indeterminate = await fixture.CreateAsync(With("label", "b"), process: fixture.NewProcess(), urn: OtherUrn);
        var ledger = new OperationLedger();
        ledger.Check(OtherUrn, Fixture.Inputs(), mine.Outputs, Fixture.Inputs().ToMap());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.UpdateAsync(indeterminate, With("label", "b"), process: fixture.NewProcess(ledger)));

        Assert.That(refused!.Message, Does.Contain("have started no rollout"));
    }
}
