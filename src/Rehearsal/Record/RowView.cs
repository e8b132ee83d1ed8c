using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>One resource on the screen, at one moment.</summary>
internal sealed record RowView(string Urn)
{
    public string Name => Urns.NameOf(Urn);

    /// <summary>The last word of the type: AsScalingGroup.</summary>
    public string Kind => Urns.TypeOf(Urn).Split(':')[^1];

    public StepOp Op { get; init; } = StepOp.Same;

    /// <summary>What is being done to it, or how that ended.</summary>
    public string Word { get; init; } = "";

    public bool IsRunning { get; init; }

    /// <summary>By a refresh. <see cref="Op"/> is then what the refresh did to its entry in the state.</summary>
    public bool WasRead { get; init; }

    public bool Failed { get; init; }

    /// <summary>What differs: <c>imageId: img-a → img-b</c>.</summary>
    public string Diff { get; init; } = "";

    /// <summary>The last word about how it goes.</summary>
    public string Info { get; init; } = "";

    /// <summary>When what is being done to it began, in the service's time.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>The newest that its provider has said of a rollout.</summary>
    public RolloutProgress? Progress { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ProgressAt { get; init; }

    public RolloutRecord? Rollout { get; init; }

    /// <summary>The rollout as it is to be drawn; null where there is nothing to draw.</summary>
    public RolloutProgress? Picture => IsRunning ? Progress : Rollout is { Batches.IsEmpty: false } ? Rollout.ToProgress() : null;

    public ImmutableArray<(Severity Severity, string Text)> Lines { get; init; } = [];

    /// <summary>Unchanged resources that have nothing to say are left out, as the CLI does.</summary>
    public bool IsWorthShowing => (Op != StepOp.Same || WasRead || Lines.Length > 0) && !(Urns.IsDefaultProvider(Urn) && !Failed);
}
