using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

internal sealed class InterruptTests
{
    [Test]
    [Bug("after a second Ctrl-C nothing said that the rollout may continue in the cloud")]
    public async Task CtrlC_Twice_SaysThatTheRolloutMayContinueAndWhoFindsIt()
    {
        using EngineFixture fixture = new();
        TaskCompletionSource creating = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Plugin.Create = async (_, breakOff) =>
        {
            creating.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, breakOff);
            throw new InvalidOperationException("not reached");
        };
        Task<DeploymentResult> run = fixture.UpAsync(Thing("a"));
        await creating.Task.Soon();
        await fixture.PressCtrlCAsync();
        Assert.That(fixture.Messages(Severity.Info), Has.None.Contains("may continue"));
        await fixture.PressCtrlCAsync();
        await run.Soon();

        Assert.That(fixture.Messages(Severity.Info), Has.Exactly(1).EqualTo("Interrupted. A rollout may continue in the cloud: the next `up` finds it."));
    }
}
