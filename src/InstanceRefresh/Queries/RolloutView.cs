using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One activity as the service shows it, with what follows from it, for somebody who did not start it.</summary>
public sealed record RolloutView
{
    public required string AutoScalingGroupId { get; init; }

    public required string RefreshActivityId { get; init; }

    /// <summary>One of <see cref="AutoScaling.ActivityType"/>.</summary>
    public required string ActivityType { get; init; }

    /// <summary>For a rollback: the activity that it undoes. Else null.</summary>
    public string? OriginRefreshActivityId { get; init; }

    /// <summary>The rollback that undoes it. Null: there is none, or nobody has looked.</summary>
    public string? RollbackActivityId { get; init; }

    /// <summary>One of <see cref="AutoScaling.RefreshMode"/>; null if the service does not tell.</summary>
    public string? RefreshMode { get; init; }

    /// <summary>One of <see cref="ActivityStatus"/>, or a word that the service has learned since.</summary>
    public required string Status { get; init; }

    public RefreshOutcome Outcome { get; init; }

    /// <summary>Whether it still holds the group, paused or not.</summary>
    public bool Alive { get; init; }

    /// <summary>Where it is, with the one line that the provider prints too.</summary>
    public required RolloutProgress Progress { get; init; }

    public ImmutableArray<BatchOutput> Batches { get; init; } = [];

    /// <summary>At most 200 of them.</summary>
    public ImmutableArray<FailedInstance> FailedInstances { get; init; } = [];

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>How long the group could not scale because of it, until its end or until now.</summary>
    public int FrozenSeconds { get; init; }

    /// <summary>The part of it between batches: pauses and what was checked in them. The service does not date pauses: of a batch that failed and was retried
    /// the time in between belongs to the batch.</summary>
    public int PausedSeconds { get; init; }

    /// <summary>Which image went and which came. Null: not known any more, for the service keeps no such history.</summary>
    public ImageChange? Images { get; init; }

    /// <summary>Why it is not where a rollout should be, a sentence each. Empty while nothing is wrong.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>What can be done about that.</summary>
    public ImmutableArray<string> NextSteps { get; init; } = [];

    /// <summary>The service's time of the answer.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>What it was made from.</summary>
    internal RefreshActivity Activity { get; init; } = new();

    internal TimeSpan ExpectedBatch { get; init; }
}

/// <summary>What instances ran before a rollout and what they run after it; of each how many instances show it now.</summary>
/// <param name="From">Empty: no instance shows it any more.</param>
/// <param name="To">Empty: no instance shows it yet.</param>
public sealed record ImageChange(ImmutableSortedDictionary<string, int> From, ImmutableSortedDictionary<string, int> To);
