using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Why a rollout is not where it should be, and what can be done about it.</summary>
internal sealed record Explanation(ImmutableArray<string> Reasons, ImmutableArray<string> WaysOn)
{
    /// <summary>As stored and shown: the reasons, then one line with the ways on.</summary>
    public IReadOnlyList<string> Lines => WaysOn.IsEmpty ? Reasons : [.. Reasons, $"Ways on: {string.Join("; ", WaysOn)}."];
}
