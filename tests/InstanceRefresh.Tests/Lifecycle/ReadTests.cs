using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class ReadTests
{
    [Test]
    public async Task Read_Succeeded_IsFoundAsStored()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var read = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs);

        Assert.That(read.Outputs, Is.EqualTo(done.Outputs));
        Assert.That(read.Inputs, Is.EqualTo(Fixture.Inputs()));
    }

    [Test]
    public async Task Read_FailedBatch_IsUnhealthySoThatTheRetrySurvives()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        var read = (ReadResult.Unhealthy)await fixture.ReadAsync(failed.Id, Fixture.Inputs(), failed.Outputs);

        Assert.That(read.Reasons[0], Does.Contain("batch 2 of 3 failed"));
        Assert.That(read.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
    }

    [Test]
    public async Task Read_Drift_ShowsWhatBecameOfIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        var read = (ReadResult.Found)await fixture.ReadAsync(running.Id, Fixture.Inputs(), running.Outputs);

        Assert.That(read.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Read_RolledBackByHandSince_IsUnhealthyAndNamesTheRollback()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.RollBackByHand(done.Outputs.RefreshActivityId);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        var read = (ReadResult.Unhealthy)await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs);

        Assert.That((read.Outputs.Outcome, read.Outputs.ActivityType), Is.EqualTo((RefreshOutcome.RolledBack, "ROLLBACK")));
        Assert.That(read.Outputs.RollbackActivityId, Is.Not.Null);
    }

    [Test]
    [Bug("fleet refreshed again after the history aged out")]
    public async Task Read_AgedOut_KeepsWhatIsStored()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Cloud.ForgetActivity(done.Outputs.RefreshActivityId);

        var read = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs);

        Assert.That(read.Outputs, Is.EqualTo(done.Outputs));
    }

    [Test]
    public async Task Read_GroupGone_DropsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Cloud.DropGroup(Fixture.Group);

        Assert.That(await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs), Is.InstanceOf<ReadResult.NotFound>(), "although the service still lists the activity");
    }

    [Test]
    [Bug("one answer without the group dropped a rollout that was listed as alive, and nobody held it any more")]
    public async Task Read_GroupGoneWhileTheRolloutIsListedAsAlive_DropsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Faults.Add(Fault.OfAction("DescribeAutoScalingGroups", FaultKind.EmptySet));

        await Assert.ThrowsAsync<NothingSeenException>(() => fixture.ReadAsync(failed.Id, Fixture.Inputs(), failed.Outputs));
    }

    [Test]
    [Bug("a wrong region or account dropped the resource")]
    public async Task Read_NothingSeenAtAll_NamesRegionAndAccountAndDropsNothing()
    {
        await using var fixture = await Fixture.OpenAsync(6, options => options with { Fleet = new Seed() });
        var stored = Sample.Outputs(Sample.Activity(ActivityStatus.Running, "RR", "WW"));
        string id = $"{Fixture.Group}/{stored.RefreshActivityId}";

        var unsure = await Assert.ThrowsAsync<NothingSeenException>(() => fixture.ReadAsync(id, Fixture.Inputs(), stored));
        Assert.That(
            () => fixture.Lifecycle.DeleteAsync(Fixture.Urn, ActivityId.Parse(id), Fixture.Inputs(), stored, fixture.Context()).Soon(),
            Throws.InstanceOf<DeletionIncompleteException>().With.Message.Contains("region ap-guangzhou"), "it may live where nobody has looked");

        Assert.That(unsure!.Message, Does.Contain(Fixture.Group).And.Contain("region ap-guangzhou").And.Contain("account"));
    }

    [Test]
    public async Task Read_GroupGoneWithItsActivities_DropsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Cloud.DropGroup(Fixture.Group);
        fixture.Service.Cloud.ForgetActivity(done.Outputs.RefreshActivityId);

        Assert.That(await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs), Is.InstanceOf<ReadResult.NotFound>(), "the launch configuration is still seen");
    }

    [Test]
    public async Task Import_OfNothing_IsGone()
    {
        await using var fixture = await Fixture.OpenAsync();

        Assert.That(await fixture.ReadAsync($"{Fixture.Group}/asr-00000000", null, null), Is.InstanceOf<ReadResult.NotFound>());
    }

    [Test]
    public async Task Import_ActivityOfAnotherGroup_IsGone()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        Assert.That(await fixture.ReadAsync($"asg-00000000/{done.Outputs.RefreshActivityId}", null, null), Is.InstanceOf<ReadResult.NotFound>());
    }

    [TestCase(ActivityStatus.Init)]
    [TestCase(ActivityStatus.Running)]
    [TestCase(ActivityStatus.AutoPause)]
    [TestCase(ActivityStatus.ManualPause)]
    [TestCase(ActivityStatus.FailedPause)]
    [TestCase(ActivityStatus.Successful)]
    [TestCase(ActivityStatus.Cancelled)]
    [TestCase(ActivityStatus.Failed)]
    public async Task Import_ActivityInAnyState_YieldsInputsWithoutADifference(string status)
    {
        await using var fixture = await Fixture.OpenAsync(6, options => options with
        {
            Fleet = Seed.WithGroup(Fixture.Group, 6).WithRollout(Fixture.Group, Simulator.Model.WireNames.Parse<Simulator.Model.ActivityStatus>(status)!.Value),
            AdvancePerDescribe = null,
        });
        string id = $"{Fixture.Group}/{fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id}";

        var (inputs, outputs) = await fixture.ReadAsync(id, null, null) switch
        {
            ReadResult.Found found => (found.Inputs, found.Outputs),
            ReadResult.Unhealthy unhealthy => (unhealthy.Inputs, unhealthy.Outputs),
            _ => throw new AssertionException("was not found"),
        };
        var check = InputsCheck.Check(inputs.ToMap());
        var diff = RefreshDiff.Between(inputs, outputs, check.Inputs, justImported: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outputs.Status, Is.EqualTo(status));
            Assert.That(check.Failures, Is.Empty);
            Assert.That(diff.Details, Is.Empty, string.Join(", ", diff.Details));
            Assert.That(inputs.Settings.BatchNumber, Is.EqualTo(3));
            Assert.That(RefreshOutputs.From(outputs.ToMap(inputs.ToMap())), Is.EqualTo(outputs), "with the mark of an import");
            Assert.That(outputs.IsImported, Is.True);
            Assert.That(outputs.LaunchConfigurationId, Is.EqualTo("asc-3k9d2m7q"));
        }
    }

    [Test]
    public async Task Import_EverySetting_IsReadBack()
    {
        await using var fixture = await Fixture.OpenAsync();
        var started = Fixture.Inputs(2, inputs => inputs with
        {
            WaitFor = WaitTarget.Started,
            Settings = new RolloutSettings { BatchNumber = 2, BatchPause = BatchPause.FirstBatch, MaxSurge = 1, FailProcess = FailProcess.AutoCancel, CheckHealth = true, HealthTimeoutSeconds = 90 },
        });
        var running = await fixture.CreateAsync(started);

        var read = (ReadResult.Found)await fixture.ReadAsync(running.Id, null, null);

        Assert.That(read.Inputs.Settings, Is.EqualTo(started.Settings));
        Assert.That(read.Inputs.Triggers, Is.Empty);
    }

    [Test]
    public async Task Import_ARollback_StandsForItself()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        var back = await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack });

        var read = (ReadResult.Found)await fixture.ReadAsync($"{Fixture.Group}/{back.Outputs.RollbackActivityId}", null, null);

        Assert.That((read.Inputs.DesiredState, read.Outputs.Outcome), Is.EqualTo((DesiredState.RolledBack, RefreshOutcome.RolledBack)));
        Assert.That(RefreshDiff.Between(read.Inputs, read.Outputs, read.Inputs.ToMap()).Changes, Is.False);
    }

    [Test]
    public async Task Import_PausedAndCompletedDesired_IsResumed()
    {
        await using var fixture = await Fixture.OpenAsync();
        var paused = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }));
        var read = (ReadResult.Found)await fixture.ReadAsync(paused.Id, null, null);

        var done = await fixture.Lifecycle.UpdateAsync(
            Fixture.Urn, ActivityId.Parse(read.Id), read.Inputs, read.Outputs, read.Inputs with { DesiredState = DesiredState.Completed }, fixture.Context());

        Assert.That(done.MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Read_ServiceRefuses_Throws()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.UnauthorizedOperation"));

        await Assert.ThrowsAsync<CloudServiceException>(() => fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs));
    }
}
