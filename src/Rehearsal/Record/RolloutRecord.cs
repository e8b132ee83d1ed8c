using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>A rollout as its resource's outputs have it. Members are empty or 0 where the outputs do not say.</summary>
internal sealed record RolloutRecord
{
    public const string Type = "tencentcloud-refresh:index:InstanceRefresh";

    public string GroupId { get; init; } = "";

    public string ActivityId { get; init; } = "";

    /// <summary>The service's word, such as FAILED_PAUSE.</summary>
    public string Status { get; init; } = "";

    /// <summary>The resource's word, such as AwaitingApproval.</summary>
    public string Outcome { get; init; } = "";

    public int CurrentBatch { get; init; }

    public int BatchCount { get; init; }

    public int RefreshedInstances { get; init; }

    public int TotalInstances { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public bool IsAlive => Status.Length > 0 && Status != "SKIPPED" && !ActivityStatus.IsTerminal(Status);

    /// <summary>The activity that takes this one back, if there is one.</summary>
    public string RollbackActivityId { get; init; } = "";

    public ImmutableArray<BatchRecord> Batches { get; init; } = [];

    public ImmutableArray<FailedInstanceRecord> FailedInstances { get; init; } = [];

    /// <returns>Null for other resources, and for a rollout of which nothing is known yet.</returns>
    public static RolloutRecord? Of(string type, PropertyMap outputs) => type == Type && outputs.Find("refreshActivityId") is PropertyValue.Text
        ? new()
        {
            GroupId = Text(outputs, "autoScalingGroupId"),
            ActivityId = Text(outputs, "refreshActivityId"),
            Status = Text(outputs, "status"),
            Outcome = Text(outputs, "outcome"),
            CurrentBatch = Number(outputs, "currentBatch"),
            BatchCount = Number(outputs, "batchCount"),
            RefreshedInstances = Number(outputs, "refreshedInstances"),
            TotalInstances = Number(outputs, "totalInstances"),
            StartTime = Time(Text(outputs, "startTime")),
            EndTime = Time(Text(outputs, "endTime")),
            RollbackActivityId = Text(outputs, "rollbackActivityId"),
            Batches = [.. Items(outputs, "batches").Select(BatchRecord.Of)],
            FailedInstances = [.. Items(outputs, "failedInstances").Select(failed => new FailedInstanceRecord(
                Text(failed, "instanceId"), Number(failed, "batch"), Text(failed, "message"), Text(failed, "lastActivityId")))],
        }
        : null;

    /// <summary>In the form in which progress is told, with the service's word for where it stands.</summary>
    public RolloutProgress ToProgress() => new()
    {
        RefreshActivityId = ActivityId,
        AutoScalingGroupId = GroupId,
        Phase = Status,
        IsOver = true,
        IsRollback = RollbackActivityId.Length > 0,
        Batch = CurrentBatch,
        Batches = Math.Max(BatchCount, Batches.Length),
        Done = RefreshedInstances,
        Total = TotalInstances,
        Failed = Batches.Sum(batch => batch.InstanceCounts.GetValueOrDefault(InstanceStatus.Failed)),
        // The start is that of what was undone.
        Elapsed = RollbackActivityId.Length > 0 ? null : EndTime - StartTime,
        PerBatch = [.. Batches.Select(batch => batch.ToProgress())],
    };

    internal static DateTimeOffset? Time(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    internal static string Text(PropertyMap map, string name) => map.Find(name)?.Unwrapped() is PropertyValue.Text text ? text.Value : "";

    internal static int Number(PropertyMap map, string name) => map.Find(name)?.Unwrapped() is PropertyValue.Number number ? (int)number.Value : 0;

    private static IEnumerable<PropertyMap> Items(PropertyMap map, string name)
        => map.Find(name)?.Unwrapped() is PropertyValue.Array list ? list.Items.OfType<PropertyValue.Object>().Select(item => item.Members) : [];
}

/// <param name="InstanceCounts">How many of its instances are in which status.</param>
internal sealed record BatchRecord(int Number, string Status, string StartTime, string EndTime, ImmutableSortedDictionary<string, int> InstanceCounts)
{
    public BatchProgress ToProgress() => new(
        Number, InstanceCounts.Values.Sum(), InstanceCounts.GetValueOrDefault(InstanceStatus.Successful), InstanceCounts.GetValueOrDefault(InstanceStatus.Failed),
        InstanceCounts.GetValueOrDefault(InstanceStatus.Running))
    {
        Lost = InstanceCounts.GetValueOrDefault(InstanceStatus.NotFound),
        Elapsed = RolloutRecord.Time(EndTime) - RolloutRecord.Time(StartTime),
    };

    public static BatchRecord Of(PropertyMap batch) => new(
        RolloutRecord.Number(batch, "number"),
        RolloutRecord.Text(batch, "status"),
        RolloutRecord.Text(batch, "startTime"),
        RolloutRecord.Text(batch, "endTime"),
        batch.Find("instanceCounts")?.Unwrapped() is PropertyValue.Object counts
            ? counts.Members.ToImmutableSortedDictionary(count => count.Key, count => count.Value is PropertyValue.Number n ? (int)n.Value : 0, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, int>.Empty);
}

internal sealed record FailedInstanceRecord(string InstanceId, int Batch, string Message, string LastActivityId);
