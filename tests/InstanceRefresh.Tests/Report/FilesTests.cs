using System.Text.Json;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>The report on a disk.</summary>
public class FilesTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("report-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Write_FolderIsMissing_MakesItAndPutsFourFiles()
    {
        string folder = Path.Combine(_folder, "out", "reports");
        Assert.That(ReportFiles.Write(folder, Scenarios.Succeeded()), Is.Null);
        Assert.That(NamesIn(folder), Is.EquivalentTo(new[]
        {
            "asg-9dn1a5y6-asr-4k7m2p9q.html", "asg-9dn1a5y6-asr-4k7m2p9q.json", "asg-9dn1a5y6-asr-4k7m2p9q.junit.xml", "asg-9dn1a5y6-asr-4k7m2p9q.md",
        }));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Write_NoFolderConfigured_DoesNothing(string? folder) => Assert.That(ReportFiles.Write(folder, Scenarios.Succeeded()), Is.Null);

    [Test]
    public void Write_PathIsAFile_WarnsAndThrowsNothing()
    {
        string path = Path.Combine(_folder, "taken");
        File.WriteAllText(path, "something else");
        Assert.That(ReportFiles.Write(path, Scenarios.Succeeded()), Does.StartWith("The report of asr-4k7m2p9q could not be written to"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("something else"));
    }

    [Test]
    public void Write_TargetCannotBeReplaced_LeavesNoHalfFileBehind()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "asg-9dn1a5y6-asr-4k7m2p9q.html"));
        Assert.That(ReportFiles.Write(_folder, Scenarios.Succeeded()), Is.Not.Null);
        Assert.That(NamesIn(_folder), Has.None.EndsWith(".part"));
    }

    [Test]
    public void Write_IdsWithPathsInThem_StayInTheFolder()
    {
        RolloutReport hostile = Scenarios.Succeeded() with { AutoScalingGroupId = "../../etc/passwd", RefreshActivityId = "C:\\x y" };
        Assert.That(ReportFiles.Write(_folder, hostile), Is.Null);
        Assert.That(NamesIn(_folder), Has.Length.EqualTo(4).And.All.StartsWith("______etc_passwd-C__x_y."));
    }

    [Test]
    public void Write_SecondRun_ContinuesWhereTheFirstEnded()
    {
        ReportFiles.Write(_folder, Scenarios.FailedInABatch());
        ReportFiles.Write(_folder, Scenarios.RetriedBySecondRun());
        string json = File.ReadAllText(Path.Combine(_folder, "asg-9dn1a5y6-asr-4k7m2p9q.json"));
        Assert.That(json, Is.EqualTo(JsonReport.Render(ReportMerge.Continue(Scenarios.FailedInABatch(), Scenarios.RetriedBySecondRun()))));
        Golden.MatchesPage("second-run.html", File.ReadAllText(Path.Combine(_folder, "asg-9dn1a5y6-asr-4k7m2p9q.html")));
    }

    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("""{"version":2,"autoScalingGroupId":"asg-9dn1a5y6"}""")]
    [TestCase("""{"version":1,"activities":null}""")]
    public void Write_WhatLiesThereIsNoReport_WritesItsOwn(string there)
    {
        string path = Path.Combine(_folder, "asg-9dn1a5y6-asr-4k7m2p9q.json");
        File.WriteAllText(path, there);
        Assert.That(ReportFiles.Write(_folder, Scenarios.Succeeded()), Is.Null);
        Assert.That(File.ReadAllText(path), Is.EqualTo(JsonReport.Render(Scenarios.Succeeded())));
    }

    [Test]
    public void Read_OwnJson_GivesTheSameReport()
    {
        string json = JsonReport.Render(Scenarios.RolledBack());
        Assert.That(JsonReport.Render(JsonReport.Read(json)!), Is.EqualTo(json));
    }

    [Test]
    public void Read_PartsLeftOutOrNull_IsNoReport()
    {
        using JsonDocument whole = JsonDocument.Parse(JsonReport.Render(Scenarios.FailedInABatch()));
        foreach (string list in new[] { "activities", "events", "reasons", "waysOn" })
        {
            Dictionary<string, JsonElement?> without = whole.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (JsonElement?)member.Value);
            without[list] = null;
            Assert.That(JsonReport.Read(JsonSerializer.Serialize(without)), Is.Null, $"{list} is null");
            without.Remove(list);
            Assert.That(JsonReport.Read(JsonSerializer.Serialize(without)), Is.Null, $"{list} is missing");
        }
    }

    private static string[] NamesIn(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path))];
}
