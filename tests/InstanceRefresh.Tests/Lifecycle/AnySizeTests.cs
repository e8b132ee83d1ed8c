using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Groups with fewer instances than the settings have batches.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnySizeTests
{
    [Test]
    [Bug("two instances and the stack's default of three batches failed after group and configuration existed")]
    public async Task Create_FewerInstancesThanBatches_UsesAsManyBatchesAndSaysSo()
    {
        await using var fixture = await Fixture.OpenAsync(instances: 2);

        var preview = await fixture.PreviewAsync(Fixture.Inputs(3));
        var done = (await fixture.CreateAsync(Fixture.Inputs(3))).MustBeDone();

        const string Note = "3 batches are asked for and 2 instances are in service: the rollout has 2 batches, since none is empty.";
        Assert.That((done.Outputs.Outcome, done.Outputs.BatchCount, done.Outputs.RefreshedInstances), Is.EqualTo((RefreshOutcome.Succeeded, 2, 2)));
        Assert.That(preview.Lines, Does.Contain(Note));
        Assert.That(preview.Warnings, Is.Empty, "each batch leaves an instance that serves");
        Assert.That(fixture.Log.Infos, Does.Contain(Note));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [TestCase(1, 3, "with its one instance: there is no canary, and no instance takes traffic until it ends.")]
    [TestCase(4, 1, "with all 4 instances: there is no canary, and no instance takes traffic until it ends.")]
    public async Task Preview_EveryInstanceAtOnce_WarnsThatNothingIsTriedFirst(int instances, int batches, string warning)
    {
        await using var fixture = await Fixture.OpenAsync(instances);

        var preview = await fixture.PreviewAsync(Fixture.Inputs(batches));

        Assert.That(preview.Warnings, Is.EqualTo(new[] { $"The rollout of scaling group {Fixture.Group} has one batch, {warning}" }));
        Assert.That((await fixture.CreateAsync(Fixture.Inputs(batches))).MustBeDone().Outputs.BatchCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Preview_EveryInstanceAtOnceWithSurge_SaysWhatTakesTraffic()
    {
        await using var fixture = await Fixture.OpenAsync(instances: 2);

        var preview = await fixture.PreviewAsync(Fixture.Inputs(1, inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 1 } }));

        Assert.That(preview.Warnings.Single(), Does.EndWith("there is no canary, and only the extra instances take traffic until it ends."));
    }

    [Test]
    public async Task Create_TheServiceSelectsFewerThanAreCounted_TakesOneBatchFewer()
    {
        await using var fixture = await Fixture.OpenAsync(instances: 3);
        fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.BatchNumberTooLarge));

        var done = (await fixture.CreateAsync(Fixture.Inputs(5))).MustBeDone();

        Assert.That((done.Outputs.BatchCount, fixture.Writes), Is.EqualTo((2, "Start! Start")));
    }

    [Test]
    public async Task Create_NoInstanceAndNoneOnTheWay_IsUpToDateAndStartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync(instances: 0);

        var done = (await fixture.CreateAsync(Fixture.Inputs(3))).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Status, fixture.Writes), Is.EqualTo((RefreshOutcome.UpToDate, "SKIPPED", "")));
        Assert.That(done.Id, Is.EqualTo($"{Fixture.Group}/none"));
        Assert.That(RefreshDiff.Between(Fixture.Inputs(3), done.Outputs, Fixture.Inputs(3).ToMap()).Changes, Is.False);
    }

    [Test]
    public async Task Create_AfterAKilledOneWithFewerBatches_FindsItsOwnRollout()
    {
        await using var fixture = await Fixture.OpenAsync(instances: 2);
        fixture.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));

        await fixture.CreateAsync(Fixture.Inputs(3));

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
        Assert.That(fixture.Service.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(1));
    }
}
