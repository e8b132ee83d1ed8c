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
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());

        var read = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs);

        Assert.That(read.Outputs, Is.EqualTo(done.Outputs));
        Assert.That(read.Inputs, Is.EqualTo(Stage.Inputs()));
    }

    [Test]
    public async Task Read_FailedBatch_IsUnhealthySoThatTheRetrySurvives()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());

        var read = (ReadResult.Unhealthy)await stage.ReadAsync(failed.Id, Stage.Inputs(), failed.Outputs);

        Assert.That(read.Reasons[0], Does.Contain("batch 2 of 3 failed"));
        Assert.That(read.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
    }

    [Test]
    public async Task Read_Drift_ShowsWhatBecameOfIt()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        var read = (ReadResult.Found)await stage.ReadAsync(running.Id, Stage.Inputs(), running.Outputs);

        Assert.That(read.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Read_RolledBackByHandSince_IsUnhealthyAndNamesTheRollback()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.RollBackByHand(done.Outputs.RefreshActivityId);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        var read = (ReadResult.Unhealthy)await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs);

        Assert.That((read.Outputs.Outcome, read.Outputs.ActivityType), Is.EqualTo((RefreshOutcome.RolledBack, "ROLLBACK")));
        Assert.That(read.Outputs.RollbackActivityId, Is.Not.Null);
    }

    [Test]
    [Bug("fleet refreshed again after the history aged out")]
    public async Task Read_AgedOut_KeepsWhatIsStored()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Cloud.ForgetActivity(done.Outputs.RefreshActivityId);

        var read = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs);

        Assert.That(read.Outputs, Is.EqualTo(done.Outputs));
    }

    [Test]
    public async Task Read_GroupGone_DropsTheResource()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Cloud.DropGroup(Stage.Group);

        Assert.That(await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs), Is.InstanceOf<ReadResult.Gone>(), "although the service still lists the activity");
    }

    [Test]
    [Bug("a wrong region or account dropped the resource")]
    public async Task Read_NothingSeenAtAll_NamesRegionAndAccountAndDropsNothing()
    {
        await using var stage = await Stage.OpenAsync(6, options => options with { Fleet = new Seed() });
        var stored = An.Outputs(An.Activity(ActivityStatus.Running, "RR", "WW"));
        string id = $"{Stage.Group}/{stored.RefreshActivityId}";

        var unsure = await Assert.ThrowsAsync<NothingSeenException>(() => stage.ReadAsync(id, Stage.Inputs(), stored));
        Assert.That(
            () => stage.Lifecycle.DeleteAsync(Stage.Urn, ActivityId.Parse(id), Stage.Inputs(), stored, stage.Context()).Soon(),
            Throws.InstanceOf<DeletionIncompleteException>().With.Message.Contains("region ap-guangzhou"), "it may live where nobody has looked");

        Assert.That(unsure!.Message, Does.Contain(Stage.Group).And.Contain("region ap-guangzhou").And.Contain("account"));
    }

    [Test]
    public async Task Read_GroupGoneWithItsActivities_DropsTheResource()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Cloud.DropGroup(Stage.Group);
        stage.Service.Cloud.ForgetActivity(done.Outputs.RefreshActivityId);

        Assert.That(await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs), Is.InstanceOf<ReadResult.Gone>(), "the launch configuration is still seen");
    }

    [Test]
    public async Task Import_OfNothing_IsGone()
    {
        await using var stage = await Stage.OpenAsync();

        Assert.That(await stage.ReadAsync($"{Stage.Group}/asr-00000000", null, null), Is.InstanceOf<ReadResult.Gone>());
    }

    [Test]
    public async Task Import_ActivityOfAnotherGroup_IsGone()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());

        Assert.That(await stage.ReadAsync($"asg-00000000/{done.Outputs.RefreshActivityId}", null, null), Is.InstanceOf<ReadResult.Gone>());
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
        await using var stage = await Stage.OpenAsync(6, options => options with
        {
            Fleet = Seed.WithGroup(Stage.Group, 6).Staging(Stage.Group, Simulator.Model.WireNames.Parse<Simulator.Model.ActivityStatus>(status)!.Value),
            AdvancePerDescribe = null,
        });
        string id = $"{Stage.Group}/{stage.Service.Cloud.ActivitiesOf(Stage.Group)[0].Id}";

        var (inputs, outputs) = await stage.ReadAsync(id, null, null) switch
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
        await using var stage = await Stage.OpenAsync();
        var started = Stage.Inputs(2, inputs => inputs with
        {
            WaitFor = WaitTarget.Started,
            Settings = new RolloutSettings { BatchNumber = 2, BatchPause = BatchPause.FirstBatch, MaxSurge = 1, FailProcess = FailProcess.AutoCancel, CheckHealth = true, HealthTimeoutSeconds = 90 },
        });
        var running = await stage.CreateAsync(started);

        var read = (ReadResult.Found)await stage.ReadAsync(running.Id, null, null);

        Assert.That(read.Inputs.Settings, Is.EqualTo(started.Settings));
        Assert.That(read.Inputs.Triggers, Is.Empty);
    }

    [Test]
    public async Task Import_ARollback_StandsForItself()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());
        var back = await stage.UpdateAsync(failed, Stage.Inputs() with { DesiredState = DesiredState.RolledBack });

        var read = (ReadResult.Found)await stage.ReadAsync($"{Stage.Group}/{back.Outputs.RollbackActivityId}", null, null);

        Assert.That((read.Inputs.DesiredState, read.Outputs.Outcome), Is.EqualTo((DesiredState.RolledBack, RefreshOutcome.RolledBack)));
        Assert.That(RefreshDiff.Between(read.Inputs, read.Outputs, read.Inputs.ToMap()).Changes, Is.False);
    }

    [Test]
    public async Task Import_PausedAndCompletedDesired_IsResumed()
    {
        await using var stage = await Stage.OpenAsync();
        var paused = await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }));
        var read = (ReadResult.Found)await stage.ReadAsync(paused.Id, null, null);

        var done = await stage.Lifecycle.UpdateAsync(
            Stage.Urn, ActivityId.Parse(read.Id), read.Inputs, read.Outputs, read.Inputs with { DesiredState = DesiredState.Completed }, stage.Context());

        Assert.That(done.MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Read_ServiceRefuses_Throws()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.UnauthorizedOperation"));

        await Assert.ThrowsAsync<CloudServiceException>(() => stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs));
    }
}
