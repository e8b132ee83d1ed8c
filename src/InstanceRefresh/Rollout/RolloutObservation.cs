using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What came of the last effect of a step. Closed: these cases and no others. The service's words in it are cleaned of secrets.</summary>
internal abstract record RolloutObservation
{
    private RolloutObservation()
    {
    }

    /// <summary>A poll was answered.</summary>
    /// <param name="Listed">The activities asked about that the service lists.</param>
    /// <param name="AnsweredAt">The service's time.</param>
    public sealed record Polled(IReadOnlyList<RefreshActivity> Listed, DateTimeOffset AnsweredAt, string? RequestId) : RolloutObservation
    {
        /// <summary>The launch configuration at that time; null: it was not looked at.</summary>
        public AppliedConfiguration? Configuration { get; init; }

        /// <summary>Which instances wait in a lifecycle hook at that time; null: they were not asked about.</summary>
        public System.Collections.Immutable.ImmutableHashSet<string>? InHook { get; init; }
    }

    /// <summary>A write was accepted.</summary>
    /// <param name="Seen">The activity as it was when that was decided.</param>
    public sealed record Written(NextStep Step, RefreshActivity Seen, ConfirmedWrite Confirmed) : RolloutObservation;

    /// <summary>A write was refused since the activity has moved on: between the poll and the call somebody, or the service itself, was faster.</summary>
    public sealed record Overtaken(RefreshActivity Seen, CloudServiceException Refusal) : RolloutObservation;

    /// <summary>A write has not reached the activity, and another one may.</summary>
    public sealed record Unsent(CloudException Failure) : RolloutObservation;

    /// <summary>A resume was not sent, since too few instances would serve.</summary>
    public sealed record Refrained(RefreshActivity Seen, string Why) : RolloutObservation;

    /// <summary>What a verification wanted to know.</summary>
    /// <param name="Seen">The activity that is verified.</param>
    public sealed record Answered(RefreshActivity Seen, VerificationAnswers Answers) : RolloutObservation;

    /// <summary>The group's activities were searched for a rollback.</summary>
    /// <param name="Seen">The activity that it would undo.</param>
    /// <param name="Rollback">Null: there is none.</param>
    public sealed record Sought(RefreshActivity Seen, RefreshActivity? Rollback) : RolloutObservation;
}

/// <summary>Where an operation stands in time.</summary>
/// <param name="Now">Since its beginning, on the monotonic clock.</param>
/// <param name="IsOver">Whether its limit is over.</param>
/// <param name="Chosen">The limit that the user has chosen; null: it is derived.</param>
internal readonly record struct Moment(TimeSpan Now, bool IsOver = false, TimeSpan? Chosen = null);
