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
        await using var fixture = await Fixture.OpenAsync();
        var (failedId, done) = await FixForwardAsync(fixture);

        Assert.That((done.Outputs.Outcome, done.Outputs.TotalInstances), Is.EqualTo((RefreshOutcome.PartiallySucceeded, 5)));
        var deviation = done.Outputs.Deviations.Single();
        Assert.That((deviation.InstanceId, deviation.Kind, deviation.Image, deviation.ExpectedImage), Is.EqualTo((failedId, DeviationKind.LeftBehind, Simulator.Fleets.Fleet.DefaultImageId, Simulator.Fleets.Fleet.DefaultImageId)));
        Assert.That(done.Warnings, Has.Some.Contains(failedId));
        Assert.That(fixture.Writes, Is.EqualTo("Start Cancel Start"));
    }

    [Test, Bug("what a rollout had left out was reported once and never again")]
    public async Task Read_AfterAFixForward_NamesTheInstanceUntilItIsDestroyed()
    {
        await using var fixture = await Fixture.OpenAsync();
        var (failedId, done) = await FixForwardAsync(fixture);
        int warned = fixture.Log.Warnings.Count;

        var still = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs);
        Assert.That(still.Outputs, Is.EqualTo(done.Outputs), "nothing has moved");
        Assert.That(fixture.Log.Warnings.Skip(warned).Single(), Does.Contain(failedId));

        fixture.Service.Cloud.DestroyInstance(failedId);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));
        var gone = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), still.Outputs);

        Assert.That(gone.Outputs.Deviations, Is.Empty);
        Assert.That(gone.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Log.Warnings, Has.Count.EqualTo(warned + 1));
    }

    [Test]
    public async Task Read_AfterALaterRolloutHasReachedTheInstance_NamesItNoMore()
    {
        await using var fixture = await Fixture.OpenAsync();
        var (failedId, done) = await FixForwardAsync(fixture);
        fixture.ExitsStandby(failedId);

        var back = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs);
        Assert.That(back.Outputs.Deviations.Single().InstanceId, Is.EqualTo(failedId), "in service, and still on what it had");

        await fixture.CreateAsync(Fixture.Inputs(2), process: fixture.NewProcess());
        var covered = (ReadResult.Found)await fixture.ReadAsync(done.Id, Fixture.Inputs(), back.Outputs);
        Assert.That(covered.Outputs.Deviations, Is.Empty);
    }

    [TestCase("false")]
    [TestCase("true")]
    [Bug("an instance in standby before the rollout: 3/3 Succeeded")]
    public async Task Create_AnInstanceInStandbyBeforeTheRollout_IsPartialAndNamesIt(string standbyState)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with { Assumed = options.Assumed.With("standbyState", standbyState) });
        fixture.EntersStandby(Fixture.Instance(2));

        var preview = await fixture.PreviewAsync(Fixture.Inputs());
        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(preview.Lines[0], Does.Contain("(2, 2, 1)"));
        Assert.That(preview.Warnings.Single(), Does.Contain("in standby"));
        Assert.That((done.Outputs.Outcome, done.Outputs.TotalInstances), Is.EqualTo((RefreshOutcome.PartiallySucceeded, 5)));
        Assert.That(done.Outputs.Deviations.Single(), Has.Property("InstanceId").EqualTo(Fixture.Instance(2)).And.Property("Kind").EqualTo(DeviationKind.NotCovered));
        Assert.That(done.Warnings, Has.Some.Contains(Fixture.Instance(2)));
    }

    [Test, Bug("an instance in standby made the start be refused for a number of batches that nobody had chosen")]
    public async Task Create_StandbyThatNothingShows_StartsWithFewerBatchesAllTheSame()
    {
        await using var fixture = await Fixture.OpenAsync(4);
        // At its least size a group wants no fewer for an instance that enters standby.
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group with { MinSize = 4 });
        fixture.EntersStandby(Fixture.Instance(1));

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = new RolloutSettings { MaxUnavailablePercent = 25 } }))).MustBeDone();

        Assert.That((done.Outputs.BatchCount, done.Outputs.Deviations.Single().InstanceId), Is.EqualTo((3, Fixture.Instance(1))));
        Assert.That(fixture.Writes, Is.EqualTo("Start! Start"));
        Assert.That(fixture.Log.Infos, Has.Some.Contains("trying 3 batches instead of 4"));
    }

    [Test]
    public async Task Create_EveryInstanceBroughtThrough_DeviatesInNothing()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { RefreshMode = RefreshMode.Replace }))).MustBeDone();

        Assert.That(done.Outputs.Deviations, Is.Empty);
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [TestCase(RefreshMode.Replace, false)]
    [TestCase(RefreshMode.Reset, true)]
    [Bug("killed after its start, ended well, and the next run started a second time")]
    public async Task Create_KilledAfterItsStartThatEndedWell_StartsNoOther(string mode, bool standby)
    {
        await using var fixture = await Fixture.OpenAsync();
        if (standby)
            fixture.EntersStandby(Fixture.Instance(3));
        var inputs = Fixture.Inputs(change: inputs => inputs with { RefreshMode = mode });
        var lost = await fixture.CreateAsync(inputs with { WaitFor = WaitTarget.Started }, process: fixture.NewProcess());
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(20));

        var found = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        Assert.That(found.Id, Is.EqualTo(lost.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
        Assert.That(found.Outputs.Deviations.Select(deviation => deviation.InstanceId), Is.EqualTo(standby ? new[] { Fixture.Instance(3) } : []));
    }

    [Test, Bug("a group that was still scaling out was refused at once for its number of batches")]
    public async Task Create_GroupStillScalingOut_WaitsBeforeItPlans()
    {
        await using var fixture = await Fixture.OpenAsync(2);
        fixture.Service.Call("ModifyDesiredCapacity", $$"""{"AutoScalingGroupId":"{{Fixture.Group}}","DesiredCapacity":6}""");

        var done = (await fixture.Clock.RunAsync(fixture.CreateAsync(Fixture.Inputs(batches: 3)), TimeSpan.FromSeconds(1)).Soon()).MustBeDone();

        Assert.That((done.Outputs.TotalInstances, done.Outputs.BatchCount), Is.EqualTo((6, 3)));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
        Assert.That(fixture.Log.Infos[0], Does.StartWith($"Scaling group {Fixture.Group} has 2 of 6 instances in service and is busy").And.Contain("at most 10m00s"));
    }

    [Test, Bug("a group at 0 with capacity wanted was refused at once")]
    public async Task Create_GroupAtZeroThatNeverGetsAnInstance_IsRefusedAfterABoundedWait()
    {
        await using var fixture = await Fixture.OpenAsync(1);
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group with { Instances = [], DesiredCapacity = 2, MaxSize = 0 });
        fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.NoInstanceCanRefresh, times: null));
        var create = fixture.CreateAsync(Fixture.Inputs());

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.Clock.RunAsync(create, TimeSpan.FromSeconds(5)).Soon());

        Assert.That(refused!.Reasons.Single(), Does.Contain(Fixture.Group));
        Assert.That(fixture.Log.Infos.Count(line => line.Contains("0 of 2 instances in service", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(fixture.Log.Statuses, Is.Not.Empty);
    }

    private static RefreshInputs Rolling(string image) => Fixture.Inputs(change: inputs => inputs with { Triggers = inputs.Triggers.Add("image", image) });

    private static async Task<(string FailedId, OperationResult.Done Done)> FixForwardAsync(Fixture fixture)
    {
        fixture.Fails(batch: 1);
        var failed = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();
        var next = fixture.NewProcess(Fixture.Compared(failed, Fixture.Inputs(), Rolling("second")));
        await fixture.DeleteAsync(failed, process: next);
        return (failed.Outputs.FailedInstances.Single().InstanceId, (await fixture.CreateAsync(Rolling("second"), process: next)).MustBeDone());
    }
}
