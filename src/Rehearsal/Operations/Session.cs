using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Processes;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>A project and a cloud to run it against, for any number of operations.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>The package whose provider is the project's own and runs as a process.</summary>
    public const string RolloutPackage = "tencentcloud-refresh";

    private const string DefaultRegion = "ap-guangzhou";

    private readonly Workspace _workspace;
    private readonly IDisposable? _held;
    private readonly string? _scratch;

    private Session(Workspace workspace, ICloudTarget cloudTarget, StackConfig config, ConfigOverrides overrides, IDisposable? held, string? scratch)
        => (_workspace, CloudTarget, Config, Overrides, _held, _scratch) = (workspace, cloudTarget, config, overrides, held, scratch);

    public ICloudTarget CloudTarget { get; }

    /// <summary>The settings of the next operation.</summary>
    public StackConfig Config { get; set; }

    /// <summary>The settings among them that were given with --config, now or in an earlier session.</summary>
    public ConfigOverrides Overrides { get; }

    public CheckpointFile Checkpoint => _workspace.Checkpoint;

    public string Project => _workspace.Project;

    public string Stack => _workspace.Stack;

    /// <exception cref="ConfigurationException">Project or stack file cannot be used.</exception>
    /// <exception cref="CloudTargetException">The simulated cloud of the last run cannot be opened, or a fault is not understood.</exception>
    /// <exception cref="SecretsException">A secure setting cannot be opened.</exception>
    /// <exception cref="CheckpointException">The stack is to be held, and another run holds it.</exception>
    public static async Task<Session> OpenAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        ProjectFile project = ProjectFile.Find(options.ProjectDirectory);
        StackSecrets secrets = new(Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") ?? StackSecrets.DefaultPassphrase);
        StackName stack = StackName.Parse(options.Stack, project.Name);
        string lasting = options.Checkpoint ?? Path.Combine(project.Root, ".rehearsal", $"{stack.Name}.json");
        string kept = ConfigOverrides.PathBeside(lasting);
        StackFile file = StackSettings.FileOf(project, stack);
        ConfigOverrides overrides = (options.Ephemeral ? ConfigOverrides.None : ConfigOverrides.Load(kept, project.Name, secrets))
            .With(options.Config, project.Name, file.IsSecret);
        StackConfig config = StackSettings.Read(project, stack, file, overrides, secrets);
        string? scratch = options.Ephemeral ? Directory.CreateTempSubdirectory("rehearsal-").FullName : null;
        string checkpoint = scratch is null ? lasting : Path.Combine(scratch, $"{stack.Name}.json");
        // Before the cloud is opened: else it would be the cloud from before another run's end that is kept after this one.
        IDisposable? held = options.Holds ? new CheckpointFile(checkpoint, secrets, TimeProvider.System).Lock() : null;
        ICloudTarget? cloudTarget = null;
        try
        {
            if (options.Config.Count > 0 && !options.Ephemeral)
                overrides.Save(kept, secrets);
            cloudTarget = options.Endpoint is { } endpoint
                ? await RemoteCloudTarget.OpenAsync(endpoint, cancellationToken)
                : await SimulatedCloudTarget.OpenAsync(
                    RehearsalFleet.For(config), options.Seed, options.Ephemeral ? null : Path.ChangeExtension(checkpoint, ".cloud.json"), cancellationToken);
            Workspace workspace = WorkspaceFor(options, project, stack, config, cloudTarget, new(checkpoint, secrets, cloudTarget.Clock)) with { IsHeld = held is not null };
            Session session = new(workspace, cloudTarget, config, overrides, held, scratch);
            if (options.Faults.Count > 0)
                await session.PlanFaultsAsync(options, cancellationToken);
            return session;
        }
        catch
        {
            await ReleaseAsync(cloudTarget, held, scratch);
            throw;
        }
    }

    /// <summary>Runs one operation and returns its record.</summary>
    /// <param name="view">What to do, and where what happens is kept.</param>
    /// <param name="listener">Hears the events while it runs, each after the view.</param>
    /// <param name="interruption">Ctrl-C.</param>
    public async Task<OperationRecord> RunAsync(OperationView view, Action<EngineEvent> listener, Interruption interruption)
    {
        OperationRequest request = view.Request;
        IReadOnlyList<CloudCall> earlier = await CloudTarget.CallsAfterAsync(0, CancellationToken.None);
        DeploymentResult result = await Operation.RunAsync(_workspace, request, Hear, interruption);
        // A preview that saved would put its cloud over that of a run beside it.
        if (!request.IsPreview)
            CloudTarget.Save();
        IReadOnlyList<CloudCall> calls = await CloudTarget.CallsAfterAsync(earlier.Count == 0 ? 0 : earlier[^1].Number, CancellationToken.None);
        return view.ToRecord(result, calls.Select(call => call.Action));

        void Hear(EngineEvent happened)
        {
            if (happened is EngineEvent.StepEnded && !request.IsPreview)
                SaveWhatCanBe();
            view.Apply(happened);
            listener(happened);
        }
    }

    /// <summary>Together with the state: after a crash both are of the same moment. A failed write is reported at the end of the run.</summary>
    private void SaveWhatCanBe()
    {
        try
        {
            CloudTarget.Save();
        }
        catch (CloudTargetException)
        {
            // The save at the end meets the same disk.
        }
    }

    private async Task PlanFaultsAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using AutoScalingClient api = Api(Config, CloudTarget, options);
            FaultTargets targets = new(Config, Checkpoint.Load(), api);
            foreach (JsonObject fault in options.Faults)
                await CloudTarget.AddFaultAsync(await targets.CompleteAsync(fault, cancellationToken), cancellationToken);
        }
        catch (Exception refused) when (refused is CloudException or ProviderException)
        {
            throw new CloudTargetException($"--fault: {refused.Message}", refused);
        }
    }

    public ValueTask DisposeAsync() => ReleaseAsync(CloudTarget, _held, _scratch);

    private static async ValueTask ReleaseAsync(ICloudTarget? cloudTarget, IDisposable? held, string? scratch)
    {
        if (cloudTarget is not null)
            await cloudTarget.DisposeAsync();
        held?.Dispose();
        if (scratch is not null)
            Directory.Delete(scratch, recursive: true);
    }

    private static Workspace WorkspaceFor(
        SessionOptions options, ProjectFile project, StackName stack, StackConfig config, ICloudTarget cloudTarget, CheckpointFile checkpoint)
    {
        PluginOptions plugin = new(RolloutPackage, options.ProviderPath, project.ProgramDirectory)
        {
            AttachTo = options.AttachTo,
            Environment = ProviderVariables(project, config, cloudTarget),
        };
        PluginLauncher launcher = new(plugin, TimeProvider.System);
        Dictionary<string, LoadPlugin> plugins = new(StringComparer.Ordinal)
        {
            [RolloutPackage] = launcher.LoadAsync,
            [CloudPlugin.Package] = (_, _) => Task.FromResult<IPlugin>(new CloudPlugin(Api(config, cloudTarget, options), new(cloudTarget.PauseAsync, cloudTarget.Clock))),
        };
        ProgramOptions program = new(options.ProgramPath, project, stack.Organization);
        return new(
            project.Name,
            stack.Name,
            (deployment, monitor, addresses) => new ProgramSource(program, deployment, monitor, addresses, TimeProvider.System).RunAsync,
            plugins,
            checkpoint)
        {
            LoadAhead = [RolloutPackage],
            Clock = cloudTarget.Clock,
            ConfigOverrides = new Dictionary<string, Func<PropertyMap, PropertyMap>>(StringComparer.Ordinal)
            {
                [RolloutPackage] = inputs => RehearsalSettings.Of(inputs, cloudTarget, options, OwnKeys.Find(cloudTarget, config, options)),
            },
        };
    }

    /// <exception cref="ProviderException">Nobody gave any keys, or region or endpoint cannot be used.</exception>
    private static AutoScalingClient Api(StackConfig config, ICloudTarget cloudTarget, SessionOptions options)
    {
        Credentials keys = OwnKeys.Find(cloudTarget, config, options)
            ?? throw new ProviderException($"There are no keys for {cloudTarget.Endpoint}: set {OwnKeys.IdVariable} and {OwnKeys.KeyVariable}.");
        AutoScalingClientOptions client = new()
        {
            Region = config.Find($"{CloudPlugin.Package}:region")?.Text ?? DefaultRegion,
            Endpoint = cloudTarget.Endpoint,
            AllowInsecureEndpoint = config.Find($"{RolloutPackage}:allowInsecureEndpoint")?.Text == "true",
            RequestsPerSecond = cloudTarget is SimulatedCloudTarget ? RehearsalSettings.MostRequestsPerSecond : 10,
        };
        try
        {
            return new(client, new FixedCredentials(keys), TimeProvider.System);
        }
        catch (ArgumentException wrong)
        {
            throw new ProviderException(wrong.Message, wrong);
        }
    }

    private static Dictionary<string, string?> ProviderVariables(ProjectFile project, StackConfig config, ICloudTarget cloudTarget)
    {
        Dictionary<string, string?> variables = cloudTarget is RemoteCloudTarget
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
