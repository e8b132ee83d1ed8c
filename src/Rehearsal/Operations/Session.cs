using System.Globalization;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Protocol.Values;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Processes;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.Rehearsal.Stage;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>A project and a cloud to play it against, for any number of operations.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>The package whose provider is the project's own and runs as a process.</summary>
    public const string RolloutPackage = "tencentcloud-refresh";

    private const string DefaultRegion = "ap-guangzhou";

    private readonly Workspace _workspace;
    private readonly string? _scratch;

    private Session(Workspace workspace, ICloudStage stage, StackConfig config, string? scratch)
        => (_workspace, Stage, Config, _scratch) = (workspace, stage, config, scratch);

    public ICloudStage Stage { get; }

    /// <summary>The settings of the next operation.</summary>
    public StackConfig Config { get; set; }

    public CheckpointFile Checkpoint => _workspace.Checkpoint;

    public string Project => _workspace.Project;

    public string Stack => _workspace.Stack;

    /// <exception cref="ConfigurationException">Project or stack file cannot be used.</exception>
    /// <exception cref="StageException">The simulated cloud of the last run cannot be opened, or a fault is not understood.</exception>
    /// <exception cref="SecretsException">A secure setting cannot be opened.</exception>
    public static async Task<Session> OpenAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        ProjectFile project = ProjectFile.Find(options.ProjectDirectory);
        StackSecrets secrets = new(Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") ?? StackSecrets.DefaultPassphrase);
        StackConfig config = options.Config.Aggregate(
            new StackFile(StackFile.PathOf(project, options.Stack), project.Name, secrets).Read(), (all, one) => all.WithAssignment(one));
        string? scratch = options.Ephemeral ? Directory.CreateTempSubdirectory("rehearsal-").FullName : null;
        string checkpoint = options.Checkpoint ?? Path.Combine(scratch ?? Path.Combine(project.Root, ".rehearsal"), $"{options.Stack}.json");
        ICloudStage stage = options.Endpoint is { } endpoint
            ? new RemoteStage(endpoint)
            : await SimulatedStage.OpenAsync(
                FleetFor(config), options.Seed, options.Ephemeral ? null : Path.ChangeExtension(checkpoint, ".cloud.json"), cancellationToken);
        Workspace workspace = WorkspaceFor(options, project, config, stage, new(checkpoint, secrets, stage.Clock));
        Session session = new(workspace, stage, config, scratch);
        try
        {
            if (options.Faults.Count > 0)
                await session.PlanFaultsAsync(options.Faults, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one operation and tells what came of it.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="listener">Hears the events while it runs.</param>
    /// <param name="interruption">Ctrl-C.</param>
    public async Task<OperationRecord> RunAsync(OperationRequest request, Action<EngineEvent> listener, Interruption interruption)
    {
        OperationRecorder recorder = new(request.Kind, request.Preview);
        IReadOnlyList<CloudCall> earlier = await Stage.CallsAfterAsync(0, CancellationToken.None);
        DeploymentResult result = await Operation.RunAsync(_workspace, request, Hear, interruption);
        Stage.Save();
        IReadOnlyList<CloudCall> calls = await Stage.CallsAfterAsync(earlier.Count == 0 ? 0 : earlier[^1].Number, CancellationToken.None);
        return recorder.ToRecord(result, calls.Select(call => call.Action));

        void Hear(EngineEvent happened)
        {
            if (happened is EngineEvent.StepEnded)
                SaveWhatCanBe();
            recorder.Hear(happened);
            listener(happened);
        }
    }

    /// <summary>Together with the state: after a crash both tell of the same moment. A disk that refuses is told of at the end of the run.</summary>
    private void SaveWhatCanBe()
    {
        try
        {
            Stage.Save();
        }
        catch (StageException)
        {
            // The save at the end meets the same disk.
        }
    }

    private async Task PlanFaultsAsync(IReadOnlyList<JsonObject> faults, CancellationToken cancellationToken)
    {
        using CloudApi api = Api(Config, Stage);
        FaultTargets targets = new(Config, Checkpoint.Load(), api);
        try
        {
            foreach (JsonObject fault in faults)
                await Stage.AddFaultAsync(await targets.CompleteAsync(fault, cancellationToken), cancellationToken);
        }
        catch (Exception refused) when (refused is CloudApiException or HttpRequestException)
        {
            throw new StageException($"--fault: {refused.Message}", refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        if (_scratch is not null)
            Directory.Delete(_scratch, recursive: true);
    }

    /// <summary>A stack makes its own group; one that refreshes an existing group finds it in the cloud.</summary>
    private static Fleet FleetFor(StackConfig config) => config.Find("groupId") is { Text: { Length: > 0 } group }
        ? Fleet.WithGroup(group, CountOf(config))
        : Fleet.Empty;

    private static int CountOf(StackConfig config)
        => int.TryParse(config.Find("instanceCount")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 6;

    private static Workspace WorkspaceFor(
        SessionOptions options, ProjectFile project, StackConfig config, ICloudStage stage, CheckpointFile checkpoint)
    {
        PluginOptions plugin = new(RolloutPackage, options.ProviderPath, project.ProgramDirectory)
        {
            AttachTo = options.AttachTo,
            Environment = ProviderVariables(project, config, stage),
        };
        PluginLauncher launcher = new(plugin, TimeProvider.System);
        Dictionary<string, LoadPlugin> plugins = new(StringComparer.Ordinal)
        {
            [RolloutPackage] = launcher.LoadAsync,
            [CloudPlugin.Package] = (_, _) => Task.FromResult<IPlugin>(BuiltIn(config, stage)),
        };
        ProgramOptions program = new(options.ProgramPath, project);
        return new(
            project.Name,
            options.Stack,
            (deployment, monitor, addresses) => new ProgramSource(program, deployment, monitor, addresses, TimeProvider.System).RunAsync,
            plugins,
            checkpoint)
        {
            LoadAhead = [RolloutPackage],
            Clock = stage.Clock,
            Disguises = new Dictionary<string, Func<PropertyMap, PropertyMap>>(StringComparer.Ordinal)
            {
                [RolloutPackage] = inputs => RehearsalSettings.Of(inputs, stage, options),
            },
        };
    }

    private static CloudPlugin BuiltIn(StackConfig config, ICloudStage stage) => new(Api(config, stage), new(stage.PauseAsync, stage.Clock));

    private static CloudApi Api(StackConfig config, ICloudStage stage) => new(
        stage.Endpoint,
        config.Find($"{CloudPlugin.Package}:region")?.Text ?? DefaultRegion,
        RehearsalSettings.CredentialsFor(stage),
        TimeProvider.System);

    private static Dictionary<string, string?> ProviderVariables(ProjectFile project, StackConfig config, ICloudStage stage)
    {
        Dictionary<string, string?> variables = stage is RemoteStage
            ? new(StringComparer.Ordinal)
            : RehearsalSettings.InheritedVariables.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        variables["PULUMI_PROJECT"] = project.Name;
        variables["PULUMI_CONFIG"] = ConfigOf(config);
        return variables;
    }

    private static string ConfigOf(StackConfig config)
        => new JsonObject(config.Namespace(RolloutPackage)
            .Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value.Text))).ToJsonString();
}
