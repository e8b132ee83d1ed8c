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
    private readonly HashSet<int> _faults = [];
    private readonly IDisposable? _held;
    private readonly string? _scratch;
    private Action? _keepSettings;

    private Session(Workspace workspace, ICloudTarget cloudTarget, StackConfig config, ConfigOverrides overrides, IDisposable? held, string? scratch)
        => (_workspace, CloudTarget, Config, Overrides, _held, _scratch) = (workspace, cloudTarget, config, overrides, held, scratch);

    public ICloudTarget CloudTarget { get; }

    /// <summary>The settings of the next operation.</summary>
    public StackConfig Config { get; set; }

    /// <summary>The settings among them that were given with --config, now or in an earlier session.</summary>
    public ConfigOverrides Overrides { get; }

    /// <summary>What to say of a state that was last used with another cloud; null for nothing.</summary>
    public string? Elsewhere { get; private init; }

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
            EndpointMark mark = new(checkpoint);
            string? elsewhere = mark.Difference(options.Endpoint);
            if (options.Holds && !options.Ephemeral)
                mark.Save(options.Endpoint);
            cloudTarget = options.Endpoint is { } endpoint
                ? await RemoteCloudTarget.OpenAsync(endpoint, cancellationToken)
                : await SimulatedCloudTarget.OpenAsync(
                    RehearsalFleet.For(config), options.Seed, options.Ephemeral ? null : Path.ChangeExtension(checkpoint, ".cloud.json"), cancellationToken);
            Workspace workspace = WorkspaceFor(options, project, stack, config, cloudTarget, new(checkpoint, secrets, cloudTarget.Clock)) with { IsHeld = held is not null };
            Session session = new(workspace, cloudTarget, config, overrides, held, scratch) { Elsewhere = elsewhere };
            if (options.Config.Count > 0 && !options.Ephemeral)
                session._keepSettings = () => overrides.Save(kept, secrets);
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

    /// <summary>
    /// Runs one operation and returns its record. What --config gave is kept for the next session from the first change on, or once an operation has
    /// succeeded: what a program or the command refuses leaves nothing behind.
    /// </summary>
    /// <param name="view">What to do, and where what happens is kept.</param>
    /// <param name="listener">Hears the events while it runs, each after the view.</param>
    /// <param name="interruption">Ctrl-C.</param>
    /// <exception cref="ConfigurationException">What --config gave cannot be kept.</exception>
    public async Task<OperationRecord> RunAsync(OperationView view, Action<EngineEvent> listener, Interruption interruption)
    {
        OperationRequest request = view.Request;
        IReadOnlyList<CloudCall> earlier = await CloudTarget.CallsAfterAsync(0, CancellationToken.None);
        IReadOnlyList<CloudFault> planned = await CloudTarget.FaultsAsync(CancellationToken.None);
        DeploymentResult result = await Operation.RunAsync(_workspace, request, HearWithFaults, interruption);
        foreach (EngineEvent said in await FaultMessagesAsync(planned, request.IsPreview))
            Hear(said);
        if (result == DeploymentResult.Succeeded)
            KeepSettings();
        // A preview that saved would put its cloud over that of a run beside it.
        if (!request.IsPreview)
            CloudTarget.Save();
        IReadOnlyList<CloudCall> calls = await CloudTarget.CallsAfterAsync(earlier.Count == 0 ? 0 : earlier[^1].Number, CancellationToken.None);
        return view.ToRecord(result, calls.Select(call => call.Action));

        // A fault is told before whatever it has led to.
        void HearWithFaults(EngineEvent happened)
        {
            foreach (string fault in CloudTarget.TakeHappened() ?? [])
                Hear(Happened(fault));
            Hear(happened);
        }

        void Hear(EngineEvent happened)
        {
            if (!request.IsPreview && ChangesSomething(happened))
                KeepWhatCanBe();
            if (happened is EngineEvent.StepEnded && !request.IsPreview)
                SaveWhatCanBe();
            view.Apply(happened);
            listener(happened);
        }
    }

    /// <summary>Has the next session begin with the settings that --config gave to this one.</summary>
    /// <exception cref="ConfigurationException">The disk refuses.</exception>
    public void KeepSettings()
    {
        _keepSettings?.Invoke();
        _keepSettings = null;
    }

    /// <summary>What a refused setting never comes to: a resource is about to be changed. The program's own objects and providers come before.</summary>
    private static bool ChangesSomething(EngineEvent happened)
        => happened is EngineEvent.StepStarted { Step: { Pending: not null } step } && !step.Type.StartsWith(Urns.ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>A failed write is reported where the run has succeeded; else the run's own error says enough.</summary>
    private void KeepWhatCanBe()
    {
        try
        {
            KeepSettings();
        }
        catch (ConfigurationException)
        {
            // The attempt at the end meets the same disk.
        }
    }

    /// <summary>What is left to be told of faults at the end: those that could not be told before, and the session's own that have met nothing.</summary>
    private async Task<IReadOnlyList<EngineEvent>> FaultMessagesAsync(IReadOnlyList<CloudFault> before, bool isPreview)
    {
        if (before.Count == 0)
            return [];
        IReadOnlyList<CloudFault> now = await CloudTarget.FaultsAsync(CancellationToken.None);
        IEnumerable<string> happened = CloudTarget.TakeHappened()
            ?? before.Where(fault => !now.Any(still => still.Number == fault.Number && still.Happened == fault.Happened)).Select(fault => fault.Text);
        IEnumerable<string> unmet = now.Where(fault => !isPreview && fault.Happened == 0 && _faults.Contains(fault.Number)).Select(fault => fault.Text);
        return
        [
            .. happened.Select(Happened),
            .. unmet.Select(fault => new EngineEvent.Message(
                Severity.Warning, $"The fault {fault} has met nothing in this run{(_scratch is null ? "; it stays planned for the next one" : "")}.", "", Ephemeral: false)),
        ];
    }

    private static EngineEvent Happened(string fault) => new EngineEvent.Message(Severity.Info, $"Fault: {fault}", "", Ephemeral: false);

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
                _faults.Add(await CloudTarget.AddFaultAsync(await targets.CompleteAsync(fault, cancellationToken), cancellationToken));
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
