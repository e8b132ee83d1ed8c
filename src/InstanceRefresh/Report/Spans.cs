using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>A stretch of one state. Work that led to a result bears the result's name: a bar is coloured by how it ended.</summary>
/// <param name="Status">The result, or the state itself when nothing followed yet.</param>
/// <param name="IsWork">Work as against waiting in a state, e.g. failed until the retry.</param>
internal sealed record Span(DateTimeOffset From, DateTimeOffset To, string Status, bool IsWork, string? Message = null)
{
    public TimeSpan Length => To - From;
}

/// <summary>Turns marks, which say when a state began, into spans.</summary>
internal static class Spans
{
    public static ImmutableArray<Span> Of(ImmutableArray<InstanceMark> marks, DateTimeOffset asOf)
    {
        ImmutableArray<Span>.Builder spans = ImmutableArray.CreateBuilder<Span>();
        for (int i = 0; i < marks.Length; i++)
        {
            DateTimeOffset from = marks[i].At;
            bool work = Work.IsGoingOn(marks[i].Status);
            while (work && i + 1 < marks.Length && Work.IsGoingOn(marks[i + 1].Status))
                i++; // INIT, then RUNNING: one spell
            InstanceMark? next = i + 1 < marks.Length ? marks[i + 1] : null;
            DateTimeOffset to = next?.At ?? asOf;
            if (to < from)
                to = from;
            spans.Add(work && next is not null
                ? new(from, to, next.Status, IsWork: true, next.Message)
                : new(from, to, marks[i].Status, work, marks[i].Message));
        }
        return spans.ToImmutable();
    }

    public static ImmutableArray<Span> Of(ImmutableArray<StatusMark> marks, DateTimeOffset asOf)
        => Of([.. marks.Select(mark => new InstanceMark(mark.At, mark.Status))], asOf);

    /// <summary>Every state by its own name, as an activity has them: what ends a spell of work there is mostly a pause.</summary>
    public static ImmutableArray<Span> States(ImmutableArray<StatusMark> marks, DateTimeOffset end)
        => [.. marks.Select((mark, i) => new Span(mark.At, i + 1 < marks.Length ? marks[i + 1].At : end > mark.At ? end : mark.At, mark.Status, Work.IsGoingOn(mark.Status)))];

    /// <summary>Seconds of all spells of work.</summary>
    public static double Worked(ImmutableArray<InstanceMark> marks, DateTimeOffset asOf) => Of(marks, asOf).Where(span => span.IsWork).Sum(span => span.Length.TotalSeconds);

    /// <inheritdoc cref="Worked(ImmutableArray{InstanceMark}, DateTimeOffset)"/>
    public static double Worked(ImmutableArray<StatusMark> marks, DateTimeOffset asOf) => Of(marks, asOf).Where(span => span.IsWork).Sum(span => span.Length.TotalSeconds);
}
