using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Creates that find an activity on the group: their own that nobody noted, the one of the state, or somebody else's. None starts twice, and none says
/// success for what was not rolled.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdoptionTests
{
    private const string OtherUrn = Stage.Urn + "2";

    [Test]
    [Bug("a forced replacement, or the first up of another stack, took an old rollout for its own and said success")]
    public async Task Create_SuccessOfTheLastDayWithTheseSettings_IsInDoubtOnceAndAcceptedByTheNextUp()
    {
        await using var stage = await Stage.OpenAsync();
        var earlier = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var next = stage.NewProcess();

        var preview = await stage.PreviewAsync(Stage.Inputs(), process: next);
        var doubt = (await stage.CreateAsync(Stage.Inputs(), process: next)).MustBeIncomplete();
        var diff = new OperationLedger().Diff(
            Stage.Urn, ActivityId.Parse(doubt.Id), Stage.Inputs(), doubt.Outputs, Stage.Inputs().ToMap());
        var accepted = (await stage.UpdateAsync(doubt, Stage.Inputs(), process: stage.NewProcess())).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Warnings[0], Does.StartWith("This update will end with an error").And.Contain("accepts it"));
            Assert.That((doubt.Id, doubt.Outputs.InDoubt, doubt.Outputs.Outcome), Is.EqualTo((earlier.Id, true, RefreshOutcome.AwaitingApproval)));
            Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((true, false)), "never silent");
            Assert.That((accepted.Outputs.InDoubt, accepted.Outputs.Adopted, accepted.Outputs.Outcome), Is.EqualTo((false, false, RefreshOutcome.Succeeded)));
            Assert.That(stage.Writes, Is.EqualTo("Start"));
        }
    }

    [Test]
    public async Task Create_SuccessThatIsProvedByComputedTriggers_IsAdoptedAsCompleted()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = OfImage(stage, "img-00000002");
        var killed = await stage.CreateAsync(inputs, process: stage.NewProcess());

        var done = (await stage.CreateAsync(inputs, process: stage.NewProcess())).MustBeDone();

        Assert.That((done.Id, done.Outputs.Outcome), Is.EqualTo((killed.Id, RefreshOutcome.Succeeded)));
        Assert.That(stage.Log.Warnings[^1], Does.Contain("adopted as already completed").And.EndWith("change a trigger."));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_ComputedTriggerThatTheConfigurationDoesNotHave_IsInDoubt()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(OfImage(stage, "img-00000002"), process: stage.NewProcess());

        var doubt = (await stage.CreateAsync(With("imageId", "img-00000003"), process: stage.NewProcess())).MustBeIncomplete();

        Assert.That(doubt.Outputs.InDoubt, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_RunKilledAfterItsStart_WatchesItsActivityToTheEnd(bool isProved)
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = isProved ? OfImage(stage, "img-00000002") : Stage.Inputs();
        var lost = await stage.CreateAsync(inputs with { WaitFor = WaitTarget.Started }, process: stage.NewProcess());

        var found = await stage.CreateAsync(inputs, process: stage.NewProcess());

        Assert.That((found.Id, found.Outputs.Status, found.Outputs.InDoubt), Is.EqualTo((lost.Id, "SUCCESSFUL", !isProved)));
        Assert.That(found is OperationResult.Done, Is.EqualTo(isProved));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("a foreign activity that resembled ours was resumed")]
    public async Task Create_AdoptedActivityThatFailed_IsTouchedOnlyOnceCodeClaimsIt()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());

        var watched = (await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { FailureRetries = 2 }), process: stage.NewProcess())).MustBeIncomplete();
        var again = (await stage.UpdateAsync(watched, Stage.Inputs(), process: stage.NewProcess())).MustBeIncomplete();
        Assert.That((again.Outputs.Adopted, stage.Writes), Is.EqualTo((true, "Start")), "it may be somebody else's");
        var claimed = Stage.Inputs(change: inputs => inputs with { OnConflict = ConflictPolicy.Adopt });
        var done = (await stage.UpdateAsync(again, claimed, oldInputs: Stage.Inputs(), process: stage.NewProcess())).MustBeDone();

        Assert.That((done.Outputs.Adopted, done.Outputs.Outcome), Is.EqualTo((false, RefreshOutcome.Succeeded)));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume"));
    }

    [Test]
    [Bug("a second stack on the group resumed the first one's canary past its approval, and its destroy cancelled it")]
    public async Task Create_PausedCanaryOfAnotherStack_IsWatchedAndNeverWrittenTo()
    {
        await using var stage = await Stage.OpenAsync();
        var canary = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await stage.CreateAsync(canary, process: stage.NewProcess());

        var found = (await stage.CreateAsync(canary, process: stage.NewProcess())).MustBeDone();
        var diff = RefreshDiff.Between(canary, found.Outputs, canary.ToMap());
        var up = (await stage.UpdateAsync(found, canary, process: stage.NewProcess())).MustBeDone();
        await stage.DeleteAsync(up, process: stage.NewProcess(), inputs: canary);

        Assert.That((found.Outputs.Adopted, found.Outputs.Outcome), Is.EqualTo((true, RefreshOutcome.AwaitingApproval)));
        Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((true, false)), "its owner moves it on, which only a look can tell");
        Assert.That((stage.StatusOf(), stage.Writes), Is.EqualTo(("AUTO_PAUSE", "Start")));
        Assert.That(stage.Log.Warnings[^1], Does.Contain("it is not ended, only this entry is deleted"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Update_AdoptedPauseThatALaterChangeClaims_GoesOn(bool byApproval)
    {
        await using var stage = await Stage.OpenAsync();
        var canary = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await stage.CreateAsync(canary, process: stage.NewProcess());
        var found = await stage.CreateAsync(canary, process: stage.NewProcess());
        var change = byApproval ? canary with { ApprovedThroughBatch = 1 } : canary with { DesiredState = DesiredState.Cancelled };

        var claimed = (await stage.UpdateAsync(found, change, oldInputs: canary, process: stage.NewProcess())).MustBeDone();

        Assert.That(claimed.Outputs.Adopted, Is.False);
        Assert.That(stage.Writes, Is.EqualTo(byApproval ? "Start Resume" : "Start Cancel"));
    }

    [Test]
    public async Task Create_OnConflictWait_WaitsForTheFoundOneAndRefusesWhereItIsPaused()
    {
        await using var stage = await Stage.OpenAsync();
        var canary = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        await stage.CreateAsync(canary, process: stage.NewProcess());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => stage.CreateAsync(canary with { OnConflict = ConflictPolicy.Wait }, process: stage.NewProcess()));

        Assert.That(refused!.Message, Does.Contain("waiting might never end"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [TestCase("another setting")]
    [TestCase("another configuration")]
    [TestCase("a day")]
    [TestCase("deleted first")]
    [TestCase("replaced")]
    [TestCase("undone")]
    public async Task Create_AfterASuccessThatIsNotThisOne_StartsAnother(string since)
    {
        await using var stage = await Stage.OpenAsync();
        var first = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var next = stage.NewProcess();
        var wanted = Stage.Inputs(since == "another setting" ? 2 : 3);
        switch (since)
        {
            case "another configuration":
                SetImage(stage, "img-00000002");
                break;
            case "a day":
                stage.Service.Cloud.Advance(TimeSpan.FromHours(24));
                break;
            case "deleted first":
                await stage.DeleteAsync(first, process: next);
                break;
            case "replaced":
                wanted = With("label", "again");
                var ledger = Stage.Compared(first, Stage.Inputs(), wanted);
                next = stage.NewProcess(ledger);
                await stage.DeleteAsync(first, process: next);
                break;
            case "undone":
                stage.RollBackByHand(first.Outputs.RefreshActivityId);
                stage.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
                break;
            default:
                break;
        }

        var second = (await stage.CreateAsync(wanted, process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task Create_CancelledInTheLastDay_IsInDoubtOnceAndReplacedByTheNextUp()
    {
        await using var stage = await Stage.OpenAsync();
        var started = await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: stage.NewProcess());
        await stage.DeleteAsync(started, process: stage.NewProcess());

        var doubt = (await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess())).MustBeIncomplete();
        var diff = RefreshDiff.Between(Stage.Inputs(), doubt.Outputs, Stage.Inputs().ToMap());

        Assert.That((doubt.Outputs.Status, doubt.Outputs.InDoubt, doubt.Outputs.Outcome), Is.EqualTo(("CANCELLED", true, RefreshOutcome.AwaitingApproval)));
        Assert.That(doubt.Reasons[^1], Does.Contain("run `pulumi up` again to start a new rollout"));
        Assert.That(diff.Replaces, Is.True);
    }

    /// <summary>The engine asks for a diff also where an earlier run has deleted the old one and went no further.</summary>
    [TestCase(WaitTarget.Completed)]
    [TestCase(WaitTarget.Started)]
    [Bug("a replacement whose run was killed after its start was started again")]
    public async Task Create_OfAReplacementThatWasStartedAndNotNoted_AdoptsTheNewerOne(WaitTarget killedWhen)
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = With("label", "again");
        var killed = stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted));
        await stage.DeleteAsync(old, process: killed);
        var lost = await stage.CreateAsync(wanted with { WaitFor = killedWhen }, process: killed);
        var next = stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted));

        var preview = await stage.PreviewAsync(wanted, process: next);
        var found = (await stage.CreateAsync(wanted, process: next)).MustBeIncomplete();

        Assert.That(preview.Lines[0], Does.StartWith("If an earlier run began this replacement and was interrupted: ").And.Contain(lost.Outputs.RefreshActivityId));
        Assert.That(preview.Lines[1], Does.StartWith("Rollout on scaling group"), "or else");
        Assert.That((found.Id, found.Outputs.InDoubt), Is.EqualTo((lost.Id, true)), "a label is no evidence");
        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("a replacement interrupted between deletion and start was never started, since the old rollout looked like a lost one")]
    public async Task Create_OfAReplacementThatWasNotStarted_StartsIt()
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        await stage.DeleteAsync(old, process: stage.NewProcess());
        var wanted = With("label", "again");

        var done = (await stage.CreateAsync(wanted, process: stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted)))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    public async Task Create_OfAReplacementThatWasTakenBack_KeepsTheOldRollout()
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        await stage.DeleteAsync(old, process: stage.NewProcess());
        // The image went forth and back, so the configuration is newer than the rollout, and as it was.
        SetImage(stage, "img-00000002");
        var ledger = Stage.Compared(old, Stage.Inputs(), Stage.Inputs());
        ledger.Check(Stage.Urn, null, null, Stage.Inputs().ToMap());
        var next = stage.NewProcess(ledger);

        var preview = await stage.PreviewAsync(Stage.Inputs(), process: next);
        var done = (await stage.CreateAsync(Stage.Inputs(), process: next)).MustBeDone();

        Assert.That(preview.Lines[0], Does.EndWith("It is kept; nothing is started."));
        Assert.That(done.Outputs, Is.EqualTo(old.Outputs), "with the version that it brought in");
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [TestCase(WaitTarget.Completed)]
    [TestCase(WaitTarget.Started)]
    [Bug("somebody's refresh of equal settings was taken for the rollout that a changed trigger asks for")]
    public async Task Create_InTheRunThatDeletedTheOldOne_AdoptsNobodyElses(WaitTarget theirs)
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        await stage.CreateAsync(Stage.Inputs(2) with { WaitFor = theirs }, process: stage.NewProcess());
        var wanted = With("label", "again") with { Settings = new RolloutSettings { BatchNumber = 2 } };
        var replacing = stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted));
        await stage.DeleteAsync(old, process: replacing);

        if (theirs == WaitTarget.Completed)
        {
            (await stage.CreateAsync(wanted, process: replacing)).MustBeDone();
            Assert.That(stage.Writes, Is.EqualTo("Start Start Start"));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.CreateAsync(wanted, process: replacing));
            Assert.That(refused!.Message, Does.Contain("holds scaling group"));
            Assert.That(stage.Writes, Is.EqualTo("Start Start"));
        }
    }

    [Test]
    [Bug("an up that resumed a rollout then cancelled it, since the state held its activity twice")]
    public async Task Delete_OfATwinOfWhatTheProgramGoesOnWith_DropsOnlyTheEntry()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var next = stage.NewProcess(Stage.Compared(failed, Stage.Inputs(), Stage.Inputs()));

        var resumed = await stage.UpdateAsync(failed, Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), oldInputs: Stage.Inputs(), process: next);
        await stage.DeleteAsync(failed, process: next);

        Assert.That((resumed.Outputs.Status, stage.StatusOf()), Is.EqualTo(("RUNNING", "RUNNING")));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume"));
        Assert.That(stage.Log.Infos[^1], Does.EndWith("only this entry is deleted."));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Destroy_OfADoubledId_EndsTheActivityOnce(bool refreshed)
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });
        var running = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var next = stage.NewProcess();
        if (refreshed)
        {
            await stage.ReadAsync(running.Id, inputs, running.Outputs, next);
            await stage.ReadAsync(running.Id, inputs, running.Outputs, next);
        }

        await Task.WhenAll(stage.DeleteAsync(running, process: next, inputs: inputs), stage.DeleteAsync(running, process: next, inputs: inputs)).Soon();

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"));
        Assert.That(stage.Writes.Split(' ').Count(write => write == "Cancel"), Is.EqualTo(1));
    }

    [Test]
    [Bug("up --replace after a success started nothing, stored the trigger as done and said replaced")]
    public async Task Delete_AfterTheCreateOfAForcedReplacementAdoptedTheSameActivity_Fails()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = OfImage(stage, "img-00000002");
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var ledger = new OperationLedger();
        ledger.Check(Stage.Urn, null, null, inputs.ToMap());
        var forced = stage.NewProcess(ledger);

        var preview = await stage.PreviewAsync(inputs, process: forced);
        var adopted = await stage.CreateAsync(inputs, process: forced);
        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.DeleteAsync(old, process: forced, inputs: inputs));
        // Both entries are kept; the next run is clean.
        var next = stage.NewProcess(Stage.Compared(adopted, inputs, inputs));
        await stage.DeleteAsync(old, process: next, inputs: inputs);

        Assert.That(preview.Warnings.Single(), Does.StartWith("If this is a replacement that you force"));
        Assert.That(refused!.Message, Does.Contain("no new rollout was started").And.Contain("deleteBeforeReplace"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("up --replace with onConflict Adopt took the living rollout over again, rolled nothing and said replaced")]
    public async Task Delete_AfterTheCreateOfAForcedReplacementTookTheSameActivityOver_Fails()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Stage.Inputs(change: inputs => inputs with
        {
            OnConflict = ConflictPolicy.Adopt,
            Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
        });
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var forced = stage.NewProcess();

        var preview = await stage.PreviewAsync(inputs, process: forced);
        var again = await stage.CreateAsync(inputs, process: forced);
        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.DeleteAsync(old, process: forced, inputs: inputs));

        Assert.That(preview.Warnings[^1], Does.StartWith("If this is a replacement that you force"));
        Assert.That(again.Id, Is.EqualTo(old.Id));
        Assert.That(refused!.Message, Does.Contain("no new rollout was started").And.Contain("deleteBeforeReplace"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_ReplacementWithoutADiff_EndsTheLivingPredecessorIfTheNewOneCanStart(bool canStart)
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = canStart ? Stage.Inputs() : Stage.Inputs(batches: 50);
        var next = stage.NewProcess(CheckedTwice(old, Stage.Inputs(), wanted));

        if (canStart)
        {
            (await stage.CreateAsync(wanted, process: next)).MustBeDone();
            Assert.That(stage.Writes, Is.EqualTo("Start Cancel Start"));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.CreateAsync(wanted, process: next));
            Assert.That(refused!.Message, Does.Contain("was not ended").And.Contain("50 batches"));
            Assert.That((stage.StatusOf(), stage.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
        }
    }

    [Test]
    [Bug("an option that replaces without a diff found the old success and started nothing")]
    public async Task Create_ReplacementWithoutADiff_NeverAdoptsItsPredecessor()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = OfImage(stage, "img-00000002");
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());

        var done = (await stage.CreateAsync(inputs, process: stage.NewProcess(CheckedTwice(old, inputs, inputs)))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
    }

    [Test]
    [Bug("a replacement ended the old rollout although the new one could not start")]
    public async Task Delete_ThatMakesRoomForARolloutThatCannotStart_EndsNothing()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = With("label", "again") with { Settings = new RolloutSettings { BatchNumber = 50 } };

        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(
            () => stage.DeleteAsync(old, process: stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted))));

        Assert.That(refused!.Message, Does.Contain("was not ended").And.Contain("50 batches"));
        Assert.That((stage.StatusOf(), stage.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
    }

    [Test]
    [Bug("deleteBeforeReplace: false with a live rollout ended in a conflict that did not name the option")]
    public async Task Create_ReplacementBeforeTheDeletion_NamesTheOptionThatKeptTheOldOne()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = With("label", "again");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => stage.CreateAsync(wanted, process: stage.NewProcess(Stage.Compared(old, Stage.Inputs(), wanted))));

        Assert.That(refused!.Message, Does.Contain("deleteBeforeReplace: false").And.Contain("retainOnDelete"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Rename_AfterARefresh_GoesOnUnderTheNewName(bool isPaused)
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = isPaused ? BatchPause.FirstBatch : BatchPause.Automatic } });
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var next = stage.NewProcess();

        await stage.ReadAsync(old.Id, inputs, old.Outputs, next);
        var renamed = (await stage.CreateAsync(inputs, process: next, urn: OtherUrn)).MustBeDone();
        await stage.DeleteAsync(old, process: next, inputs: inputs);

        Assert.That((renamed.Id, renamed.Outputs.Adopted), Is.EqualTo((old.Id, false)), "as the old entry held it");
        Assert.That((stage.StatusOf(), stage.Writes), Is.EqualTo((isPaused ? "AUTO_PAUSE" : "SUCCESSFUL", "Start")));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Bug("a trigger that was changed together with a rename was stored as done")]
    public async Task Delete_OfTheOldNameOfARename_FailsWhereATriggerChangedToo(bool triggerChanged)
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = triggerChanged ? With("label", "again") : Stage.Inputs();
        var next = stage.NewProcess();
        (await stage.CreateAsync(wanted, process: next, urn: OtherUrn)).MustBeIncomplete();

        if (triggerChanged)
        {
            var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.DeleteAsync(old, process: next));
            Assert.That(refused!.Message, Does.Contain("the changed trigger has rolled nothing").And.Contain("alias"));
        }
        else
        {
            await stage.DeleteAsync(old, process: next);
        }

        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [TestCase(WaitTarget.Started)]
    [TestCase(WaitTarget.Completed)]
    [Bug("the second of two resources on one group adopted the first one's rollout and said success")]
    public async Task Create_SecondResourceOnTheGroup_NeverTakesTheFirstOnesForItsOwn(WaitTarget first)
    {
        await using var stage = await Stage.OpenAsync();
        var process = stage.NewProcess();
        var mine = await stage.CreateAsync(Stage.Inputs() with { WaitFor = first }, process: process);

        if (first == WaitTarget.Started)
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.CreateAsync(With("label", "b"), process: process, urn: OtherUrn));
            Assert.That(refused!.Message, Does.Contain("resource \"rollout\"").And.Contain("onConflict to Wait"));
        }
        else
        {
            var other = (await stage.CreateAsync(With("label", "b"), process: process, urn: OtherUrn)).MustBeDone();
            Assert.That(other.Id, Is.Not.EqualTo(mine.Id));
        }
    }

    [Test]
    public async Task Check_OfTheHolderAfterAnotherResourceHasAdopted_FailsWhereTriggersDiffer()
    {
        await using var stage = await Stage.OpenAsync();
        var mine = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var ledger = new OperationLedger();
        await stage.CreateAsync(With("label", "b"), process: stage.NewProcess(ledger), urn: OtherUrn);

        string? failure = ledger.Check(Stage.Urn, Stage.Inputs(), mine.Outputs, Stage.Inputs().ToMap());

        Assert.That(failure, Does.Contain("has other triggers"));
    }

    [Test]
    public async Task TakeOver_OfAnActivityOlderThanTheConfiguration_IsAPartialSuccess()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: stage.NewProcess());
        stage.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        SetImage(stage, "img-00000002");

        var done = (await stage.CreateAsync(
            With("imageId", "img-00000002") with { OnConflict = ConflictPolicy.Adopt }, process: stage.NewProcess())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Adopted), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        Assert.That(done.Outputs.Deviations, Is.Not.Empty.And.All.Property("Kind").EqualTo(DeviationKind.NotCovered));
    }

    [Test]
    public async Task Create_TriedAgainByTheSameProcess_NeverStartsAnother()
    {
        await using var stage = await Stage.OpenAsync();
        var late = (await stage.CreateAsync(Stage.Inputs(), stage.Context(TimeSpan.FromSeconds(60)))).MustBeIncomplete();
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(10)); // meanwhile it has succeeded in the cloud

        var done = (await stage.CreateAsync(Stage.Inputs())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(late.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_LaunchConfigurationChangedSinceTheOtherStarted_IsAConflict()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: stage.NewProcess());
        stage.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        SetImage(stage, "img-00000002");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess()));

        Assert.That(refused!.Message, Does.Contain("holds scaling group"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("a change of a tag alone made a replacement forget the run that was killed after its start")]
    public async Task Create_OnlyATagChangedSinceTheLostStart_AdoptsItByTheStoredItems()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = OfImage(stage, "img-00000002");
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var killed = stage.NewProcess(CheckedTwice(old, inputs, inputs));
        var lost = await stage.CreateAsync(inputs, process: killed);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        SetImage(stage, "img-00000002"); // raises version and time, and changes nothing

        var found = (await stage.CreateAsync(inputs, process: stage.NewProcess(CheckedTwice(old, inputs, inputs)))).MustBeIncomplete();

        Assert.That(found.Id, Is.EqualTo(lost.Id));
        Assert.That(found.Outputs.InDoubt, Is.True, "the items may have changed and changed back");
        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("an image that went forth and back proved a rollout that had brought the other image")]
    public async Task Create_ItemsChangedAndChangedBackSinceTheStoredOnes_ProveNothing()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = OfImage(stage, "img-00000002");
        var old = await stage.CreateAsync(inputs, process: stage.NewProcess());
        var other = OfImage(stage, "img-00000003");
        var killed = stage.NewProcess(Stage.Compared(old, inputs, other));
        await stage.DeleteAsync(old, process: killed, inputs: inputs);
        await stage.CreateAsync(other, process: killed);
        SetImage(stage, "img-00000002");
        var ledger = Stage.Compared(old, inputs, inputs);
        ledger.Check(Stage.Urn, null, null, inputs.ToMap());

        var found = (await stage.CreateAsync(inputs, process: stage.NewProcess(ledger))).MustBeIncomplete();

        Assert.That(found.Outputs.InDoubt, Is.True, "every instance runs the other image");
    }

    [Test]
    [Bug("a replacement that an option makes of an update kept the old rollout and said replaced")]
    public async Task Create_ReplacementOfWhatDiffCalledAnUpdate_KeepsNothing()
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var wanted = Stage.Inputs() with { ResumeMode = ResumeMode.Continue };
        var ledger = Stage.Compared(old, Stage.Inputs(), wanted);
        ledger.Check(Stage.Urn, null, null, wanted.ToMap());

        var done = (await stage.CreateAsync(wanted, process: stage.NewProcess(ledger))).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
    }

    [Test]
    [Bug("a rollout that was taken over at a pause ended as if its trigger had been rolled")]
    public async Task Update_OfATakenOverRolloutOlderThanTheConfiguration_IsAPartialSuccess()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(
            Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }), process: stage.NewProcess());
        SetImage(stage, "img-00000002");
        var wanted = With("imageId", "img-00000002") with { OnConflict = ConflictPolicy.Adopt };
        var paused = (await stage.CreateAsync(wanted, process: stage.NewProcess())).MustBeDone();

        var done = (await stage.UpdateAsync(paused, wanted, process: stage.NewProcess())).MustBeDone();

        Assert.That((paused.Outputs.Status, done.Outputs.Outcome), Is.EqualTo(("AUTO_PAUSE", RefreshOutcome.PartiallySucceeded)));
        Assert.That(done.Outputs.Deviations, Has.All.Property("Kind").EqualTo(DeviationKind.NotCovered));
    }

    [Test]
    public async Task Update_InDoubtOverWhatAnotherEntryHoldsForOtherTriggers_IsNotAccepted()
    {
        await using var stage = await Stage.OpenAsync();
        var mine = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var doubt = await stage.CreateAsync(With("label", "b"), process: stage.NewProcess(), urn: OtherUrn);
        var ledger = new OperationLedger();
        ledger.Check(OtherUrn, Stage.Inputs(), mine.Outputs, Stage.Inputs().ToMap());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.UpdateAsync(doubt, With("label", "b"), process: stage.NewProcess(ledger)));

        Assert.That(refused!.Message, Does.Contain("have rolled nothing"));
    }

    /// <summary>What the engine asks where an option replaces the resource and Diff is not: two checks and no diff.</summary>
    private static OperationLedger CheckedTwice(OperationResult old, RefreshInputs oldInputs, RefreshInputs wanted)
    {
        var ledger = new OperationLedger();
        ledger.Check(Stage.Urn, oldInputs, old.Outputs, wanted.ToMap());
        ledger.Check(Stage.Urn, null, null, wanted.ToMap());
        return ledger;
    }

    private static RefreshInputs With(string trigger, string value)
        => Stage.Inputs(change: inputs => inputs with { Triggers = ImmutableSortedDictionary<string, string>.Empty.Add(trigger, value) });

    /// <summary>Inputs whose one trigger is computed from the launch configuration, which has that image for a minute.</summary>
    private static RefreshInputs OfImage(Stage stage, string image)
    {
        SetImage(stage, image);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        return With("imageId", image);
    }

    private static void SetImage(Stage stage, string image)
        => stage.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"{{image}}"}""");
}
