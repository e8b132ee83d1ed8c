using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>
/// What one rollout did, as of its last poll: the one model behind the Markdown, JSON, JUnit and HTML forms. Texts from outside have been through
/// <see cref="ReportText.Clean"/>, times are the service's, everything is sorted, so equal inputs give equal bytes.
/// It holds ids, states, numbers and messages of the service only. No input of the stack ends up here except the rolling settings: triggers
/// and credentials may be secret, and a report is made to be passed around.
/// </summary>
internal sealed record RolloutReport
{
    /// <summary>Version of the JSON form. Members may be added within a version; a rename or another meaning raises it.</summary>
    public int Version { get; init; } = 1;
    public required string AutoScalingGroupId { get; init; }
    public string? AutoScalingGroupName { get; init; }
    public required string RefreshActivityId { get; init; }
    /// <summary>The name of a <see cref="RefreshOutcome"/>.</summary>
    public required string Outcome { get; init; }
    /// <summary>The status in the API's own word, of the rollback once there is one; empty when nothing was ever seen.</summary>
    public required string Status { get; init; }
    /// <summary>Whether the operation that wrote this report ended without an error. A pause for approval ends well; an interrupted wait does not.</summary>
    public required bool EndedWell { get; init; }
    /// <summary>Whether that operation has started the rollout. False: it has continued one that an earlier run or somebody else had started.</summary>
    public bool Started { get; init; }
    /// <summary>The whole rollout in a sentence, without markup.</summary>
    public required string Headline { get; init; }
    /// <summary>Why the operation did not end well, or what it warns about, a sentence each.</summary>
    public required ImmutableArray<string> Reasons { get; init; }
    /// <summary>Why the rollout was rolled back or cancelled, a sentence each: kept from the run that failed, else as its instances and verifications tell.</summary>
    public ImmutableArray<string> Causes { get; init; } = [];
    /// <summary>What the reader can do next, a sentence each. Empty when nothing is left to do.</summary>
    [JsonPropertyName("waysOn")] // as earlier versions wrote it: a report is continued by later runs
    public required ImmutableArray<string> NextSteps { get; init; }
    /// <summary>Who ran that operation, and for which change.</summary>
    public RunOrigin? Run { get; init; }
    public ReportLaunchConfiguration? LaunchConfiguration { get; init; }
    public ReportImages? Images { get; init; }
    public ReportSettings? Settings { get; init; }
    /// <summary>The service's time at the last poll; what is still running is measured up to here.</summary>
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>From the first sign of the activity to its end, or to <see cref="AsOf"/>.</summary>
    public required long ElapsedSeconds { get; init; }
    /// <summary>The part of <see cref="ElapsedSeconds"/> that was spent in one of the pauses.</summary>
    public required long PausedSeconds { get; init; }
    /// <summary>Of the rollback once there is one: what it brought back.</summary>
    public required InstanceCounts Totals { get; init; }
    /// <summary>The rollout first, then the activity that rolled it back, if there was one.</summary>
    public required ImmutableArray<ReportActivity> Activities { get; init; }
    /// <summary>Whether every instance was shown to run what it should; null before the end.</summary>
    public bool? Verified { get; init; }
    /// <summary>Instances that the rollout did not bring to what they should run.</summary>
    public ImmutableArray<ReportDeviation> Deviations { get; init; } = [];
    /// <summary>What was waited for and asked between batches and at the end, oldest first.</summary>
    public ImmutableArray<ReportVerification> Verifications { get; init; } = [];
    /// <summary>What happened, oldest first.</summary>
    public required ImmutableArray<ReportEvent> Events { get; init; }

    /// <summary>The report of what was seen. The same history and ending give the same report, byte for byte in every form.</summary>
    public static RolloutReport From(RolloutHistory history, RolloutEnding ending) => ReportBuilder.Build(history, ending);
}

/// <summary>The launch configuration that the group referred to when the rollout began.</summary>
internal sealed record ReportLaunchConfiguration(string LaunchConfigurationId, long? Version);

