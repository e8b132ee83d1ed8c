using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ActionBucketTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>When each of many callers that come at once gets its turn, in milliseconds.</summary>
    private static async Task<List<double>> TurnsAsync(VirtualClock clock, ActionBucket bucket, int callers)
    {
        List<double> turns = [];
        var begin = clock.GetUtcNow();
        var waits = Enumerable.Range(0, callers).Select(_ => bucket.WaitAsync(CancellationToken.None)).ToList();
        while (waits.Count > 0)
        {
            foreach (var _ in waits.Where(wait => wait.IsCompleted))
                turns.Add((clock.GetUtcNow() - begin).TotalMilliseconds);
            waits.RemoveAll(wait => wait.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await Task.CompletedTask;
        return turns;
    }

    [TestCase(10, 60)]
    [TestCase(20, 100)]
    [TestCase(3, 12)]
    [TestCase(0.5, 3)]
    public async Task Wait_ManyAtOnce_NoSecondSeesMoreThanOneAndAHalfTimesTheRate(double rate, int callers)
    {
        var clock = new VirtualClock();
        var turns = await TurnsAsync(clock, new ActionBucket(clock, rate), callers);

        var busiest = turns.Max(from => turns.Count(turn => turn >= from && turn < from + 1000));
        Assert.That(busiest, Is.LessThanOrEqualTo(Math.Max(1, Math.Ceiling(rate * 1.5))));
        Assert.That(turns[^1] / 1000, Is.EqualTo((callers - Math.Max(1, Math.Floor(rate / 2))) / rate).Within(0.1), "and no turn is wasted");
    }

    [Test]
    public async Task Wait_FirstCalls_GoAtOnce()
    {
        var clock = new VirtualClock();
        var bucket = new ActionBucket(clock, 10);
        for (var call = 0; call < 5; call++)
            await bucket.WaitAsync(CancellationToken.None).Soon();
        Assert.That(bucket.WaitAsync(CancellationToken.None).IsCompleted, Is.False);
    }

    [Test]
    public void Throttled_ManyRefusalsOfOneSecond_HalveOnceAndGrowBack()
    {
        var clock = new VirtualClock();
        var bucket = new ActionBucket(clock, 10);
        for (var refusal = 0; refusal < 8; refusal++)
            bucket.Throttled();
        Assert.That(bucket.Rate, Is.EqualTo(5));
        clock.Advance(4 * Second);
        Assert.That(bucket.Rate, Is.EqualTo(7).Within(0.01));
        clock.Advance(20 * Second);
        Assert.That(bucket.Rate, Is.EqualTo(10));
    }

    [Test]
    public async Task Throttled_NextTurn_WaitsOutTheSecond()
    {
        var clock = new VirtualClock();
        var bucket = new ActionBucket(clock, 10);
        bucket.Throttled();
        var turn = bucket.WaitAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(990));
        Assert.That(turn.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(20));
        await turn.Soon();
    }

    [Test]
    public void Throttled_ForEver_KeepsAPulse()
    {
        var clock = new VirtualClock();
        var bucket = new ActionBucket(clock, 10);
        for (var refusal = 0; refusal < 50; refusal++)
        {
            bucket.Throttled();
            clock.Advance(Second);
        }

        Assert.That(bucket.Rate, Is.InRange(0.5, 2));
    }

    [Test]
    public void Shared_SamePlaceAndClock_IsOneBucketForEachAction()
    {
        var clock = new VirtualClock();
        var place = new Uri("https://as.tencentcloudapi.com");
        var start = RateLimits.Shared(clock, place, 10).For(StartInstanceRefresh.Action);
        Assert.Multiple(() =>
        {
            Assert.That(RateLimits.Shared(clock, place, 10).For(StartInstanceRefresh.Action), Is.SameAs(start));
            Assert.That(RateLimits.Shared(clock, place, 10).For(StopInstanceRefresh.Action), Is.Not.SameAs(start));
            Assert.That(RateLimits.Shared(new VirtualClock(), place, 10).For(StartInstanceRefresh.Action), Is.Not.SameAs(start));
            Assert.That(RateLimits.Shared(clock, new("https://as.intl.tencentcloudapi.com"), 10).For(StartInstanceRefresh.Action),
                Is.Not.SameAs(start));
            Assert.That(start.Rate, Is.EqualTo(10));
            Assert.That(RateLimits.Shared(clock, place, 10).For(DeleteLaunchConfiguration.Action).Rate, Is.EqualTo(5),
                "the service allows half as many of these");
            Assert.That(RateLimits.Shared(clock, place, 10).For(DescribeAutoScalingInstances.Action).Rate, Is.EqualTo(20),
                "and twice as many of these");
        });
    }
}
