using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.Rehearsal.Services;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>
/// One operation from start to end: state → services → plugins and program → deployment → everything closed again.
/// An update is two of them, its preview and itself, each with processes of its own, as with the real engine.
/// </summary>
internal sealed class Operation
{
    private static readonly string RefusalOfAStoppedRun = new RunStoppedException().Message;

    private readonly Workspace _workspace;
    private readonly OperationRequest _request;
    private readonly EventStream _events;

    private Operation(Workspace workspace, OperationRequest request, EventStream events)
        => (_workspace, _request, _events) = (workspace, request, events);

    /// <param name="listener">Hears one event at a time.</param>
    /// <exception cref="CheckpointException">The state cannot be read, or another run holds it.</exception>
    /// <exception cref="SecretsException">The state's secrets cannot be opened.</exception>
    public static Task<DeploymentResult> RunAsync(
        Workspace workspace, OperationRequest request, Action<EngineEvent> listener, Interruption interruption)
        => new Operation(workspace, request, new EventStream(listener)).RunAsync(interruption);

    private async Task<DeploymentResult> RunAsync(Interruption interruption)
    {
        using IDisposable? held = _request.IsPreview || _workspace.IsHeld ? null : _workspace.Checkpoint.Lock();
        Deployment? deployment = null;
        SnapshotWriter snapshots = new(_workspace.Checkpoint.Load(), snapshot => Keep(snapshot, deployment));
        if (_request.ClearPendingCreates)
            snapshots.ClearPendingCreates();
        EngineService engine = new(new EventStream(happened => Relay(happened, deployment)));
        await using GrpcServer engineServer = await GrpcServer.StartAsync(methods => Pulumirpc.Engine.BindService(methods, engine), interruption.Twice);
        await using PluginHost plugins = new(_workspace.Plugins, _workspace.ConfigOverrides, engineServer.Address);
        LoadAhead(plugins, snapshots.Current);
        using Deployment running = deployment = new(new(_workspace.Project, _workspace.Stack), _request, snapshots, plugins, _events, _workspace.Clock);
        using CancellationTokenRegistration once = interruption.Once.UnsafeRegister(_ => Cancel(running, plugins), null);
        using CancellationTokenRegistration twice = interruption.Twice.UnsafeRegister(_ => Terminate(running), null);
        return await RunAsync(running, engineServer.Address);
    }

    private async Task<DeploymentResult> RunAsync(Deployment deployment, string engineAddress)
    {
        if (_request.Kind == OperationKind.Refresh)
            return await deployment.RefreshAsync();
        if (_request.Kind == OperationKind.Destroy)
            return await deployment.RunAsync(source: null);
        MonitorService monitor = new(deployment);
        await using GrpcServer monitorServer = await GrpcServer.StartAsync(methods => ResourceMonitor.BindService(methods, monitor), CancellationToken.None);
        return await deployment.RunAsync(_workspace.Program(deployment, monitor, new(monitorServer.Address, engineAddress)));
    }

    private void LoadAhead(PluginHost plugins, Snapshot state)
    {
        bool runsProgram = _request.Kind is OperationKind.Up or OperationKind.Preview;
        foreach (string package in _workspace.LoadAhead)
        {
            if (runsProgram || state.Resources.Any(resource => resource.Type == Urns.ProviderTypePrefix + package))
                plugins.LoadAhead(package);
        }
    }

    private void Cancel(Deployment deployment, PluginHost plugins)
    {
        deployment.Cancel();
        _events.Say(Severity.Info, "Cancelling: waiting for the running steps. Press Ctrl-C again to stop at once.");
        // Not waited for here: the steps that end because of it are.
        _ = plugins.CancelAsync(CancellationToken.None);
    }

    private void Terminate(Deployment deployment)
    {
        // First, for the run may be over as soon as it is torn down.
        _events.Say(Severity.Info, _request is { IsPreview: false, Kind: OperationKind.Up }
            ? "Interrupted. A rollout may continue in the cloud: the next `up` finds it."
            : "Interrupted.");
        deployment.TearDown();
    }

    /// <summary>
    /// What a program or plugin says. A program whose first call meets a run that stops cannot know that it stops, and complains of the refusal:
    /// that is our own word coming back.
    /// </summary>
    private void Relay(EngineEvent happened, Deployment? deployment)
    {
        if (deployment is { IsStopping: true } && happened is EngineEvent.Message message && message.Text.Contains(RefusalOfAStoppedRun, StringComparison.Ordinal))
            return;
        _events.Publish(happened);
    }

    /// <summary>A state that cannot be kept is a reason to stop at once: whatever is done from here on would be forgotten.</summary>
    private void Keep(Snapshot snapshot, Deployment? deployment)
    {
        if (_request.IsPreview)
            return;
        try
        {
            _workspace.Checkpoint.Save(snapshot);
        }
        catch (CheckpointException refused)
        {
            _events.Say(Severity.Error, refused.Message);
            deployment?.Fail();
        }
    }
}