/// <summary>What the instances run.</summary>
/// <param name="Before">The images before the rollout, the one of most instances first. Empty: not known.</param>
/// <param name="To">The image that the launch configuration gave when the rollout began. Null: not known, or it names none.</param>
/// <param name="Now">How many instances run which image, as last seen. Empty: not read.</param>
internal sealed record ReportImages(ImmutableArray<string> Before, string? To, ImmutableSortedDictionary<string, int> Now)
{
    [JsonIgnore]
    public bool AreKnown => !Before.IsEmpty || To is not null || !Now.IsEmpty;
}

/// <summary>An instance that does not run what it should; without an id, the group as a whole.</summary>
/// <param name="Kind">The name of a <see cref="DeviationKind"/>.</param>
/// <param name="Batch">From 1; 0 where it was in none.</param>
internal sealed record ReportDeviation(string InstanceId, string Kind, int Batch, string? Image, string? ExpectedImage, string Message);

/// <summary>How it was rolled, as the service echoes it; null for what it left out.</summary>
internal sealed record ReportSettings
{
    public string? RefreshMode { get; init; }
    public long? BatchNumber { get; init; }
    public string? BatchPause { get; init; }
    public long? MaxSurge { get; init; }
    public string? FailProcess { get; init; }
    public bool? CheckInstanceTargetHealth { get; init; }
    public long? CheckInstanceTargetHealthTimeout { get; init; }
}

/// <summary>How many instances are in which state. <see cref="Other"/> counts words that the service has added since.</summary>
internal sealed record InstanceCounts(int Total, int Successful, int Failed, int Working, int Waiting, int Cancelled, int NotFound, int Other)
{
    public InstanceCounts Plus(InstanceCounts more) => new(
        Total + more.Total, Successful + more.Successful, Failed + more.Failed, Working + more.Working, Waiting + more.Waiting, Cancelled + more.Cancelled,
        NotFound + more.NotFound, Other + more.Other);
}

/// <summary>One activity of the service with its batches, lowest number first.</summary>
internal sealed record ReportActivity
{
    public required string RefreshActivityId { get; init; }
    /// <summary><c>NORMAL</c> or <c>ROLLBACK</c>.</summary>
    public required string ActivityType { get; init; }
    [JsonIgnore]
    public bool IsRollback => ActivityType == AutoScaling.ActivityType.Rollback;
    public required string Status { get; init; }
    public DateTimeOffset? CreatedTime { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public required ImmutableArray<StatusMark> Marks { get; init; }
    public required ImmutableArray<ReportBatch> Batches { get; init; }
}

internal sealed record ReportBatch
{
    public required int Number { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public required InstanceCounts Counts { get; init; }
    public required ImmutableArray<StatusMark> Marks { get; init; }
    /// <summary>By id.</summary>
    public required ImmutableArray<ReportInstance> Instances { get; init; }
}

internal sealed record ReportInstance
{
    public required string InstanceId { get; init; }
    public required string Status { get; init; }
    /// <summary>The service's message about the latest state; null when it said nothing.</summary>
    public string? Message { get; init; }
    /// <summary>The scaling activity (<c>asa-…</c>) of the latest attempt.</summary>
    public string? LastActivityId { get; init; }
    /// <summary>How often work on it has begun. More than 1 after a retry.</summary>
    public required int Attempts { get; init; }
    public required ImmutableArray<InstanceMark> Marks { get; init; }
}

/// <summary>From this moment on the status was this one.</summary>
internal sealed record StatusMark(DateTimeOffset At, string Status);

/// <summary>From this moment on the instance's status was this one; message and scaling activity as they were then.</summary>
internal sealed record InstanceMark(DateTimeOffset At, string Status, string? Message = null, string? LastActivityId = null);

/// <summary>A line of the history. <see cref="Kind"/> is one of <see cref="ReportEventKind"/>.</summary>
internal sealed record ReportEvent(DateTimeOffset At, string Kind, string Text, string? RefreshActivityId = null, int? Batch = null);

internal static class ReportEventKind
{
    /// <summary>The activity changed its status.</summary>
    public const string Activity = "activity";
    /// <summary>A batch began or ended.</summary>
    public const string Batch = "batch";
    /// <summary>Instances failed or vanished.</summary>
    public const string Instance = "instance";
    /// <summary>We asked the service for something.</summary>
    public const string Action = "action";
    /// <summary>Anything else worth a line, e.g. an interruption.</summary>
    public const string Note = "note";
}
