using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineBench;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

internal sealed class BreakOffTests
{
    [Test]
    [Bug("after a second Ctrl-C nothing said that the rollout may continue in the cloud")]
    public async Task CtrlC_Twice_SaysThatTheRolloutMayGoOnAndWhoFindsIt()
    {
        using EngineBench bench = new();
        TaskCompletionSource creating = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Plugin.Create = async (_, breakOff) =>
        {
            creating.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, breakOff);
            throw new InvalidOperationException("not reached");
        };
        Task<DeploymentResult> run = bench.UpAsync(Thing("a"));
        await creating.Task.Soon();
        await bench.PressCtrlCAsync();
        Assert.That(bench.Said(Severity.Info), Has.None.Contains("may continue"));
        await bench.PressCtrlCAsync();
        await run.Soon();

        Assert.That(bench.Said(Severity.Info), Has.Exactly(1).EqualTo("Interrupted. A rollout may continue in the cloud: the next `up` finds it."));
    }
}
