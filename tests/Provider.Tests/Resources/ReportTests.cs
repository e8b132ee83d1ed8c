using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

/// <summary>The files that a configured provider leaves behind: there, also after a failure, and without a secret.</summary>
public sealed class ReportTests : PluginFixture
{
    private string _folder = "";

    [SetUp]
    public async Task ConfigureFiles()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"provider-tests-{Guid.NewGuid():N}");
        var config = Config();
        config.Fields["reportDirectory"] = Value.ForString(Path.Combine(_folder, "reports"));
        config.Fields["recordFile"] = Value.ForString(Path.Combine(_folder, "run.jsonl"));
        Directory.CreateDirectory(_folder);
        await Plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
    }

    [TearDown]
    public void ScanFiles()
    {
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            Scan.Saw(file, File.ReadAllText(file));
        Assert.That(Scan.Leaks(), Is.Empty, "secrets in a file");
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Create_ReportDirectory_GetsTheReportInEachForm()
    {
        await CreatedAsync();
        Assert.That(Reports(), Is.EquivalentTo(new[] { ".html", ".json", ".md", ".xml" }));
    }

    [Test]
    public async Task Create_BatchFails_IsReportedToo()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        Assert.That(Reports(), Is.EquivalentTo(new[] { ".html", ".json", ".md", ".xml" }));
    }

    [Test]
    [Bug("a secret that the service repeated in an instance's message stood in all reports and in the recording")]
    public async Task Create_ServiceRepeatsASecret_IsTakenOutOfTheFiles()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways) with { Message = $"script failed: {PluginSecrets.Trigger}" });
        await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            Assert.That(await File.ReadAllTextAsync(file), Does.Contain("script failed"), file);
    }

    [Test]
    public async Task Create_InAPipeline_IsAppendedToThePageOfItsRun()
    {
        await CreatedInAPipelineAsync(Config());
        string page = await File.ReadAllTextAsync(Page);
        Assert.That(page, Does.Contain("`dev` of project `fleet`").And.Contain("commit `5f0c1d2e`").And.Contain("by `maria`"));
    }

    [Test]
    public async Task Create_ReportSummaryFalse_LeavesThePageAlone()
    {
        var config = Config();
        config.Fields["reportSummary"] = Value.ForString("false");
        await CreatedInAPipelineAsync(config);
        Assert.That(File.Exists(Page), Is.False);
    }

    [Test]
    public async Task Create_ReportDirectoryThatCannotBe_IsAWarning()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "reports"), "a file where the folder should be");
        var (_, _, outputs) = await CreatedAsync();
        Assert.That((outputs.TextAt("status"), Engine.Warnings.Count(line => line.Contains("reports", StringComparison.Ordinal))), Is.EqualTo(("SUCCESSFUL", 1)));
    }

    [Test]
    public async Task Create_RecordFile_KeepsTheAnswersOfTheReads()
    {
        await CreatedAsync();
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "run.jsonl"));
        Assert.That(lines, Has.Some.Contains("DescribeRefreshActivities").And.None.Contains("Authorization"));
    }

    [Test]
    [Bug("a recording that could not be written was lost in silence")]
    public async Task Create_RecordFileThatCannotBe_IsOneWarning()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "run.jsonl"));
        var (_, _, outputs) = await CreatedAsync();
        Assert.That(outputs.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
        Assert.That(Engine.Warnings.Where(line => line.Contains("run.jsonl", StringComparison.Ordinal)), Has.Exactly(1).StartsWith("Answers cannot be kept in "));
    }

    private string Page => Path.Combine(_folder, "summary.md");

    private async Task CreatedInAPipelineAsync(Struct config)
    {
        await using var plugin = await StartPluginAsync(new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = Page, ["GITHUB_SHA"] = "5f0c1d2e", ["GITHUB_ACTOR"] = "maria" });
        await plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
        await plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
    }

    private IEnumerable<string> Reports()
        => Directory.EnumerateFiles(Path.Combine(_folder, "reports"), "*", SearchOption.AllDirectories).Select(file => Path.GetExtension(file)!);
}
