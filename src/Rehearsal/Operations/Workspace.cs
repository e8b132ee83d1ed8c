using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.Rehearsal.Services;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>Makes the source of registrations for one run: a process, or in tests a method.</summary>
internal delegate RegistrationSource OpenProgram(Deployment deployment, MonitorService monitor, ServiceAddresses addresses);

/// <summary>Everything that stays the same from run to run: project, stack, program, providers, state.</summary>
internal sealed record Workspace(
    string Project, string Stack, OpenProgram Program, IReadOnlyDictionary<string, LoadPlugin> Plugins, CheckpointFile Checkpoint)
{
    /// <summary>Packages whose plugins are slow to start: they start together with the program instead of after its first resource.</summary>
    public IReadOnlyList<string> LoadAhead { get; init; } = [];

    /// <summary>Changes a provider's settings on their way into Configure, by package; the state keeps what the stack says.</summary>
    public IReadOnlyDictionary<string, Func<PropertyMap, PropertyMap>> ConfigOverrides { get; init; }
        = new Dictionary<string, Func<PropertyMap, PropertyMap>>(StringComparer.Ordinal);

    /// <summary>Somebody above holds the stack already, for longer than one operation.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The time in the state: the cloud's, so that both agree.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
