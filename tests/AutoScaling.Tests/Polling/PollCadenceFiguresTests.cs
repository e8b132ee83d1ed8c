namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>What the cadence costs and gives, over many rollouts whose machines take as long as the API page's sample shows: 70 to 130 seconds each.</summary>
internal sealed class PollCadenceFiguresTests
{
    private const int Rollouts = 2_000;
    private const int Batches = 3;
    private const double Jitter = 0.1;

    private static readonly ActivityPollerOptions Options = new();
    private static readonly TimeSpan Expected = TimeSpan.FromSeconds(100);
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(1);
    private readonly List<int> _polls = [];
    private readonly List<double> _endDelays = [];
    private readonly List<double> _batchDelays = [];

    [Test]
    public void Next_ManyRollouts_FewPollsAndEndsKnownSoon()
    {
        for (int rollout = 0; rollout < Rollouts; rollout++)
            Roll();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_polls.Average(), Is.LessThan(21.5), "polls of a rollout");
            Assert.That(At95(_endDelays), Is.LessThan(5), "seconds until the end is known, 95 %");
            Assert.That(At95(_batchDelays), Is.LessThan(10), "seconds until the end of another batch is known, 95 %");
        }
    }

    private static double At95(List<double> values) => values.Order().ElementAt(values.Count * 95 / 100);

    private void Roll()
    {
        var (began, ended) = (Noon, new List<RefreshBatch>());
        var now = Noon.AddSeconds(_random.NextDouble() * 2);
        int polls = 0;
        for (int number = 1; number <= Batches; number++)
        {
            var end = began.AddSeconds(Math.Max(Machine(), Machine()));
            for (; now < end; polls++)
            {
                var wait = PollCadence.Next(new(Seen(number, began, ended), now), Expected, Options);
                now += wait * (1 + (Jitter * ((_random.NextDouble() * 2) - 1)));
            }

            (number == Batches ? _endDelays : _batchDelays).Add((now - end).TotalSeconds);
            ended.Add(new() { RefreshBatchNum = number, StartTime = began, EndTime = end });
            began = end;
        }

        _polls.Add(polls);
    }

    private double Machine() => 70 + (_random.NextDouble() * 60);

    private static RefreshActivity Seen(int number, DateTimeOffset began, IEnumerable<RefreshBatch> ended) => new()
    {
        Status = ActivityStatus.Running,
        CurrentRefreshBatchNum = number,
        RefreshBatchSet =
        [
            .. ended,
            new() { RefreshBatchNum = number, StartTime = began },
            .. Enumerable.Range(number + 1, Batches - number).Select(waiting => new RefreshBatch { RefreshBatchNum = waiting }),
        ],
    };
}
