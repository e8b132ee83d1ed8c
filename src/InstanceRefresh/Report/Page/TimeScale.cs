using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh.Report.Page;

/// <summary>
/// Where on the picture a moment lies, from 0 (left) to 1 (right). Stretches without work are cut short: a rollout may wait for its approval
/// over a weekend, and its batches, which take minutes, must still be seen.
/// </summary>
internal sealed class TimeScale
{
    /// <summary>The most that one idle stretch may take, as a share of all work.</summary>
    private const double IdleAtMost = 0.15;

    private readonly ImmutableArray<Stretch> _stretches;
    private readonly double _length;

    private TimeScale(ImmutableArray<Stretch> stretches)
    {
        _stretches = stretches;
        _length = stretches.Sum(stretch => stretch.Weight);
    }

    public DateTimeOffset Begin => _stretches[0].From;

    /// <summary>The stretches that are drawn shorter than they were.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Cuts => _stretches.Where(stretch => stretch.IsCut).Select(stretch => (stretch.From, stretch.To));

    public static TimeScale Over(DateTimeOffset begin, DateTimeOffset end, IEnumerable<Span> work)
    {
        if (end <= begin)
            end = begin.AddSeconds(1);
        List<Stretch> stretches = [];
        DateTimeOffset at = begin;
        foreach (Span span in work.Where(span => span.To > span.From).OrderBy(span => span.From))
        {
            DateTimeOffset from = Within(span.From), to = Within(span.To);
            if (from > at)
                stretches.Add(new(at, from, IsWork: false));
            if (to > at)
                stretches.Add(new(from > at ? from : at, to, IsWork: true));
            at = to > at ? to : at;
        }
        if (end > at)
            stretches.Add(new(at, end, IsWork: false));

        double worked = stretches.Where(stretch => stretch.IsWork).Sum(stretch => stretch.Seconds);
        double most = worked > 0 ? Math.Max(10, worked * IdleAtMost) : double.MaxValue;
        return new([.. stretches.Select(stretch => stretch.IsWork ? stretch : stretch with { Most = most })]);

        DateTimeOffset Within(DateTimeOffset time) => time < begin ? begin : time > end ? end : time;
    }

    public double Place(DateTimeOffset time)
    {
        double passed = 0;
        foreach (Stretch stretch in _stretches)
        {
            if (time < stretch.To)
                return (passed + (time <= stretch.From ? 0 : stretch.Weight * ((time - stretch.From) / (stretch.To - stretch.From)))) / _length;
            passed += stretch.Weight;
        }
        return 1;
    }

    /// <summary>Round times for the axis, none in a stretch that is cut, and with room for a label from one to the next.</summary>
    public IEnumerable<DateTimeOffset> Ticks()
    {
        int[] steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
        int step = steps.FirstOrDefault(seconds => seconds / _length >= Room(seconds), steps[^1]);
        double last = double.MinValue;
        foreach (Stretch stretch in _stretches.Where(stretch => !stretch.IsCut))
        {
            long first = (stretch.From.ToUnixTimeSeconds() + step - 1) / step * step;
            for (long at = first; at <= stretch.To.ToUnixTimeSeconds(); at += step)
            {
                DateTimeOffset tick = DateTimeOffset.FromUnixTimeSeconds(at);
                if (tick < stretch.From || Place(tick) - last < Room(step) * 0.9)
                    continue;
                last = Place(tick);
                yield return tick;
            }
        }
    }

    /// <summary>Share of the width that a label needs on a narrow page; one with seconds is longer.</summary>
    private static double Room(int step) => step % 60 == 0 ? 0.14 : 0.24;

    private sealed record Stretch(DateTimeOffset From, DateTimeOffset To, bool IsWork)
    {
        public double Most { get; init; } = double.MaxValue;

        public double Seconds => (To - From).TotalSeconds;

        public double Weight => Math.Min(Seconds, Most);

        public bool IsCut => Seconds > Most;
    }
}
