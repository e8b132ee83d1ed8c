using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The inputs of the resource, checked and with defaults. See <see cref="InputCatalogue"/> for ranges.</summary>
public sealed partial record RefreshInputs
{
    /// <summary>The group, <c>asg-…</c>. Empty: not known yet in this preview.</summary>
    public string AutoScalingGroupId { get; init; } = "";

    /// <summary>Values whose change starts a new rollout. May hold secrets: never printed.</summary>
    public ImmutableSortedDictionary<string, string> Triggers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>One of <see cref="AutoScaling.RefreshMode"/>.</summary>
    public string RefreshMode { get; init; } = AutoScaling.RefreshMode.Reset;

    public RolloutSettings Settings { get; init; } = new();

    /// <summary>One of <see cref="AutoScaling.ResumeMode"/>; used by the next resume.</summary>
    public string ResumeMode { get; init; } = AutoScaling.ResumeMode.Retry;

    /// <summary>
    /// Pauses after batches up to this one are resumed at once; no resume begins a batch beyond the one after it. Null: each operation resumes one
    /// policy pause.
    /// </summary>
    public int? ApprovedThroughBatch { get; init; }

    /// <summary>How often one operation resumes a failed batch by itself, 0 to 10.</summary>
    public int FailureRetries { get; init; }

    public DesiredState DesiredState { get; init; }

    /// <summary>Whether what is desired can only be had of a rollout that there is: nothing is to be started for it, whatever the triggers say.</summary>
    internal bool StartsNothing => DesiredState is DesiredState.Cancelled or DesiredState.RolledBack;

    public ConflictPolicy OnConflict { get; init; }

    public InterruptPolicy OnInterrupt { get; init; }

    public WaitTarget WaitFor { get; init; }

    /// <summary>Longest quiet spell of a batch in progress. Null: derived from the plan.</summary>
    public TimeSpan? ProgressDeadline { get; init; }

    /// <summary>Names of outcomes that end an operation with an error.</summary>
    public ImmutableArray<string> FailOn { get; init; } = [];

    /// <summary>Whether a first rollout is left out where every instance is shown to run what it would get.</summary>
    public bool SkipMatching { get; init; }

    /// <summary>The digest of the plan that was reviewed. Null: none is expected.</summary>
    public string? ExpectedPlan { get; init; }

    /// <summary>How batches are verified. Null: they are not.</summary>
    public VerificationSettings? Verification { get; init; }

    public StandbyInstances StandbyInstances { get; init; }

    /// <summary>The smallest share of the desired capacity that has to be in service and healthy, 0 to 100. Null: not checked.</summary>
    public int? MinHealthyPercent { get; init; }

    public bool Equals(RefreshInputs? other) => other is not null && ToMap() == other.ToMap();

    public override int GetHashCode() => HashCode.Combine(AutoScalingGroupId, DesiredState, Triggers.Count);

    public override string ToString() => $"RefreshInputs({AutoScalingGroupId}, {RefreshMode}, {DesiredState})";
}

/// <summary>How a rollout goes about its work; read when one starts.</summary>
public sealed record RolloutSettings
{
    /// <summary>Number of batches, at least 1. Null if <see cref="MaxUnavailablePercent"/> stands in its place, or if it is not known yet.</summary>
    public int? BatchNumber { get; init; }

    /// <summary>The largest share of the running instances that one batch may take out, 1 to 100.</summary>
    public int? MaxUnavailablePercent { get; init; }

    /// <summary>One of <see cref="AutoScaling.BatchPause"/>.</summary>
    public string BatchPause { get; init; } = AutoScaling.BatchPause.Automatic;

    /// <summary>Extra instances; null or 0 for none.</summary>
    public int? MaxSurge { get; init; }

    /// <summary>One of <see cref="AutoScaling.FailProcess"/>.</summary>
    public string FailProcess { get; init; } = AutoScaling.FailProcess.AutoPause;

    public bool CheckHealth { get; init; }

    /// <summary>Seconds, 60 to 7200. Null: the service's own, 1800.</summary>
    public int? HealthTimeoutSeconds { get; init; }
}
