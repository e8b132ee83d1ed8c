using System.Text.Json;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class ReportingTests
{
    [Test]
    public async Task Create_WithAReportDirectory_WritesTheReportOfAFailedRunAndContinuesWithIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        string folder = Directory.CreateTempSubdirectory("reports-").FullName;
        try
        {
            fixture.Fails(batch: 2);
            var failed = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(reports: folder))).MustBeIncomplete();
            string stem = Path.Combine(folder, $"{Fixture.Group}-{failed.Outputs.RefreshActivityId}");
            string first = await File.ReadAllTextAsync(stem + ".md");
            (await fixture.UpdateAsync(failed, Fixture.Inputs(), fixture.Context(reports: folder))).MustBeDone();
            string second = await File.ReadAllTextAsync(stem + ".md");

            Assert.That(first, Does.Contain(failed.Outputs.FailedInstances.Single().InstanceId));
            Assert.That(second, Is.Not.EqualTo(first));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(4));
            Assert.That(Directory.GetFiles(folder).Select(File.ReadAllText), Has.None.Contain(Fixture.Secret));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Report_AnswersWhatAPipelineAsks()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group with { Name = "web" });
        string before = fixture.Service.Cloud.Group(Fixture.Group)!.Instances[0].ImageId;
        fixture.ChangesImage("img-8q3v1b6t");
        fixture.Fails(batch: 2);

        var failed = (await fixture.CreateAsync(Fixture.Inputs(), folder.Context(fixture))).MustBeIncomplete();
        var first = folder.Json(failed);
        (await fixture.UpdateAsync(failed, Fixture.Inputs(), folder.Context(fixture))).MustBeDone();
        var second = folder.Json(failed);

        Assert.That((first.GetProperty("outcome").GetString(), first.GetProperty("endedWell").GetBoolean(), first.GetProperty("started").GetBoolean()), Is.EqualTo(("Failed", false, true)));
        Assert.That(first.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()), Has.Some.Contains(failed.Outputs.FailedInstances.Single().InstanceId));
        Assert.That((second.GetProperty("outcome").GetString(), second.GetProperty("endedWell").GetBoolean(), second.GetProperty("started").GetBoolean()), Is.EqualTo(("Succeeded", true, false)));
        Assert.That(second.GetProperty("autoScalingGroupName").GetString(), Is.EqualTo("web"));
        Assert.That((second.GetProperty("images").GetProperty("before")[0].GetString(), second.GetProperty("images").GetProperty("to").GetString()), Is.EqualTo((before, "img-8q3v1b6t")));
        Assert.That(second.GetProperty("images").GetProperty("now").GetProperty("img-8q3v1b6t").GetInt32(), Is.EqualTo(6));
        Assert.That((second.GetProperty("run").GetProperty("stack").GetString(), second.GetProperty("run").GetProperty("who").GetString()), Is.EqualTo(("production", "maria")));
    }

    [Test]
    [Bug("the report said that an operation which failOn had made an error had ended well")]
    public async Task Report_FailOn_DidNotEndWell()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        var inputs = Fixture.Inputs(change: inputs => inputs with { FailOn = ["AwaitingApproval"], Settings = inputs.Settings with { BatchPause = "FIRST_BATCH_PAUSE" } });

        var paused = (await fixture.CreateAsync(inputs, folder.Context(fixture))).MustBeIncomplete();

        var report = folder.Json(paused);
        Assert.That((report.GetProperty("outcome").GetString(), report.GetProperty("endedWell").GetBoolean()), Is.EqualTo(("AwaitingApproval", false)));
        Assert.That(report.GetProperty("reasons")[0].GetString(), Does.Contain("failOn"));
    }

    [Test]
    public async Task Report_AfterARollback_StillSaysWhy()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        fixture.Fails(batch: 2, Simulator.Faults.FaultKind.FailAlways);
        var failed = (await fixture.CreateAsync(Fixture.Inputs(), folder.Context(fixture))).MustBeIncomplete();
        string victim = failed.Outputs.FailedInstances.Single().InstanceId;
        fixture.Service.Faults.Clear();

        var back = (await fixture.UpdateAsync(failed, Fixture.Inputs(change: inputs => inputs with { DesiredState = DesiredState.RolledBack }), folder.Context(fixture))).MustBeDone();

        var report = folder.Json(back);
        Assert.That((report.GetProperty("outcome").GetString(), report.GetProperty("endedWell").GetBoolean()), Is.EqualTo(("RolledBack", true)));
        Assert.That(report.GetProperty("causes").EnumerateArray().Select(cause => cause.GetString()), Has.Some.Contains(victim));
    }

    [Test]
    public async Task Report_RefusedStart_IsNone()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group with { Status = "LB_ABNORMAL" });

        await Assert.ThatAsync(() => fixture.CreateAsync(Fixture.Inputs(), folder.Context(fixture)), Throws.TypeOf<RolloutRefusedException>());

        Assert.That((Directory.GetFiles(folder.Path), new FileInfo(folder.Summary).Length), Is.EqualTo((Array.Empty<string>(), 0)));
    }

    [Test]
    public async Task Summary_GetsEachEndingOnceAlsoWithoutAReportDirectory()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = "FIRST_BATCH_PAUSE" }, ApprovedThroughBatch = 1 });
        var paused = (await fixture.CreateAsync(inputs, folder.SummaryOnly(fixture))).MustBeDone();
        string once = await File.ReadAllTextAsync(folder.Summary);

        (await fixture.UpdateAsync(paused, inputs, folder.SummaryOnly(fixture))).MustBeDone();

        Assert.That(once, Does.Contain(paused.Outputs.RefreshActivityId).And.Not.Contain(Fixture.Secret));
        Assert.That(await File.ReadAllTextAsync(folder.Summary), Is.EqualTo(once), "still paused: nothing new has ended");
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Summary_ThatCannotBeWritten_IsOneWarning()
    {
        await using var fixture = await Fixture.OpenAsync();
        using var folder = new ReportFolder();
        var context = fixture.Context() with { Summary = new(System.IO.Path.Combine(folder.Path, "missing", "summary.md")) };

        var done = (await fixture.CreateAsync(Fixture.Inputs(), context)).MustBeDone();

        Assert.That(fixture.Log.Warnings.Single(), Does.Contain("GITHUB_STEP_SUMMARY"));
        Assert.That(done.Warnings, Is.Empty);
    }

    [Test]
    public async Task Create_ReportThatCannotBeWritten_IsAWarningOnly()
    {
        await using var fixture = await Fixture.OpenAsync();
        string file = Path.GetTempFileName();
        try
        {
            (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(reports: file))).MustBeDone();

            Assert.That(fixture.Log.Warnings.Single(), Does.Contain("could not be written"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Where reports of a test are written, and the page of its run.</summary>
    private sealed class ReportFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("reports-").FullName;

        public string Summary { get; } = System.IO.Path.GetTempFileName();

        public OperationContext Context(Fixture fixture) => SummaryOnly(fixture) with { ReportDirectory = Path };

        public OperationContext SummaryOnly(Fixture fixture)
            => fixture.Context() with { Summary = new(Summary), Run = new() { Stack = "production", Project = "web", Who = "maria" } };

        public JsonElement Json(OperationResult result)
        {
            string json = File.ReadAllText(System.IO.Path.Combine(Path, $"{Fixture.Group}-{result.Outputs.RefreshActivityId}.json"));
            return JsonDocument.Parse(json).RootElement;
        }

        public void Dispose()
        {
            Directory.Delete(Path, recursive: true);
            File.Delete(Summary);
        }
    }
}
