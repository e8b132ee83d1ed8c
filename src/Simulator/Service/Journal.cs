using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Service;

/// <summary>One line of what happened.</summary>
public sealed record JournalEntry(long Number, DateTimeOffset Time, string GroupId, string? ActivityId, string Text)
{
    /// <summary>The status that the activity has from now on, in the API's word; null where the line is about something else.</summary>
    public string? Status { get; init; }
}

/// <summary>What happened lately, for people: the last thousand lines.</summary>
internal sealed class Journal
{
    private const int Kept = 1_000;

    private readonly Queue<JournalEntry> _entries = new();

    /// <summary>The number of the latest line; grows with every change there is to see.</summary>
    public long Revision { get; private set; }

    public void Add(DateTimeOffset time, string groupId, string? activityId, string text, string? status = null)
    {
        _entries.Enqueue(new(++Revision, time, groupId, activityId, text) { Status = status });
        if (_entries.Count > Kept)
            _entries.Dequeue();
    }

    public ImmutableArray<JournalEntry> After(long number) => [.. _entries.Where(entry => entry.Number > number)];
}
