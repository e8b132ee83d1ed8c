using System.Diagnostics;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.Page;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The largest group the service allows, and the time axis.</summary>
public class ScaleTests
{
    private static readonly Lazy<RolloutReport> Largest = new(Scenarios.Large);

    [Test]
    public void Render_2000Instances_StaysReadableInEveryForm()
    {
        RolloutReport report = Largest.Value;
        var watch = Stopwatch.StartNew();
        string page = HtmlReport.Render(report), markdown = MarkdownReport.Render(report), json = JsonReport.Render(report), junit = JUnitReport.Render(report);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "loose: a second on a free machine is plenty");
        Assert.That(page, Has.Length.LessThan(1_000_000));
        Assert.That(markdown, Has.Length.LessThan(60_000), "a comment holds 65,536 characters");
        Assert.That(json, Has.Length.LessThan(3_000_000));
        Assert.That(junit, Has.Length.LessThan(1_000_000));
        Assert.That(page, Does.Contain("ins-web02000"), "the table lists every instance");
    }

    [Test]
    public void Rows_LargeBatch_SharesLanesButKeepsTheFailed()
    {
        TimelineRow.Lane[] lanes = [.. Timeline.Rows(Largest.Value).OfType<TimelineRow.Lane>()];
        Assert.That(lanes, Has.Length.LessThan(300));
        Assert.That(lanes.Select(lane => lane.Label), Has.One.EqualTo("ins-web00301"));
    }

    [Test]
    public void Rows_HundredsOfBatches_AreALaneEach()
    {
        var scenario = new Scenario([.. Enumerable.Repeat(1, 300)]);
        for (int batch = 1; batch <= 300; batch++)
            scenario.Wait(1).Works(batch).Wait(60).Ends(batch);
        TimelineRow[] rows = [.. Timeline.Rows(scenario.Poll().Report(RefreshOutcome.InProgress))];
        Assert.That(rows, Has.Length.EqualTo(301));
        Assert.That(rows, Has.All.InstanceOf<TimelineRow.Lane>());
    }

    [Test]
    public void Place_LongPause_TakesLittleRoom()
    {
        DateTimeOffset begin = Scenario.Begin, paused = begin.AddMinutes(5), resumed = paused.AddDays(2), end = resumed.AddMinutes(5);
        TimeScale scale = TimeScale.Over(begin, end, [Work(begin, paused), Work(resumed, end)]);
        Assert.That(scale.Place(begin), Is.Zero);
        Assert.That(scale.Place(end), Is.EqualTo(1).Within(1e-9));
        Assert.That(scale.Place(resumed) - scale.Place(paused), Is.LessThan(0.15));
        Assert.That(scale.Cuts, Is.EqualTo(new[] { (paused, resumed) }));
        Assert.That(scale.Ticks(), Has.All.Matches<DateTimeOffset>(tick => tick <= paused || tick >= resumed));
    }

    /// <summary>Later is never further left, and all stays within the picture.</summary>
    [FsCheck.NUnit.Property]
    public void Place_AnyStretches_IsMonotone(int seed)
    {
        var random = new Random(seed);
        DateTimeOffset end = Scenario.Begin.AddSeconds(random.Next(1, 100_000));
        Span[] work = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Work(Scenario.Begin.AddSeconds(random.Next(-100, 100_000)), Scenario.Begin.AddSeconds(random.Next(-100, 100_000))))];
        TimeScale scale = TimeScale.Over(Scenario.Begin, end, work);
        double[] places = [.. Enumerable.Range(-5, 60).Select(i => scale.Place(Scenario.Begin + ((end - Scenario.Begin) * (i / 50.0))))];
        Assert.That(places, Is.Ordered);
        Assert.That(places, Has.All.InRange(0.0, 1.0));
        Assert.That(scale.Ticks().Count(), Is.LessThan(12));
    }

    private static Span Work(DateTimeOffset from, DateTimeOffset to) => new(from, to, "SUCCESSFUL", IsWork: true);
}
