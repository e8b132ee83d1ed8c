using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Reporting;

public sealed class ProgressTests
{
    private static readonly TimeSpan Expected = TimeSpan.FromSeconds(100);

    [Test]
    public void Of_ARunningBatch_IsTheWholeLine()
        => Assert.That(
            Line(Sample.Activity(ActivityStatus.Running, "SSF", "SSR", "WWW", "WWW"), 190),
            Is.EqualTo("2/4 · 4/12 ok · 1 failed · 3m10s · about 3m left"));

    [Test]
    public void Of_ARunningBatch_SaysTheSameAsNumbers()
        => Assert.That(
            Progress(Sample.Activity(ActivityStatus.Running, "SSF", "SSR", "WWW", "WWW"), 190) is var seen ? (seen.Batch, seen.Batches, seen.Done, seen.Total, seen.Failed) : default,
            Is.EqualTo((2, 4, 4, 12, 1)));

    [Test]
    public void Of_ARunningBatch_NamesBatchesAndInstancesInProgress()
    {
        var seen = Progress(Sample.Activity(ActivityStatus.Running, "SSF", "SRR", "WWW"), 190);

        Assert.That(seen.PerBatch.Select(batch => (batch.Done, batch.Failed, batch.Busy, batch.Total)), Is.EqualTo(new[] { (2, 1, 0, 3), (1, 0, 2, 3), (0, 0, 0, 3) }));
        Assert.That(seen.InProgress.Select(one => (one.Batch, one.Phase)), Is.EqualTo(new[] { (2, "reinstalling"), (2, "reinstalling") }));
    }

    [Test]
    public void Of_AnInstanceInAHook_SaysWhichOne()
    {
        var activity = Sample.Activity(ActivityStatus.Running, "RR");
        string held = activity.Instances.First().InstanceId;
        var seen = RolloutProgress.Of(activity, Sample.Start, new() { InHook = new HashSet<string> { held } });

        Assert.That(seen.InProgress.Select(one => one.Phase), Is.EqualTo(new[] { "in hook", "reinstalling" }));
        Assert.That(seen.Line, Does.StartWith("in hook 1/1 · "));
    }

    [Test]
    public void After_AWhile_OnlyTheTimesHaveChanged()
    {
        var seen = Progress(Sample.Activity(ActivityStatus.Running, "SS", "RR", "WW"), 190);
        var later = seen.After(TimeSpan.FromSeconds(30));

        Assert.That((later.Elapsed, later.Left), Is.EqualTo((seen.Elapsed + TimeSpan.FromSeconds(30), seen.Left - TimeSpan.FromSeconds(30))));
        Assert.That(later with { Elapsed = seen.Elapsed, Left = seen.Left, PerBatch = seen.PerBatch }, Is.EqualTo(seen));
        Assert.That(seen.After(TimeSpan.FromDays(1)).Left, Is.Null, "an estimate that has passed is none");
    }

    [Test]
    public void After_TheEnd_NothingChanges()
    {
        var over = Progress(Sample.Activity(ActivityStatus.Successful, "SS"), 190);

        Assert.That(over.After(TimeSpan.FromHours(1)), Is.SameAs(over));
    }

    [TestCase(ActivityStatus.Init, 2, "WW,WW", "preparing 0/2 · 0/4 ok · 2s")]
    [TestCase(ActivityStatus.Running, 20, "RR,WW", "1/2 · 0/4 ok · 20s · about 3m left")]
    [TestCase(ActivityStatus.Running, 20, "WW,WW", "creating surge instances 0/2 · 0/4 ok · 20s · about 3m left")]
    [TestCase(ActivityStatus.Running, 300, "SS,SS", "destroying surge instances 2/2 · 4/4 ok · 5m00s")]
    [TestCase(ActivityStatus.AutoPause, 100, "SS,WW", "paused 1/2 · 2/4 ok · 1m40s")]
    [TestCase(ActivityStatus.FailedPause, 3725, "SF,WW", "paused 1/2 · 1/4 ok · 1 failed · 1h02m")]
    [TestCase(ActivityStatus.FailedPause, 93600, "SF,WW", "paused 1/2 · 1/4 ok · 1 failed · 1d 2h")]
    [TestCase(ActivityStatus.ManualPause, 20, "SR,WW", "pausing 1/2 · 1/4 ok · 20s")]
    [TestCase(ActivityStatus.ManualPause, 20, "SS,WW", "paused 1/2 · 2/4 ok · 20s")]
    [TestCase(ActivityStatus.Successful, 9999, "SS,SS", "SUCCESSFUL 2/2 · 4/4 ok · 10m00s")]
    [TestCase("REBALANCING", 10, "SS,RR", "REBALANCING 2/2 · 2/4 ok · 10s")]
    public void Of_OtherPhases_SaysWhichAndNothingSuperfluous(string status, int seconds, string batches, string line)
        => Assert.That(Line(Sample.Activity(status, batches.Split(',')), seconds), Is.EqualTo(line));

    [TestCase(ActivityStatus.Running, "rollback 1/2 · 0/2 ok")]
    [TestCase(ActivityStatus.FailedPause, "rollback paused 1/2 · 0/2 ok")]
    public void Of_ARollback_SaysSo(string status, string line) => Assert.That(Line(Sample.Rollback(status, "R", "W"), 30), Does.StartWith(line));

