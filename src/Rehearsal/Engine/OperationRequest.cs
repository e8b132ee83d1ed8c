using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>One run of the engine: what to do, and how.</summary>
/// <param name="Preview">Of an up, a refresh or a destroy: what it would do. A refresh really reads in its preview.</param>
internal sealed record OperationRequest(OperationKind Kind, StackConfig Config, bool Preview = false)
{
    /// <summary>Nothing is to be changed: neither the cloud nor any file.</summary>
    public bool IsPreview => Preview || Kind == OperationKind.Preview;

    /// <summary>Read everything first.</summary>
    public bool RefreshFirst { get; init; }

    /// <summary>Forget creates of which an earlier run did not see the end.</summary>
    public bool ClearPendingCreates { get; init; }

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
}
