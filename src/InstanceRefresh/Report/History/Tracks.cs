using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report.History;

/// <summary>One activity through time: the latest look at it, and when which of its states was first seen.</summary>
internal sealed record ActivityTrack(
    RefreshActivity Latest, DateTimeOffset PolledAt, ImmutableArray<StatusMark> Marks, ImmutableSortedDictionary<int, BatchTrack> Batches)
{
    public string Status => Marks is [.., var last] ? last.Status : "";
}

/// <summary>One batch through time. The wait before its first beginning is not marked.</summary>
internal sealed record BatchTrack(ImmutableArray<StatusMark> Marks, ImmutableSortedDictionary<string, InstanceTrack> Instances)
{
    public static BatchTrack Unseen { get; } = new([], ImmutableSortedDictionary.Create<string, InstanceTrack>(StringComparer.Ordinal));

    public string Status => Marks is [.., var last] ? last.Status : BatchStatus.Waiting;

    /// <summary>When the latest spell of work began; null before the first.</summary>
    public DateTimeOffset? WorkBegan => Marks.LastOrDefault(mark => Work.IsGoingOn(mark.Status))?.At;
}

/// <summary>One instance through time. The wait for its batch is not marked.</summary>
internal sealed record InstanceTrack(ImmutableArray<InstanceMark> Marks)
{
    public static InstanceTrack Unseen { get; } = new([]);

    public string Status => Marks is [.., var last] ? last.Status : InstanceStatus.Waiting;

    /// <summary>How often work on it has begun: every result was an attempt, and so is work in progress now.</summary>
    public int Attempts
    {
        get
        {
            int results = 0;
            foreach (InstanceMark mark in Marks)
                results += mark.Status is InstanceStatus.Successful or InstanceStatus.Failed ? 1 : 0;
            return results + (Work.IsGoingOn(Status) ? 1 : 0);
        }
    }
}

/// <summary>What batches and instances have in common: they wait, are worked on, and come to an end from which a retry may take them back.</summary>
internal static class Work
{
    public static bool IsGoingOn(string status) => status is "INIT" or "RUNNING";

    public static bool HasNotBegun(string status) => status is "WAITING" or "";

    /// <summary>An end that only work can lead to. CANCELLED and NOT_FOUND befall those that wait, too.</summary>
    public static bool IsResult(string status) => status is "SUCCESSFUL" or "PARTIALLY_SUCCESSFUL" or "FAILED";
}