    [Test]
    public void Of_AClockThatIsBehind_NeverGoesNegative() => Assert.That(Line(Sample.Activity(ActivityStatus.Running, "R"), -5), Does.Contain(" · 0s · "));

    [FsCheck.NUnit.Property]
    public bool Of_AnyMoment_IsOneLine(ushort seconds, bool failed)
        => Line(Sample.Activity(ActivityStatus.Running, failed ? "SF" : "SS", "RR", "WW"), seconds) is var line && !line.Contains('\n', StringComparison.Ordinal) && line.StartsWith("2/3 · ", StringComparison.Ordinal);

    [Test]
    [Bug("a batch that took longer than expected had about 1m left for as long as it took")]
    public void Of_ALastBatchThatTakesLonger_SaysNothingThatNobodyKnows()
    {
        var activity = Sample.Activity(ActivityStatus.Running, "RR");

        Assert.That(Line(activity, 95), Does.EndWith(" · about 1m left"));
        Assert.That(Line(activity, 101), Is.EqualTo("1/1 · 0/2 ok · 1m41s"));
        Assert.That(Line(activity, 4000), Does.Not.Contain("left"));
    }

    [Test]
    [Bug("the estimate of the batches to come did not learn from one that took longer")]
    public void Of_AnEarlierBatchThatTakesLonger_ExpectsTheSameOfThoseToCome()
    {
        var activity = Sample.Activity(ActivityStatus.Running, "RR", "WW", "WW");

        Assert.That(Line(activity, 100), Does.EndWith(" · about 3m left"));
        Assert.That(Line(activity, 600), Does.EndWith(" · about 20m left"));
    }

    [Test]
    public async Task Report_AnHourOfABatch_KeepsALineAMinuteAndLaterOneInTenMinutes()
    {
        var log = new LogSink();
        var reporter = new ProgressReporter(log);
        for (int second = 0; second <= 3600; second += 5)
            await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, "RR", "WW"), Sample.Start + TimeSpan.FromSeconds(second));

        Assert.That(log.Infos, Has.Count.EqualTo(11 + 5));
        Assert.That(log.Statuses, Is.Empty, "no instance has got on");
    }

    [Test]
    public async Task Report_NothingNew_IsNotReportedTwice()
    {
        var log = new LogSink();
        var reporter = new ProgressReporter(log);
        for (int poll = 0; poll < 5; poll++)
            await ReportAsync(reporter, Sample.Activity(ActivityStatus.Successful, "SS"), Sample.Start);

        Assert.That(log.Statuses, Is.Empty);
        Assert.That(log.Infos, Has.Count.EqualTo(1));
    }

    [Test]
    [Bug("each kept progress line was told as a status line too, and plain output printed both")]
    public async Task Report_NextBatch_IsKeptAtOnceAndReportedOnce()
    {
        var log = new LogSink();
        var reporter = new ProgressReporter(log);
        await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, "RR", "WW"), Sample.Start + TimeSpan.FromSeconds(10));
        await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, "SR", "WW"), Sample.Start + TimeSpan.FromSeconds(15));
        await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, "SS", "RR"), Sample.Start + TimeSpan.FromSeconds(20));

        Assert.That(log.Infos.Select(line => line[..3]), Is.EqualTo(new[] { "1/2", "2/2" }));
        Assert.That(log.Statuses, Is.Empty);
    }

    [TestCase(ActivityStatus.AutoPause)]
    [TestCase(ActivityStatus.ManualPause)]
    public async Task Report_AnotherPhaseOfTheSameBatch_IsKept(string status)
    {
        var log = new LogSink();
        var reporter = new ProgressReporter(log);
        await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, "SR", "WW"), Sample.Start + TimeSpan.FromSeconds(10));
        await ReportAsync(reporter, Sample.Activity(status, "SS", "WW"), Sample.Start + TimeSpan.FromSeconds(12));

        Assert.That(log.Infos[^1], Does.StartWith("paused 1/2 · 2/4 ok"));
    }

    [Test]
    public async Task Report_AnInstanceGotOnAndTheLastLineIsNotQuiteNew_IsForTheLiveDisplayOnly()
    {
        var log = new LogSink();
        var reporter = new ProgressReporter(log);
        foreach (int second in new[] { 0, 10, 20, 30, 40, 44, 46, 48 })
            await ReportAsync(reporter, Sample.Activity(ActivityStatus.Running, second > 5 ? "SR" : "RR", "WW"), Sample.Start + TimeSpan.FromSeconds(second));

        Assert.That(log.Statuses.Single(), Does.StartWith("1/2 · 1/4 ok · 46s"));
        Assert.That(log.Infos, Has.Count.EqualTo(1));
    }

    private static Task ReportAsync(ProgressReporter reporter, RefreshActivity activity, DateTimeOffset now)
        => reporter.ReportAsync(RolloutProgress.Of(activity, now, new() { ExpectedBatch = Expected }), now);

    private static RolloutProgress Progress(RefreshActivity activity, int seconds)
        => RolloutProgress.Of(activity, Sample.Start + TimeSpan.FromSeconds(seconds), new() { ExpectedBatch = Expected });

    private static string Line(RefreshActivity activity, int seconds) => Progress(activity, seconds).Line;
}
