using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What to run, and how.</summary>
internal sealed record DeploymentOptions(string Project, string Stack, StackConfig Config)
{
    /// <summary>Nothing is changed, in the cloud or in the state.</summary>
    public bool Preview { get; init; }

    /// <summary>Read everything before anything else.</summary>
    public bool Refresh { get; init; }

    /// <summary>URNs to be replaced whatever their providers would say.</summary>
    public ImmutableHashSet<string> Replace { get; init; } = [];

    /// <summary>The only URNs to be touched; empty for all.</summary>
    public ImmutableHashSet<string> Targets { get; init; } = [];

    /// <summary>A failed step stops only what depends on it.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>How many steps may run at once. Default 16, as the engine's.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>Components and providers are never left out: what is targeted may need them.</summary>
    public bool IsTargeted(string urn) => Targets.IsEmpty || Targets.Contains(urn) || Urns.IsProviderType(Urns.TypeOf(urn));

    public string StackUrn => PropertyValues.Urn.OfStack(Stack, Project).ToString();
}
