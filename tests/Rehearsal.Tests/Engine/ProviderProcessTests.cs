using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;
using static TencentcloudRefresh.Rehearsal.Tests.Engine.EngineCommands;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

/// <summary>Which process of a provider a call goes to, and what waits for it.</summary>
internal sealed class ProviderProcessTests
{
    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp()
    {
        _fixture = new();
        _fixture.Plugin.Diff = Answer;
    }

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [TestCase("up --replace")]
    [TestCase("rename")]
    public async Task Provider_ChangesTogetherWithAReplacement_CreatesInTheNewProcessAndDeletesInTheOldOne(string path)
    {
        _fixture.Load = Processes();
        await Up(A())(_fixture);
        _fixture.Plugin.Path.Clear();
        OperationRequest request = new(OperationKind.Up, _fixture.Config) { Replace = path == "rename" ? [] : [UrnOf("a")] };
        await _fixture.RunAsync(request, async deployment =>
        {
            ResourceState mine = await deployment.RegisterAsync(Provider("mine"));
            await deployment.RegisterAsync(A(name: path == "rename" ? "renamed" : "a") with { Provider = $"{mine.Urn}::{mine.Id}" });
        });
        string name = path == "rename" ? "renamed" : "a";
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { $"2: Check(∅) {name}", $"2: Create {name}", "3: Delete a id-1" }));
    }

    [Test]
    public async Task Providers_TwoInOneProgram_HaveAProcessEach()
    {
        _fixture.Load = Processes();
        await _fixture.UpAsync(async deployment =>
        {
            foreach (string name in new[] { "east", "west" })
            {
                ResourceState provider = await deployment.RegisterAsync(Provider(name));
                await deployment.RegisterAsync(A(name: $"in-{name}") with { Provider = $"{provider.Urn}::{provider.Id}" });
            }
        });
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { "1: Check(∅) in-east", "1: Create in-east", "2: Check(∅) in-west", "2: Create in-west" }));
    }

    [Test]
    public async Task Destroy_TwinsOfOneId_AreDeletedAtOnce()
    {
        await Up(A())(_fixture);
        _fixture.Edit(state => state with { Resources = [.. state.Resources, _fixture.Entry("a") with { Delete = true }] });
        TaskCompletionSource both = new();
        int running = 0;
        _fixture.Plugin.Deleting = async _ =>
        {
            if (Interlocked.Increment(ref running) == 2)
                both.SetResult();
            await both.Task.Soon();
        };
        _fixture.Plugin.Path.Clear();
        Assert.That(await _fixture.DestroyAsync(), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Plugin.Path, Is.EqualTo(new[] { "Delete a id-1", "Delete a id-1" }));
        Assert.That(_fixture.State.Resources, Is.Empty);
    }

    [Test]
    public async Task CtrlC_InARead_SendsCancelAndWaitsForTheRead()
    {
        await Up(A())(_fixture);
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously), answered = new();
        _fixture.Plugin.Reading = async _ =>
        {
            reading.SetResult();
            await answered.Task.Soon();
        };
        Task<DeploymentResult> run = _fixture.RefreshAsync();
        await reading.Task.Soon();
        await _fixture.PressCtrlCAsync();
        await _fixture.Plugin.Cancelled.Soon();
        Assert.That(run.IsCompleted, Is.False);
        answered.SetResult();
        Assert.That(await run.Soon(), Is.EqualTo(DeploymentResult.Cancelled));
    }

    /// <summary>A new plugin for each process, numbered, with one list of calls.</summary>
    private Func<ScriptedPlugin> Processes()
    {
        int number = 0;
        int made = 0;
        return () => new()
        {
            Process = $"{++number}: ",
            Path = _fixture.Plugin.Path,
            Diff = Answer,
            Create = (order, _) => Task.FromResult(new ResourceAnswer($"id-{Interlocked.Increment(ref made)}", order.Inputs)),
        };
    }
}
