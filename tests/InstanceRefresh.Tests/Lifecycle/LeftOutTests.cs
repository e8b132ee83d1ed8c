using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>A success is a statement about the group's machines: what the rollout left out is named, for as long as it is left out.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LeftOutTests
{
    [Test, Bug("after a failed batch and a new image the failed instance stayed in standby on the old one, and the outcome was Succeeded")]
    public async Task Create_FixForwardAfterAFailedBatch_IsPartialAndNamesWhatStaysInStandby()
    {
        await using var stage = await Stage.OpenAsync();
        var (failedId, done) = await FixForwardAsync(stage);

        Assert.That((done.Outputs.Outcome, done.Outputs.TotalInstances), Is.EqualTo((RefreshOutcome.PartiallySucceeded, 5)));
        var deviation = done.Outputs.Deviations.Single();
        Assert.That((deviation.InstanceId, deviation.Kind, deviation.Image, deviation.ExpectedImage), Is.EqualTo((failedId, DeviationKind.LeftBehind, (string?)null, (string?)null)));
        Assert.That(done.Warnings, Has.Some.Contains(failedId).And.Contains("did not select it"));
        Assert.That(stage.Writes, Is.EqualTo("Start Cancel Start"));
    }

    [Test, Bug("what a rollout had left out was told once and never again")]
    public async Task Read_AfterAFixForward_NamesTheInstanceUntilItIsDestroyed()
    {
        await using var stage = await Stage.OpenAsync();
        var (failedId, done) = await FixForwardAsync(stage);
        int warned = stage.Log.Warnings.Count;

        var still = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs);
        Assert.That(still.Outputs, Is.EqualTo(done.Outputs), "nothing has moved");
        Assert.That(stage.Log.Warnings.Skip(warned).Single(), Does.Contain(failedId));

        stage.Service.Cloud.DestroyInstance(failedId);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(5));
        var gone = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), still.Outputs);

        Assert.That(gone.Outputs.Deviations, Is.Empty);
        Assert.That(gone.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.Log.Warnings, Has.Count.EqualTo(warned + 1));
    }

    [Test]
    public async Task Read_AfterALaterRolloutHasReachedTheInstance_NamesItNoMore()
    {
        await using var stage = await Stage.OpenAsync();
        var (failedId, done) = await FixForwardAsync(stage);
        stage.ExitsStandby(failedId);

        var back = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), done.Outputs);
        Assert.That(back.Outputs.Deviations.Single().InstanceId, Is.EqualTo(failedId), "in service, and still on what it had");

        await stage.CreateAsync(Stage.Inputs(2), process: stage.NewProcess());
        var covered = (ReadResult.Found)await stage.ReadAsync(done.Id, Stage.Inputs(), back.Outputs);
        Assert.That(covered.Outputs.Deviations, Is.Empty);
    }

    [TestCase("false")]
    [TestCase("true")]
    [Bug("an instance in standby before the rollout: 3/3 Succeeded")]
    public async Task Create_AnInstanceInStandbyBeforeTheRollout_IsPartialAndNamesIt(string standbyState)
    {
        await using var stage = await Stage.OpenAsync(change: options => options with { Assumed = options.Assumed.With("standbyState", standbyState) });
        stage.EntersStandby(Stage.Instance(2));

        var preview = await stage.PreviewAsync(Stage.Inputs());
        var done = (await stage.CreateAsync(Stage.Inputs())).MustBeDone();

        Assert.That(preview.Lines[0], Does.Contain("5 instances in 3 batches (2, 2, 1)"));
        Assert.That(preview.Warnings.Single(), Does.Contain("in standby"));
        Assert.That((done.Outputs.Outcome, done.Outputs.TotalInstances), Is.EqualTo((RefreshOutcome.PartiallySucceeded, 5)));
        Assert.That(done.Outputs.Deviations.Single(), Has.Property("InstanceId").EqualTo(Stage.Instance(2)).And.Property("Kind").EqualTo(DeviationKind.NotCovered));
        Assert.That(done.Warnings, Has.Some.Contains(Stage.Instance(2)));
    }

    [Test, Bug("an instance in standby made the start be refused for a number of batches that nobody had chosen")]
    public async Task Create_StandbyThatNothingShows_StartsWithFewerBatchesAllTheSame()
    {
        await using var stage = await Stage.OpenAsync(4);
        // At its least size a group wants no fewer for an instance that enters standby.
        stage.Service.Cloud.ChangeGroup(Stage.Group, group => group with { MinSize = 4 });
        stage.EntersStandby(Stage.Instance(1));

        var done = (await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { Settings = new RolloutSettings { MaxUnavailablePercent = 25 } }))).MustBeDone();

        Assert.That((done.Outputs.BatchCount, done.Outputs.Deviations.Single().InstanceId), Is.EqualTo((3, Stage.Instance(1))));
        Assert.That(stage.Writes, Is.EqualTo("Start! Start"));
        Assert.That(stage.Log.Infos, Has.Some.Contains("trying 3 batches instead of 4"));
    }

    [Test]
    public async Task Create_EveryInstanceBroughtThrough_DeviatesInNothing()
    {
        await using var stage = await Stage.OpenAsync();

        var done = (await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { RefreshMode = RefreshMode.Replace }))).MustBeDone();

        Assert.That(done.Outputs.Deviations, Is.Empty);
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [TestCase(RefreshMode.Replace, false)]
    [TestCase(RefreshMode.Reset, true)]
    [Bug("killed after its start, ended well, and the next run started a second time")]
    public async Task Create_KilledAfterItsStartThatEndedWell_StartsNoOther(string mode, bool standby)
    {
        await using var stage = await Stage.OpenAsync();
        if (standby)
            stage.EntersStandby(Stage.Instance(3));
        var inputs = Stage.Inputs(change: inputs => inputs with { RefreshMode = mode });
        var lost = await stage.CreateAsync(inputs with { WaitFor = WaitTarget.Started }, process: stage.NewProcess());
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(20));

        var found = await stage.CreateAsync(inputs, process: stage.NewProcess());

        Assert.That(found.Id, Is.EqualTo(lost.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
        Assert.That(found.Outputs.Deviations.Select(deviation => deviation.InstanceId), Is.EqualTo(standby ? new[] { Stage.Instance(3) } : []));
    }

    [Test, Bug("a group that was still scaling out was refused at once for its number of batches")]
    public async Task Create_GroupStillScalingOut_WaitsBeforeItPlans()
    {
        await using var stage = await Stage.OpenAsync(2);
        stage.Service.Call("ModifyDesiredCapacity", $$"""{"AutoScalingGroupId":"{{Stage.Group}}","DesiredCapacity":6}""");

        var done = (await stage.Clock.RunAsync(stage.CreateAsync(Stage.Inputs(batches: 3)), TimeSpan.FromSeconds(1)).Soon()).MustBeDone();

        Assert.That((done.Outputs.TotalInstances, done.Outputs.BatchCount), Is.EqualTo((6, 3)));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
        Assert.That(stage.Log.Infos[0], Does.StartWith($"Scaling group {Stage.Group} has 2 of 6 instances in service and is busy").And.Contain("at most 10m00s"));
    }

    [Test, Bug("a group at 0 with capacity wanted was refused at once")]
    public async Task Create_GroupAtZeroThatNeverGetsAnInstance_IsRefusedAfterABoundedWait()
    {
        await using var stage = await Stage.OpenAsync(1);
        stage.Service.Cloud.ChangeGroup(Stage.Group, group => group with { Instances = [], DesiredCapacity = 2, MaxSize = 0 });
        stage.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.NoInstanceCanRefresh, times: null));
        var create = stage.CreateAsync(Stage.Inputs());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.Clock.RunAsync(create, TimeSpan.FromSeconds(5)).Soon());

        Assert.That(refused!.Reasons.Single(), Does.Contain("has no instance in service"));
        Assert.That(stage.Log.Infos.Count(line => line.Contains("0 of 2 instances in service", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(stage.Log.Statuses, Is.Not.Empty);
    }

    private static RefreshInputs Rolling(string image) => Stage.Inputs(change: inputs => inputs with { Triggers = inputs.Triggers.Add("image", image) });

    private static async Task<(string FailedId, OperationResult.Done Done)> FixForwardAsync(Stage stage)
    {
        stage.Fails(batch: 1);
        var failed = (await stage.CreateAsync(Stage.Inputs())).MustBeIncomplete();
        var next = stage.NewProcess(Stage.Compared(failed, Stage.Inputs(), Rolling("second")));
        await stage.DeleteAsync(failed, process: next);
        return (failed.Outputs.FailedInstances.Single().InstanceId, (await stage.CreateAsync(Rolling("second"), process: next)).MustBeDone());
    }
}
