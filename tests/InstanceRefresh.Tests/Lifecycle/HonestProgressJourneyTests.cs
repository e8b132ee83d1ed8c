using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>What is said while a batch is slower than expected, and when it ends a rollout.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HonestProgressJourneyTests
{
    private static readonly RefreshInputs Patient = Fixture.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromMinutes(50) });

    [Test]
    public async Task Create_BatchThatHangs_SaysHowLongNothingMovesInsteadOfAnEstimate()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(2, FaultKind.Stuck);

        await fixture.CreateAsync(Patient);

        var lines = fixture.Log.All.Where(line => line.StartsWith("2/3", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Some.Matches(@"^2/3 · 3/6 ok · \S+ · no progress for \d+m \(deadline 50m\)$"));
        Assert.That(lines.Where(line => line.Contains("no progress", StringComparison.Ordinal)), Has.None.Contains("left"));
        Assert.That(lines.SkipWhile(line => !line.Contains("no progress", StringComparison.Ordinal)), Has.All.Contains("no progress"), "an estimate that was passed does not come back");
    }

    [TestCase(DesiredState.Completed, true, true)]
    [TestCase(DesiredState.Paused, true, true)]
    [TestCase(DesiredState.Cancelled, true, false)]
    [TestCase(DesiredState.RolledBack, false, true)]
    public async Task Stalled_NamesInstancesAndTheirScalingActivity_WithAdviceThatFits(DesiredState desired, bool maybeUndone, bool maybeEnded)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(1, FaultKind.Stuck);
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        var stalled = (await fixture.UpdateAsync(running, Patient with { DesiredState = desired }, oldInputs: Patient)).MustBeIncomplete();

        string held = fixture.Service.Cloud.Activity(stalled.Outputs.RefreshActivityId)!.Batch!.Instances.Single(instance => instance.IsOpen).InstanceId;
        Assert.That(stalled.Reasons, Has.One.EqualTo($"It waits for instance {held}."));
        Assert.That(stalled.Reasons, Has.One.Matches(@"^Scaling activity asa-\w{8} is RUNNING: Reinstall 2 instances\.$"));
        Assert.That(stalled.Reasons[^1].Contains("set desiredState to RolledBack", StringComparison.Ordinal), Is.EqualTo(maybeUndone));
        Assert.That(stalled.Reasons[^1].Contains("set desiredState to Cancelled", StringComparison.Ordinal), Is.EqualTo(maybeEnded));
    }

    [Test]
    public async Task LimitReached_InABatchThatHangs_NamesTheInstances()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(1, FaultKind.Stuck);

        var late = (await fixture.CreateAsync(Patient, fixture.Context(TimeSpan.FromMinutes(10)))).MustBeIncomplete();

        Assert.That(late.Reasons[0], Does.Contain("at the limit of 10m00s (customTimeouts)"));
        Assert.That(late.Reasons, Has.One.StartsWith("It waits for instance ins-").And.One.StartsWith("Scaling activity asa-"));
    }
}
