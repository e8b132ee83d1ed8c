using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Why a rollout is not where it should be, and what can be done about it.</summary>
internal sealed record Explanation(ImmutableArray<string> Reasons, ImmutableArray<string> NextSteps)
{
    /// <summary>What is good to know besides, and no reason.</summary>
    public ImmutableArray<string> Rest { get; init; } = [];

    /// <summary>That of a result; of one that is where it should be, nothing.</summary>
    public static Explanation Of(OperationResult result) => (result as OperationResult.Incomplete)?.Why ?? new([], []);

    /// <summary>The same with another reason before it.</summary>
    public Explanation After(string reason) => this with { Reasons = [reason, .. Reasons] };

    /// <summary>As stored and shown: the reasons, one line with the next steps, and then the rest.</summary>
    public IReadOnlyList<string> Lines => [.. Reasons, .. NextSteps.IsEmpty ? [] : (string[])[$"Next steps: {string.Join("; ", NextSteps)}."], .. Rest];
}
