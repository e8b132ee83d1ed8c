using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Deletions that fail, and what the same operation and the next one make of it.</summary>
public sealed class FailedDeletionTests
{
    private static readonly RefreshInputs Held = Fixture.Inputs(change: inputs => inputs with
    {
        ApprovedThroughBatch = 0,
        Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
    });

    [Test]
    [Bug("a deletion that failed left its activity marked as deleted, so that the rest of the operation took it for somebody else's")]
    public async Task Delete_ThatMakesRoomForARolloutThatCannotStart_LeavesTheEntryInTheLedger()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Held, process: fixture.NewProcess());
        var ledger = Fixture.Compared(old, Held, Again(Held) with { MinHealthyPercent = 100 });
        var before = ledger.Now;

        await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(old, process: fixture.NewProcess(ledger), inputs: Held));

        Assert.That(ledger.Now.Deleted, Is.Empty);
        Assert.That(ledger.Now.Entries, Is.EqualTo(before.Entries));
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("AUTO_PAUSE", "Start")));
    }

    [Test]
    [Bug("with two entries of one URN, a refresh and a changed trigger, the old rollout was not ended, and the next update named options that nobody had set")]
    public async Task Delete_OfAReplacedEntryWhoseOldHalfWasRead_EndsTheRollout()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Held, process: fixture.NewProcess());
        var wanted = Again(Held);
        var ledger = new OperationLedger();
        var next = fixture.NewProcess(ledger);

        // The state holds the rollout twice under its URN, once marked for deletion: a refresh reads both.
        for (int entry = 0; entry < 2; entry++)
        {
            var read = (ReadResult.Found)await fixture.ReadAsync(old.Id, Held, old.Outputs, next);
            ledger.Diff(Fixture.Urn, ActivityId.Parse(old.Id), Held, read.Outputs, Held.ToMap());
        }

        Fixture.Compared(old, Held, wanted, ledger);
        await fixture.DeleteAsync(old, process: next, inputs: Held);
        var made = (await fixture.CreateAsync(wanted, process: next)).MustBeDone();
        await fixture.DeleteAsync(old, process: next, inputs: Held);

        Assert.That(made.Id, Is.Not.EqualTo(old.Id));
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("AUTO_PAUSE", "Start Cancel Start")));
    }

    [Test]
    [Bug("after a forced replacement of a living rollout the advice was to change a trigger, which then met a conflict: the rollout has to be claimed first")]
    public async Task Delete_AfterAForcedReplacementOfALivingRollout_AdvisesWhatThenWorks()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Held, process: fixture.NewProcess());
        var forced = new OperationLedger();
        forced.Check(Fixture.Urn, null, null, Held.ToMap());
        var process = fixture.NewProcess(forced);
        var adopted = await fixture.CreateAsync(Held, process: process);
        var refused = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(old, process: process, inputs: Held));
        Assert.That(refused!.Message, Does.Contain("set onConflict to Adopt").And.Contain("then change a trigger"));

        // `up` with onConflict Adopt; the old half, marked for deletion, goes.
        var claiming = Held with { OnConflict = ConflictPolicy.Adopt };
        var second = fixture.NewProcess(Fixture.Compared(adopted, Held, claiming));
        var claimed = (await fixture.UpdateAsync(adopted, claiming, oldInputs: Held, process: second)).MustBeDone();
        await fixture.DeleteAsync(old, process: second, inputs: Held);

        // `up` with a changed trigger.
        var wanted = Again(claiming);
        var third = fixture.NewProcess(Fixture.Compared(claimed, claiming, wanted));
        await fixture.DeleteAsync(claimed, process: third, inputs: claiming);
        var made = (await fixture.CreateAsync(wanted, process: third)).MustBeDone();

        Assert.That((adopted.Id, adopted.Outputs.Adopted, claimed.Outputs.Adopted), Is.EqualTo((old.Id, true, false)));
        Assert.That(made.Id, Is.Not.EqualTo(old.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start Cancel Start"));
    }

    private static RefreshInputs Again(RefreshInputs inputs) => inputs with { Triggers = inputs.Triggers.Add("label", "again") };
}
