using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle.AdoptionSupport;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>What a replacement makes of the old rollout: it ends it, adopts it or keeps it, and starts the new one once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReplacementTests
{
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
            Assert.That(refused!.Message, Does.Contain(Fixture.Group).And.Contain("onConflict"));
            Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
        }
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

        Assert.That(preview.Warnings.Single(), Does.Contain("deleteBeforeReplace"));
        Assert.That(refused!.Message, Does.Contain("deleteBeforeReplace"));
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

        Assert.That(preview.Warnings[^1], Does.Contain("deleteBeforeReplace"));
        Assert.That(again.Id, Is.EqualTo(old.Id));
        Assert.That(refused!.Message, Does.Contain("deleteBeforeReplace"));
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
            Assert.That(refused!.Message, Does.Contain("maxSurge 50"));
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

        Assert.That(refused!.Message, Does.Contain("maxSurge 50"));
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
            Assert.That(refused!.Message, Does.Contain("alias"));
        }
        else
        {
            await fixture.DeleteAsync(old, process: next);
        }

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
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
}
