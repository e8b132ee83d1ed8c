using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Pulumi;

/// <summary>Runs a program: gives it the engine's settings, waits until all it began is done, and tells how it ended.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Running = new();

    private readonly ResourceMonitor.ResourceMonitorClient _monitor;

    private Deployment(ProgramSettings settings, ResourceMonitor.ResourceMonitorClient monitor, Pulumirpc.Engine.EngineClient engine)
    {
        Settings = settings;
        _monitor = monitor;
        Log = new EngineLog(engine, Tasks);
        Registrations = new Registrations(this, monitor);
        Invocations = new Invocations(this, monitor);
        Public = new DeploymentInstance(this);
    }

    /// <summary>The deployment of the running program.</summary>
    /// <exception cref="InvalidOperationException">No program is running.</exception>
    public static DeploymentInstance Instance => Required.Public;

    internal static Deployment? Current => Running.Value;

    internal static Deployment Required
        => Running.Value ?? throw new InvalidOperationException("No program is running: make resources inside Deployment.RunAsync.");

    internal ProgramSettings Settings { get; }

    internal RunningTasks Tasks { get; } = new();

    internal EngineLog Log { get; }

    internal Registrations Registrations { get; }

    internal Invocations Invocations { get; }

    internal DeploymentInstance Public { get; }

    /// <summary>The stack, the parent of whatever names no other.</summary>
    internal Stack? Root { get; set; }

    // Registration begins only after the constructor that asks for it has had its turn: a fast answer must not meet a half-built object.
    internal void Register(Resource resource, ResourceArgs args, ResourceOptions options)
        => Tasks.Add(Task.Run(() => Registrations.CompleteAsync(resource, args, options)));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
        => Tasks.Add(Task.Run(() => Registrations.ShowOutputsAsync(resource, outputs)));

    private async Task SignalEndAsync()
        => await _monitor.SignalAndWaitForShutdownAsync(new Empty());
}
