using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The page of a pipeline's run.</summary>
public class StepSummaryTests
{
    private string _file = "";

    [SetUp]
    public void MakeFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void DropFile() => File.Delete(_file);

    [Test]
    public void Append_Report_StandsAfterWhatIsThere()
    {
        File.WriteAllText(_file, "made by another step");
        Assert.That(new StepSummary(_file).Append(Scenarios.Succeeded()), Is.Null);
        Assert.That(File.ReadAllText(_file), Does.StartWith("made by another step\n\n" + MarkdownReport.Render(Scenarios.Succeeded())));
    }

    [Test]
    public void Append_SameEndingSeenLater_AddsNothing()
    {
        var summary = new StepSummary(_file);
        summary.Append(Scenarios.FailedInABatch());
        string once = File.ReadAllText(_file);
        RolloutReport again = Scenarios.ToFailure().Wait(300).Poll().Report(RefreshOutcome.Failed, endedWell: false, Scenarios.Reasons);
        Assert.That(summary.Append(again), Is.Null);
        Assert.That(new StepSummary(_file).Append(again), Is.Null, "by another process");
        Assert.That(File.ReadAllText(_file), Is.EqualTo(once));
    }

    [Test]
    public void Append_AnotherEndingOfTheSameRollout_IsAdded()
    {
        var summary = new StepSummary(_file);
        summary.Append(Scenarios.FailedInABatch());
        summary.Append(Scenarios.RetriedInOneRun());
        Assert.That(File.ReadAllText(_file), Does.Contain(Scenarios.FailedInABatch().Headline).And.Contain(Scenarios.RetriedInOneRun().Headline));
    }

    [Test]
    public void Append_FileThatCannotBe_WarnsOnceAndThrowsNothing()
    {
        var summary = new StepSummary(Path.Combine(_file, "summary.md"));
        Assert.That(summary.Append(Scenarios.Succeeded()), Does.Contain("GITHUB_STEP_SUMMARY"));
        Assert.That(summary.Append(Scenarios.FailedInABatch()), Is.Null);
    }

    [Test]
    public void Append_MoreThanThePageHolds_IsLeftOutWhole()
    {
        File.WriteAllText(_file, new string('x', (1 << 20) - 100));
        Assert.That(new StepSummary(_file).Append(Scenarios.Succeeded()), Does.Contain("no room"));
        Assert.That(new FileInfo(_file).Length, Is.EqualTo((1 << 20) - 100));
    }

    [Test]
    public async Task Append_ManyAtOnce_KeepsEachWhole()
    {
        var summary = new StepSummary(_file);
        RolloutReport[] reports = [.. Enumerable.Range(0, 20).Select(number => Scenarios.Succeeded() with { RefreshActivityId = $"asr-{number:00000000}" })];
        await Task.WhenAll(reports.Select(report => Task.Run(() => summary.Append(report))));
        string all = await File.ReadAllTextAsync(_file);
        Assert.That(reports, Has.All.Matches<RolloutReport>(report => all.Contains(MarkdownReport.Render(report!), StringComparison.Ordinal)));
    }
}
