using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Rehearsal.Tests;

/// <summary>An engine with a scripted provider for package "test", programs as methods, a checkpoint in a folder of its own.</summary>
internal sealed class EngineFixture : IDisposable
{
    private readonly CancellationTokenSource _ctrlC = new();
    private readonly CancellationTokenSource _ctrlCAgain = new();
    private Kill? _kill;
    private readonly string _folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    public EngineFixture()
    {
        Config = StackConfig.Empty("proj");
        Checkpoint = new(Path.Combine(_folder, "dev.json"), new StackSecrets("test", rounds: 1), Clock);
    }

    public static ImmutableSortedDictionary<string, ImmutableArray<string>> NoPropertyDependencies { get; }
        = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public static string StackUrn => Urn.OfStack("dev", "proj").ToString();

    public VirtualClock Clock { get; } = new();

    public ScriptedPlugin Plugin { get; set; } = new();

    /// <summary>Gives what is loaded next; by default always the one plugin.</summary>
    public Func<ScriptedPlugin>? Load { get; set; }

    public StackConfig Config { get; set; }

    public CheckpointFile Checkpoint { get; }

    public List<EngineEvent> Events { get; } = [];

    public string FileText => File.ReadAllText(Checkpoint.Path);

    public Snapshot State => Checkpoint.Load();

    public IEnumerable<string> Errors => Messages(Severity.Error);

    public IEnumerable<Step> Steps => Events.OfType<EngineEvent.StepEnded>().Select(ended => ended.Step);

    public IEnumerable<string> StepNames
        => Steps.Where(step => !step.Type.StartsWith("pulumi:", StringComparison.Ordinal)).Select(step => $"{step.Op} {step.Name}");

    public static string UrnOf(string name) => Urns.Make("dev", "proj", StackUrn, "test:index:Thing", name);

    public static ResourceGoal Thing(string name, params (string Name, PropertyValue Value)[] inputs)
        => new() { Type = "test:index:Thing", Name = name, Custom = true, Parent = StackUrn, Inputs = PropertyMap.Of(inputs) };

    /// <summary>Adds a goal-shaped provider of the package.</summary>
    public static ResourceGoal Provider(string name) => new()
    {
        Type = "pulumi:providers:test",
        Name = name,
        Custom = true,
        Parent = StackUrn,
        Inputs = PropertyMap.Of(("region", name)),
    };

    /// <summary>Changes the state between two runs, as <c>state</c> commands do.</summary>
    public void Edit(Func<Snapshot, Snapshot> change) => Checkpoint.Save(change(Checkpoint.Load()));

    public Task PressCtrlCAsync() => (_ctrlC.IsCancellationRequested ? _ctrlCAgain : _ctrlC).CancelAsync();

    public ResourceState Entry(string name) => State.Find(UrnOf(name)) ?? throw new AssertionException($"{name} is not in the state");

    public IEnumerable<string> Messages(Severity severity)
        => Events.OfType<EngineEvent.Message>().Where(said => said.Severity == severity).Select(said => said.Text);

    /// <summary>Runs a program that registers these goals one after the other.</summary>
    public Task<DeploymentResult> UpAsync(params ResourceGoal[] goals) => RunAsync(OperationKind.Up, false, goals);

    public Task<DeploymentResult> PreviewAsync(params ResourceGoal[] goals) => RunAsync(OperationKind.Preview, true, goals);

    public Task<DeploymentResult> UpAsync(Func<Deployment, Task> program) => RunAsync(new(OperationKind.Up, Config), program);

    public Task<DeploymentResult> RefreshAsync(bool preview = false)
        => RunAsync(new(OperationKind.Refresh, Config, preview), _ => Task.CompletedTask);

    /// <summary>As if the next run's process were killed as soon as the task completes: nothing of what runs then is kept.</summary>
    public IDisposable KillOnce(Task when) => _kill = new Kill(when, () => _kill = null);

    public Task<DeploymentResult> DestroyAsync() => RunAsync(new(OperationKind.Destroy, Config), _ => Task.CompletedTask);

    public async Task<DeploymentResult> RunAsync(OperationRequest request, Func<Deployment, Task> program, Interruption? interruption = null)
    {
        Events.Clear();
        Dictionary<string, LoadPlugin> plugins = new(StringComparer.Ordinal) { ["test"] = (_, _) => Task.FromResult<IPlugin>(Load?.Invoke() ?? Plugin) };
        Workspace workspace = new("proj", "dev", (deployment, _, _) => Source(deployment, program), plugins, Checkpoint) { Clock = Clock };
        return await Operation.RunAsync(workspace, request, Events.Add, interruption ?? _kill?.Interruption ?? new(_ctrlC.Token, _ctrlCAgain.Token)).Soon();
    }

    public void Dispose()
    {
        _ctrlC.Dispose();
        _ctrlCAgain.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<DeploymentResult> RunAsync(OperationKind kind, bool preview, ResourceGoal[] goals)
        => RunAsync(new(kind, Config, preview), async deployment =>
    {
        foreach (ResourceGoal goal in goals)
            await deployment.RegisterAsync(goal);
    });

    private static RegistrationSource Source(Deployment deployment, Func<Deployment, Task> program) => async finished =>
    {
        try
        {
            await deployment.RegisterAsync(new() { Type = Urn.StackType, Name = "proj-dev", Custom = false });
            await program(deployment);
        }
        catch (RunStoppedException)
        {
            return false;
        }

        await finished();
        return true;
    };

    private sealed class Kill : IDisposable
    {
        private readonly CancellationTokenSource _once = new();
        private readonly CancellationTokenSource _twice = new();

        private readonly Action _released;

        public Kill(Task when, Action released)
        {
            _released = released;
            _ = StrikeAsync(when);
        }

        public Interruption Interruption => new(_once.Token, _twice.Token);

        public void Dispose()
        {
            _released();
            _once.Dispose();
            _twice.Dispose();
        }

        private async Task StrikeAsync(Task when)
        {
            await when;
            await _once.CancelAsync();
            await _twice.CancelAsync();
        }
    }
}
