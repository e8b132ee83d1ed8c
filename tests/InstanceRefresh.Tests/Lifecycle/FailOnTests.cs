using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Outcomes that a program wants its pipeline to fail for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FailOnTests
{
    [Test]
    public async Task Pause_ThatTheProgramFailsOn_EndsWithAnError_AndTheNextUpdateContinues()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with
        {
            Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
            FailOn = [nameof(RefreshOutcome.AwaitingApproval)],
        });

        var paused = (await fixture.CreateAsync(inputs)).MustBeIncomplete();
        Assert.That(paused.Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
        var read = (ReadResult.Unhealthy)await fixture.ReadAsync(paused.Id, inputs, paused.Outputs);
        Assert.That(read.Reasons, Is.EqualTo(paused.Reasons), "a refresh does not erase the error");

        var done = (await fixture.UpdateAsync(paused, inputs)).MustBeDone();
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    [Test]
    public async Task Pause_ThatIsNotApproved_FailsAsOftenAsItIsRun()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with
        {
            Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
            ApprovedThroughBatch = 0,
            FailOn = [nameof(RefreshOutcome.AwaitingApproval)],
        });
        var paused = (await fixture.CreateAsync(inputs)).MustBeIncomplete();

        Assert.That(DriftDetection.Of(paused.Outputs, inputs), Is.EqualTo(Drift.NeedsUpdate));
        (await fixture.UpdateAsync(paused, inputs)).MustBeIncomplete();
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task PauseThatTheProgramAsksFor_IsNoFailure()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs() with { DesiredState = DesiredState.Paused, FailOn = [nameof(RefreshOutcome.AwaitingApproval)] };

        Assert.That((await fixture.CreateAsync(inputs)).MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
    }

    [Test]
    public async Task PartialSuccess_FailsUntilTheInstanceIsRepaired()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.EntersStandby(Fixture.Instance(2));
        var inputs = Fixture.Inputs() with { FailOn = [nameof(RefreshOutcome.PartiallySucceeded)] };

        var partial = (await fixture.CreateAsync(inputs)).MustBeIncomplete();
        Assert.That(partial.Reasons, Has.Some.Contains(Fixture.Instance(2)));
        var still = (await fixture.UpdateAsync(partial, inputs)).MustBeIncomplete();
        Assert.That(still.Outputs.Deviations.Single().InstanceId, Is.EqualTo(Fixture.Instance(2)));

        fixture.Service.Cloud.DestroyInstance(Fixture.Instance(2));
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));
        var done = (await fixture.UpdateAsync(still, inputs)).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start")));
        Assert.That(DriftDetection.Of(done.Outputs, inputs), Is.EqualTo(Drift.None));
    }

    [Test]
    public async Task PartialSuccess_ThatTheProgramAcceptsLater_IsNoFailureAnyMore()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.EntersStandby(Fixture.Instance(2));
        var inputs = Fixture.Inputs() with { FailOn = [nameof(RefreshOutcome.PartiallySucceeded)] };
        var partial = (await fixture.CreateAsync(inputs)).MustBeIncomplete();

        var accepted = (await fixture.UpdateAsync(partial, inputs with { FailOn = ImmutableArray<string>.Empty }, oldInputs: inputs)).MustBeDone();

        Assert.That(accepted.Outputs.Outcome, Is.EqualTo(RefreshOutcome.PartiallySucceeded));
    }
}
