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
        await using var stage = await OpenAsync(assumption, value);
        stage.Fails(batch: 2);
        var inputs = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.EveryBatch }, ApprovedThroughBatch = 9 });

        var result = await stage.CreateAsync(inputs);
        for (int runs = 1; result is OperationResult.Incomplete && runs < 4; runs++)
            result = await stage.UpdateAsync(result, inputs);

        Assert.That(result.MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(EveryOtherDecision))]
    public async Task Rollout_StoppedAndRolledBack_HoweverTheServiceDecides(string assumption, string value)
    {
        await using var stage = await OpenAsync(assumption, value);
        var running = await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        var back = (await stage.UpdateAsync(running, Stage.Inputs() with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That(back.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(stage.Writes, Does.StartWith("Start Stop").And.EndsWith("Rollback"));
    }

    [TestCaseSource(nameof(EveryOtherDecision))]
    public async Task Rollout_DeletedInFlight_HoweverTheServiceDecides(string assumption, string value)
    {
        await using var stage = await OpenAsync(assumption, value);
        var running = await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        await stage.DeleteAsync(running);

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    private static Task<Stage> OpenAsync(string assumption, string value)
        => Stage.OpenAsync(6, options => options with
        {
            Assumed = options.Assumed.With(assumption, value),
            AdvancePerDescribe = TimeSpan.FromSeconds(30), // the story counts here, not each look of it
        });
}
