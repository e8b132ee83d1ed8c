using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Assumptions;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>The documentation leaves points open. However the real service decides each of them, the same stories must end the same way.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AssumptionTests
{
    private static IEnumerable<TestCaseData> EveryOtherDecision =>
        from assumption in Assumed.All
        from value in assumption.Values
        where value != assumption.Default
        select new TestCaseData(assumption.Name, value);

    [TestCaseSource(nameof(EveryOtherDecision))]
    public async Task Rollout_FailedRetriedAndCompleted_HoweverTheServiceDecides(string assumption, string value)
    {
        await using var fixture = await OpenAsync(assumption, value);
        fixture.Fails(batch: 2);
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.EveryBatch }, ApprovedThroughBatch = 9 });

        var result = await fixture.CreateAsync(inputs);
        for (int runs = 1; result is OperationResult.Incomplete && runs < 4; runs++)
            result = await fixture.UpdateAsync(result, inputs);

        // A group that stays off is no success, however well every instance runs.
        Assert.That(result.MustBeDone().Outputs.Outcome, Is.EqualTo((assumption, value) == ("enabledAfter", "disabled") ? RefreshOutcome.PartiallySucceeded : RefreshOutcome.Succeeded));
        Assert.That(fixture.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(EveryOtherDecision))]
    public async Task Rollout_StoppedAndRolledBack_HoweverTheServiceDecides(string assumption, string value)
    {
        await using var fixture = await OpenAsync(assumption, value);
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        var back = (await fixture.UpdateAsync(running, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That(back.Outputs.Outcome, Is.EqualTo((assumption, value) == ("enabledAfter", "disabled") ? RefreshOutcome.PartiallySucceeded : RefreshOutcome.RolledBack));
        Assert.That(fixture.Writes, Does.StartWith("Start Stop").And.EndsWith("Rollback"));
    }

    [TestCaseSource(nameof(EveryOtherDecision))]
    public async Task Rollout_DeletedInFlight_HoweverTheServiceDecides(string assumption, string value)
    {
        await using var fixture = await OpenAsync(assumption, value);
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        await fixture.DeleteAsync(running);

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    private static Task<Fixture> OpenAsync(string assumption, string value)
        => Fixture.OpenAsync(6, options => options with
        {
            Assumed = options.Assumed.With(assumption, value),
            AdvancePerDescribe = TimeSpan.FromSeconds(30), // the story counts here, not each poll of it
        });
}
