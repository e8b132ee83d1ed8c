using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineBench;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class InterruptionTests
{
    private EngineBench _bench = null!;
    private TaskCompletionSource _creating = null!;

    [SetUp]
    public void SetUp()
    {
        _bench = new();
        _creating = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [TearDown]
    public void TearDown() => _bench.Dispose();

    [Test]
    public async Task CtrlC_Once_TellsThePluginAndKeepsTheHalfMadeResource()
    {
        _bench.Plugin.Create = async (order, _) =>
        {
            _creating.SetResult();
            await _bench.Plugin.Cancelled.Soon();
            return await ScriptedPlugin.InitFailed("id-1", order.Inputs, "interrupted; it continues in the cloud");
        };
        Task<DeploymentResult> run = _bench.UpAsync(Thing("a", ("size", 3)), Thing("b"));
        await _creating.Task.Soon();
        await _bench.PressCtrlCAsync();

        Assert.That(await run.Soon(), Is.EqualTo(DeploymentResult.Failed), "a failed step outranks the interruption");
        Assert.That(_bench.Entry("a").InitErrors, Is.EqualTo(new[] { "interrupted; it continues in the cloud" }));
        Assert.That(_bench.State.PendingOperations, Is.Empty);
        Assert.That(_bench.State.Find(UrnOf("b")), Is.Null);
    }

    [Test]
    public async Task CtrlC_OnceWhileStepSucceeds_StoresItAndCancels()
    {
        TaskCompletionSource release = new();
        _bench.Plugin.Create = async (order, _) =>
        {
            _creating.TrySetResult();
            await release.Task.Soon();
            return new("id-1", order.Inputs);
        };
        Task<DeploymentResult> run = _bench.UpAsync(Thing("a"), Thing("b"));
        await _creating.Task.Soon();
        await _bench.PressCtrlCAsync();
        Assert.That(run.IsCompleted, Is.False, "a running step is waited for");
        release.SetResult();

        Assert.That(await run.Soon(), Is.EqualTo(DeploymentResult.Cancelled));
        Assert.That(_bench.Entry("a").Id, Is.EqualTo("id-1"));
        Assert.That(_bench.State.Find(UrnOf("b")), Is.Null);
    }

    [Test]
    public async Task CtrlC_Twice_LeavesThePendingOperationInTheFile()
    {
        _bench.Plugin.Create = async (_, breakOff) =>
        {
            _creating.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, breakOff);
            throw new InvalidOperationException("not reached");
        };
        Task<DeploymentResult> run = _bench.UpAsync(Thing("a", ("size", 3)));
        await _creating.Task.Soon();
        await _bench.PressCtrlCAsync();
        await _bench.PressCtrlCAsync();
        await run.Soon();

        Snapshot left = _bench.State;
        Assert.That(left.Find(UrnOf("a")), Is.Null);
        Assert.That(left.PendingOperations.Select(pending => (pending.Kind, pending.Resource.Urn)),
            Is.EqualTo(new[] { (PendingKind.Creating, UrnOf("a")) }));
    }

    [Test]
    public async Task PendingCreate_NextUp_WarnsCreatesAgainAndCarriesTheEntryOn()
    {
        await CtrlC_Twice_LeavesThePendingOperationInTheFile();
        _bench.Plugin = new();
        Assert.That(await RunAgainAsync(OperationKind.Up), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.Said(Severity.Warning), Has.Some.Contains("interrupted while creating"));
        Assert.That(_bench.Plugin.CallsOf("Create").Count(), Is.EqualTo(1));
        Assert.That(_bench.State.PendingOperations, Has.Length.EqualTo(1));
    }

    [Test]
    [Bug("warned of pending creates only")]
    public async Task PendingUpdate_NextUp_WarnsAndForgetsTheEntry()
    {
        await _bench.UpAsync(Thing("a", ("size", 3)));
        _bench.Checkpoint.Save(_bench.State with { PendingOperations = [new(_bench.Entry("a"), PendingKind.Updating)] });
        await _bench.UpAsync(Thing("a", ("size", 4)));
        Assert.That(_bench.Said(Severity.Warning), Has.Some.Contains("interrupted while updating"));
        Assert.That(_bench.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task PendingCreate_RefreshThatClears_ForgetsIt()
    {
        await CtrlC_Twice_LeavesThePendingOperationInTheFile();
        await RunAgainAsync(OperationKind.Refresh, clear: true);
        Assert.That(_bench.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task CtrlC_BeforeAnything_RunsNothing()
    {
        await _bench.PressCtrlCAsync();
        Assert.That(await _bench.UpAsync(Thing("a")), Is.Not.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_bench.Plugin.CallsOf("Create"), Is.Empty);
    }

    private Task<DeploymentResult> RunAgainAsync(OperationKind kind, bool clear = false) => _bench.RunAsync(
        new(kind, _bench.Config) { ClearPendingCreates = clear }, deployment => deployment.RegisterAsync(Thing("a", ("size", 3))),
            Interruption.Never);
}
