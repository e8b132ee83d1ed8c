using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Why a rollout is not where it should be, and what can be done about it.</summary>
internal sealed record Explanation(ImmutableArray<string> Reasons, ImmutableArray<string> NextSteps)
{
    /// <summary>As stored and shown: the reasons, then one line with the next steps.</summary>
    public IReadOnlyList<string> Lines => NextSteps.IsEmpty ? Reasons : [.. Reasons, $"Next steps: {string.Join("; ", NextSteps)}."];
}
