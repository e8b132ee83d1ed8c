using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Reporting;

public sealed class ProgressTests
{
    private static readonly TimeSpan Expected = TimeSpan.FromSeconds(100);

    [Test]
    public void For_ARunningBatch_IsTheWholeLine()
        => Assert.That(
            Line(An.Activity(ActivityStatus.Running, "SSF", "SSR", "WWW", "WWW"), 190),
            Is.EqualTo("batch 2/4 · 4/12 instances · 1 failed · 3m10s · about 3m left"));

    [TestCase(ActivityStatus.Init, 2, "WW,WW", "preparing · 0/4 instances · 2s")]
    [TestCase(ActivityStatus.Running, 20, "RR,WW", "batch 1/2 · 0/4 instances · 20s · about 3m left")]
    [TestCase(ActivityStatus.Running, 20, "WW,WW", "creating surge instances · 0/4 instances · 20s · about 3m left")]
    [TestCase(ActivityStatus.Running, 300, "SS,SS", "destroying surge instances · 4/4 instances · 5m00s")]
    [TestCase(ActivityStatus.AutoPause, 100, "SS,WW", "paused after batch 1/2 · 2/4 instances · 1m40s")]
    [TestCase(ActivityStatus.FailedPause, 3725, "SF,WW", "paused after batch 1/2 · 1/4 instances · 1 failed · 1h02m")]
    [TestCase(ActivityStatus.ManualPause, 20, "SR,WW", "pausing after batch 1/2 · 1/4 instances · 20s")]
    [TestCase(ActivityStatus.ManualPause, 20, "SS,WW", "paused after batch 1/2 · 2/4 instances · 20s")]
    [TestCase(ActivityStatus.Successful, 9999, "SS,SS", "SUCCESSFUL · 4/4 instances · 10m00s")]
    [TestCase("REBALANCING", 10, "SS,RR", "REBALANCING · 2/4 instances · 10s")]
    public void For_OtherPlaces_SaysWhichAndNothingSuperfluous(string status, int seconds, string batches, string line)
        => Assert.That(Line(An.Activity(status, batches.Split(',')), seconds), Is.EqualTo(line));

    [Test]
    public void For_ARollback_SaysSo() => Assert.That(Line(An.Rollback(ActivityStatus.Running, "R", "W"), 30), Does.StartWith("rollback batch 1/2 · 0/2 instances"));

    [Test]
    public void For_AClockThatIsBehind_NeverGoesNegative() => Assert.That(Line(An.Activity(ActivityStatus.Running, "R"), -5), Does.Contain(" · 0s · "));

    [FsCheck.NUnit.Property]
    public bool For_AnyMoment_IsOneLine(ushort seconds, bool failed)
        => Line(An.Activity(ActivityStatus.Running, failed ? "SF" : "SS", "RR", "WW"), seconds) is var line && !line.Contains('\n', StringComparison.Ordinal) && line.StartsWith("batch 2/3 · ", StringComparison.Ordinal);

    [Test]
    public async Task Report_AnHourOfABatch_KeepsALineAMinute()
    {
        var log = new Told();
        var reporter = new ProgressReporter(log, Expected);
        for (int second = 0; second <= 3600; second += 5)
            await reporter.ReportAsync(An.Activity(ActivityStatus.Running, "RR", "WW"), An.Start + TimeSpan.FromSeconds(second));

        Assert.That(log.Infos, Has.Count.EqualTo(61));
        Assert.That(log.Statuses, Has.Count.GreaterThan(61).And.Count.LessThanOrEqualTo(721));
    }

    [Test]
    public async Task Report_NothingNew_IsNotToldTwice()
    {
        var log = new Told();
        var reporter = new ProgressReporter(log, Expected);
        for (int look = 0; look < 5; look++)
            await reporter.ReportAsync(An.Activity(ActivityStatus.Successful, "SS"), An.Start);

        Assert.That(log.Statuses, Has.Count.EqualTo(1));
        Assert.That(log.Infos, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Report_NextBatch_IsKeptAtOnce()
    {
        var log = new Told();
        var reporter = new ProgressReporter(log, Expected);
        await reporter.ReportAsync(An.Activity(ActivityStatus.Running, "RR", "WW"), An.Start + TimeSpan.FromSeconds(10));
        await reporter.ReportAsync(An.Activity(ActivityStatus.Running, "SR", "WW"), An.Start + TimeSpan.FromSeconds(15));
        await reporter.ReportAsync(An.Activity(ActivityStatus.Running, "SS", "RR"), An.Start + TimeSpan.FromSeconds(20));

        Assert.That(log.Infos.Select(line => line[..9]), Is.EqualTo(new[] { "batch 1/2", "batch 2/2" }));
        Assert.That(log.Statuses, Has.Count.EqualTo(3));
    }

    private static string Line(RefreshActivity activity, int seconds) => ProgressLine.For(activity, An.Start + TimeSpan.FromSeconds(seconds), Expected);
}
