using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Creates that find an activity on the group: their own that nobody noted, the one of the state, or somebody else's. None starts twice, and none says
/// success for what was not rolled.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdoptionTests
{
    private const string OtherUrn = Fixture.Urn + "2";

    [Test]
    [Bug("a forced replacement, or the first up of another stack, took an old rollout for its own and said success")]
    public async Task Create_SuccessOfTheLastDayWithTheseSettings_IsIndeterminateOnceAndAcceptedByTheNextUp()
    {
        await using var fixture = await Fixture.OpenAsync();
        var earlier = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var next = fixture.NewProcess();

        var preview = await fixture.PreviewAsync(Fixture.Inputs(), process: next);
        var indeterminate = (await fixture.CreateAsync(Fixture.Inputs(), process: next)).MustBeIncomplete();
        var diff = new OperationLedger().Diff(
            Fixture.Urn, ActivityId.Parse(indeterminate.Id), Fixture.Inputs(), indeterminate.Outputs, Fixture.Inputs().ToMap());
        var accepted = (await fixture.UpdateAsync(indeterminate, Fixture.Inputs(), process: fixture.NewProcess())).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Warnings[0], Does.StartWith("This update will end with an error").And.Contain("accepts it"));
            Assert.That((indeterminate.Id, indeterminate.Outputs.IsIndeterminate, indeterminate.Outputs.Outcome), Is.EqualTo((earlier.Id, true, RefreshOutcome.AwaitingApproval)));
            Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((true, false)), "never silent");
            Assert.That((accepted.Outputs.IsIndeterminate, accepted.Outputs.Adopted, accepted.Outputs.Outcome), Is.EqualTo((false, false, RefreshOutcome.Succeeded)));
            Assert.That(fixture.Writes, Is.EqualTo("Start"));
        }
    }

    [Test]
    public async Task Create_SuccessThatIsProvedByComputedTriggers_IsAdoptedAsCompleted()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var killed = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        var done = (await fixture.CreateAsync(inputs, process: fixture.NewProcess())).MustBeDone();

        Assert.That((done.Id, done.Outputs.Outcome), Is.EqualTo((killed.Id, RefreshOutcome.Succeeded)));
        Assert.That(fixture.Log.Warnings[^1], Does.Contain("adopted as already completed").And.EndWith("change a trigger."));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_ComputedTriggerThatTheConfigurationDoesNotHave_IsIndeterminate()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(OfImage(fixture, "img-00000002"), process: fixture.NewProcess());

        var indeterminate = (await fixture.CreateAsync(With("imageId", "img-00000003"), process: fixture.NewProcess())).MustBeIncomplete();

        Assert.That(indeterminate.Outputs.IsIndeterminate, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_RunKilledAfterItsStart_WatchesItsActivityToTheEnd(bool isProved)
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = isProved ? OfImage(fixture, "img-00000002") : Fixture.Inputs();
        var lost = await fixture.CreateAsync(inputs with { WaitFor = WaitTarget.Started }, process: fixture.NewProcess());

        var found = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        Assert.That((found.Id, found.Outputs.Status, found.Outputs.IsIndeterminate), Is.EqualTo((lost.Id, "SUCCESSFUL", !isProved)));
        Assert.That(found is OperationResult.Done, Is.EqualTo(isProved));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

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

    [TestCase("another setting")]
    [TestCase("another configuration")]
    [TestCase("a day")]
    [TestCase("deleted first")]
    [TestCase("replaced")]
    [TestCase("undone")]
    public async Task Create_AfterASuccessThatIsNotThisOne_StartsAnother(string since)
    {
        await using var fixture = await Fixture.OpenAsync();
        var first = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var next = fixture.NewProcess();
        var wanted = Fixture.Inputs(since == "another setting" ? 2 : 3);
        switch (since)
        {
            case "another configuration":
                SetImage(fixture, "img-00000002");
                break;
            case "a day":
                fixture.Service.Cloud.Advance(TimeSpan.FromHours(24));
                break;
            case "deleted first":
                await fixture.DeleteAsync(first, process: next);
                break;
            case "replaced":
                wanted = With("label", "again");
                var ledger = Fixture.Compared(first, Fixture.Inputs(), wanted);
                next = fixture.NewProcess(ledger);
                await fixture.DeleteAsync(first, process: next);
                break;
            case "undone":
                fixture.RollBackByHand(first.Outputs.RefreshActivityId);
                fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
                break;
            default:
                break;
        }

        var second = (await fixture.CreateAsync(wanted, process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task Create_CancelledInTheLastDay_IsIndeterminateOnceAndReplacedByTheNextUp()
    {
        await using var fixture = await Fixture.OpenAsync();
        var started = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        await fixture.DeleteAsync(started, process: fixture.NewProcess());

        var indeterminate = (await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess())).MustBeIncomplete();
        var diff = RefreshDiff.Between(Fixture.Inputs(), indeterminate.Outputs, Fixture.Inputs().ToMap());

        Assert.That((indeterminate.Outputs.Status, indeterminate.Outputs.IsIndeterminate, indeterminate.Outputs.Outcome), Is.EqualTo(("CANCELLED", true, RefreshOutcome.AwaitingApproval)));
        Assert.That(indeterminate.Reasons[^1], Does.Contain("run `pulumi up` again to start a new rollout"));
        Assert.That(diff.Replaces, Is.True);
    }

    /// <summary>The engine asks for a diff also where an earlier run has deleted the old one and went no further.</summary>
    [TestCase(WaitTarget.Completed)]
    [TestCase(WaitTarget.Started)]
    [Bug("a replacement whose run was killed after its start was started again")]
    public async Task Create_OfAReplacementThatWasStartedAndNotNoted_AdoptsTheNewerOne(WaitTarget killedWhen)
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = With("label", "again");
        var killed = fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted));
        await fixture.DeleteAsync(old, process: killed);
        var lost = await fixture.CreateAsync(wanted with { WaitFor = killedWhen }, process: killed);
        var next = fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted));

        var preview = await fixture.PreviewAsync(wanted, process: next);
        var found = (await fixture.CreateAsync(wanted, process: next)).MustBeIncomplete();

        Assert.That(preview.Lines[0], Does.StartWith("If an earlier run began this replacement and was interrupted: ").And.Contain(lost.Outputs.RefreshActivityId));
        Assert.That(preview.Lines[1], Does.StartWith("Rollout on scaling group"), "or else");
        Assert.That((found.Id, found.Outputs.IsIndeterminate), Is.EqualTo((lost.Id, true)), "a label is no evidence");
        Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("a replacement interrupted between deletion and start was never started, since the old rollout looked like a lost one")]
    public async Task Create_OfAReplacementThatWasNotStarted_StartsIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        await fixture.DeleteAsync(old, process: fixture.NewProcess());
        var wanted = With("label", "again");

        var done = (await fixture.CreateAsync(wanted, process: fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted)))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    public async Task Create_OfAReplacementThatWasTakenBack_KeepsTheOldRollout()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        await fixture.DeleteAsync(old, process: fixture.NewProcess());
        // The image went forth and back, so the configuration is newer than the rollout, and as it was.
        SetImage(fixture, "img-00000002");
        var ledger = Fixture.Compared(old, Fixture.Inputs(), Fixture.Inputs());
        ledger.Check(Fixture.Urn, null, null, Fixture.Inputs().ToMap());
        var next = fixture.NewProcess(ledger);

        var preview = await fixture.PreviewAsync(Fixture.Inputs(), process: next);
        var done = (await fixture.CreateAsync(Fixture.Inputs(), process: next)).MustBeDone();

        Assert.That(preview.Lines[0], Does.EndWith("It is kept; nothing is started."));
        Assert.That(done.Outputs, Is.EqualTo(old.Outputs), "with the version that it brought in");
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [TestCase(WaitTarget.Completed)]
    [TestCase(WaitTarget.Started)]
    [Bug("somebody's refresh of equal settings was taken for the rollout that a changed trigger asks for")]
    public async Task Create_InTheRunThatDeletedTheOldOne_AdoptsNobodyElses(WaitTarget theirs)
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        await fixture.CreateAsync(Fixture.Inputs(2) with { WaitFor = theirs }, process: fixture.NewProcess());
        var wanted = With("label", "again") with { Settings = new RolloutSettings { BatchNumber = 2 } };
        var replacing = fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted));
        await fixture.DeleteAsync(old, process: replacing);

        if (theirs == WaitTarget.Completed)
        {
            (await fixture.CreateAsync(wanted, process: replacing)).MustBeDone();
            Assert.That(fixture.Writes, Is.EqualTo("Start Start Start"));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(wanted, process: replacing));
            Assert.That(refused!.Message, Does.Contain("holds scaling group"));
            Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
        }
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

    [Test]
    [Bug("up --replace after a success started nothing, stored the trigger as done and said replaced")]
    public async Task Delete_AfterTheCreateOfAForcedReplacementAdoptedTheSameActivity_Fails()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var ledger = new OperationLedger();
        ledger.Check(Fixture.Urn, null, null, inputs.ToMap());
        var forced = fixture.NewProcess(ledger);

        var preview = await fixture.PreviewAsync(inputs, process: forced);
        var adopted = await fixture.CreateAsync(inputs, process: forced);
        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(old, process: forced, inputs: inputs));
        // Both entries are kept; the next run is clean.
        var next = fixture.NewProcess(Fixture.Compared(adopted, inputs, inputs));
        await fixture.DeleteAsync(old, process: next, inputs: inputs);

        Assert.That(preview.Warnings.Single(), Does.StartWith("If this is a replacement that you force"));
        Assert.That(refused!.Message, Does.Contain("no new rollout was started").And.Contain("deleteBeforeReplace"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("up --replace with onConflict Adopt took the living rollout over again, rolled nothing and said replaced")]
    public async Task Delete_AfterTheCreateOfAForcedReplacementTookTheSameActivityOver_Fails()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with
        {
            OnConflict = ConflictPolicy.Adopt,
            Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
        });
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var forced = fixture.NewProcess();

        var preview = await fixture.PreviewAsync(inputs, process: forced);
        var again = await fixture.CreateAsync(inputs, process: forced);
        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(old, process: forced, inputs: inputs));

        Assert.That(preview.Warnings[^1], Does.StartWith("If this is a replacement that you force"));
        Assert.That(again.Id, Is.EqualTo(old.Id));
        Assert.That(refused!.Message, Does.Contain("no new rollout was started").And.Contain("deleteBeforeReplace"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_ReplacementWithoutADiff_EndsTheLivingPredecessorIfTheNewOneCanStart(bool canStart)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = canStart ? Fixture.Inputs() : Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 50 } });
        var next = fixture.NewProcess(CheckedTwice(old, Fixture.Inputs(), wanted));

        if (canStart)
        {
            (await fixture.CreateAsync(wanted, process: next)).MustBeDone();
            Assert.That(fixture.Writes, Is.EqualTo("Start Cancel Start"));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.CreateAsync(wanted, process: next));
            Assert.That(refused!.Message, Does.Contain("was not ended").And.Contain("maxSurge 50"));
            Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
        }
    }

    [Test]
    [Bug("an option that replaces without a diff found the old success and started nothing")]
    public async Task Create_ReplacementWithoutADiff_NeverAdoptsItsPredecessor()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        var done = (await fixture.CreateAsync(inputs, process: fixture.NewProcess(CheckedTwice(old, inputs, inputs)))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
    }

    [Test]
    [Bug("a replacement ended the old rollout although the new one could not start")]
    public async Task Delete_ThatMakesRoomForARolloutThatCannotStart_EndsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = With("label", "again") with { Settings = new RolloutSettings { BatchNumber = 3, MaxSurge = 50 } };

        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(
            () => fixture.DeleteAsync(old, process: fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted))));

        Assert.That(refused!.Message, Does.Contain("was not ended").And.Contain("maxSurge 50"));
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
    }

    [Test]
    [Bug("deleteBeforeReplace: false with a live rollout ended in a conflict that did not name the option")]
    public async Task Create_ReplacementBeforeTheDeletion_NamesTheOptionThatKeptTheOldOne()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = With("label", "again");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => fixture.CreateAsync(wanted, process: fixture.NewProcess(Fixture.Compared(old, Fixture.Inputs(), wanted))));

        Assert.That(refused!.Message, Does.Contain("deleteBeforeReplace: false").And.Contain("retainOnDelete"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Rename_AfterARefresh_ContinuesUnderTheNewName(bool isPaused)
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = isPaused ? BatchPause.FirstBatch : BatchPause.Automatic } });
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var next = fixture.NewProcess();

        await fixture.ReadAsync(old.Id, inputs, old.Outputs, next);
        var renamed = (await fixture.CreateAsync(inputs, process: next, urn: OtherUrn)).MustBeDone();
        await fixture.DeleteAsync(old, process: next, inputs: inputs);

        Assert.That((renamed.Id, renamed.Outputs.Adopted), Is.EqualTo((old.Id, false)), "as the old entry held it");
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo((isPaused ? "AUTO_PAUSE" : "SUCCESSFUL", "Start")));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Bug("a trigger that was changed together with a rename was stored as done")]
    public async Task Delete_OfTheOldNameOfARename_FailsWhereATriggerChangedToo(bool triggerChanged)
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = triggerChanged ? With("label", "again") : Fixture.Inputs();
        var next = fixture.NewProcess();
        (await fixture.CreateAsync(wanted, process: next, urn: OtherUrn)).MustBeIncomplete();

        if (triggerChanged)
        {
            var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(old, process: next));
            Assert.That(refused!.Message, Does.Contain("the changed trigger has started no rollout").And.Contain("alias"));
        }
        else
        {
            await fixture.DeleteAsync(old, process: next);
        }

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
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
            Assert.That(refused!.Message, Does.Contain("resource \"rollout\"").And.Contain("onConflict to Wait"));
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
    public async Task TakeOver_OfAnActivityOlderThanTheConfiguration_IsAPartialSuccess()
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
    public async Task Create_TriedAgainByTheSameProcess_NeverStartsAnother()
    {
        await using var fixture = await Fixture.OpenAsync();
        var late = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromSeconds(60)))).MustBeIncomplete();
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10)); // meanwhile it has succeeded in the cloud

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(late.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_LaunchConfigurationChangedSinceTheOtherStarted_IsAConflict()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        fixture.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        SetImage(fixture, "img-00000002");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess()));

        Assert.That(refused!.Message, Does.Contain("holds scaling group"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("a change of a tag alone made a replacement forget the run that was killed after its start")]
    public async Task Create_OnlyATagChangedSinceTheLostStart_AdoptsItByTheStoredItems()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var killed = fixture.NewProcess(CheckedTwice(old, inputs, inputs));
        var lost = await fixture.CreateAsync(inputs, process: killed);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        SetImage(fixture, "img-00000002"); // raises version and time, and changes nothing

        var found = (await fixture.CreateAsync(inputs, process: fixture.NewProcess(CheckedTwice(old, inputs, inputs)))).MustBeIncomplete();

        Assert.That(found.Id, Is.EqualTo(lost.Id));
        Assert.That(found.Outputs.IsIndeterminate, Is.True, "the items may have changed and changed back");
        Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("an image that went forth and back proved a rollout that had brought the other image")]
    public async Task Create_ItemsChangedAndChangedBackSinceTheStoredOnes_ProveNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var other = OfImage(fixture, "img-00000003");
        var killed = fixture.NewProcess(Fixture.Compared(old, inputs, other));
        await fixture.DeleteAsync(old, process: killed, inputs: inputs);
        await fixture.CreateAsync(other, process: killed);
        SetImage(fixture, "img-00000002");
        var ledger = Fixture.Compared(old, inputs, inputs);
        ledger.Check(Fixture.Urn, null, null, inputs.ToMap());

        var found = (await fixture.CreateAsync(inputs, process: fixture.NewProcess(ledger))).MustBeIncomplete();

        Assert.That(found.Outputs.IsIndeterminate, Is.True, "every instance runs the other image");
    }

    [Test]
    [Bug("a replacement that an option makes of an update kept the old rollout and said replaced")]
    public async Task Create_ReplacementOfWhatDiffCalledAnUpdate_KeepsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var wanted = Fixture.Inputs() with { ResumeMode = ResumeMode.Continue };
        var ledger = Fixture.Compared(old, Fixture.Inputs(), wanted);
        ledger.Check(Fixture.Urn, null, null, wanted.ToMap());

        var done = (await fixture.CreateAsync(wanted, process: fixture.NewProcess(ledger))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
    }

    [Test]
    [Bug("a rollout that was taken over at a pause ended as if its trigger had been rolled")]
    public async Task Update_OfATakenOverRolloutOlderThanTheConfiguration_IsAPartialSuccess()
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

    /// <summary>What the engine asks where an option replaces the resource and Diff is not: two checks and no diff.</summary>
    private static OperationLedger CheckedTwice(OperationResult old, RefreshInputs oldInputs, RefreshInputs wanted)
    {
        var ledger = new OperationLedger();
        ledger.Check(Fixture.Urn, oldInputs, old.Outputs, wanted.ToMap());
        ledger.Check(Fixture.Urn, null, null, wanted.ToMap());
        return ledger;
    }

    private static RefreshInputs With(string trigger, string value)
        => Fixture.Inputs(change: inputs => inputs with { Triggers = ImmutableSortedDictionary<string, string>.Empty.Add(trigger, value) });

    /// <summary>Inputs whose one trigger is computed from the launch configuration, which has that image for a minute.</summary>
    private static RefreshInputs OfImage(Fixture fixture, string image)
    {
        SetImage(fixture, image);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        return With("imageId", image);
    }

    private static void SetImage(Fixture fixture, string image)
        => fixture.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"{{image}}"}""");
}
