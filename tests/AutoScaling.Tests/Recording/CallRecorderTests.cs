using System.Text.Json.Nodes;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests.Recording;

internal sealed class CallRecorderTests
{
    private readonly VirtualClock _clock = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private string _folder = "";
    private ScriptedService _service = null!;

    private string RecordFile => Path.Combine(_folder, "calls.jsonl");

    [SetUp]
    public async Task StartService()
    {
        _folder = Directory.CreateTempSubdirectory("recorder-").FullName;
        _service = await ScriptedService.StartAsync();
    }

    [TearDown]
    public async Task StopService()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Describe_RecordFileSet_AppendsALineWithTimeRequestAndResponse()
    {
        _service.Answer = (_, http) =>
        {
            http.Response.Headers.Date = "Mon, 05 Jan 2026 08:00:07 GMT";
            return ScriptedService.Reply(http, """{"TotalCount":0,"RefreshActivitySet":[]}""");
        };
        using var client = Client(RecordFile);
        await client.DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = ["asr-1"] }, CancellationToken.None).Soon();
        await client.DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = ["asr-2"] }, CancellationToken.None).Soon();

        var lines = await File.ReadAllLinesAsync(RecordFile);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo(
            """{"format":1,"time":"2026-01-05T08:00:07Z","action":"DescribeRefreshActivities","request":{"RefreshActivityIds":["asr-1"]},"""
            + $$$"""
            "response":{"TotalCount":0,"RefreshActivitySet":[],"RequestId":"{{{ScriptedService.RequestId}}}"}}
            """));
    }

    [Test]
    public async Task Describe_ConfidentialMembers_AreNullWhereverTheyStand()
    {
        _service.Answer = ScriptedService.Success("""
            {"TotalCount":1,"LaunchConfigurationSet":[{"LaunchConfigurationId":"asc-1","UserData":"c2VjcmV0","LoginSettings":{"Password":"hunter2","KeyIds":["skey-1"]},
             "Metadata":{"Items":[{"Key":"token","Value":"t0ps3cret"}]}}]}
            """);
        using var client = Client(RecordFile);
        await client.DescribeLaunchConfigurationsAsync(new(), CancellationToken.None).Soon();

        var line = await File.ReadAllTextAsync(RecordFile);
        var kept = JsonNode.Parse(line)!["response"]!["LaunchConfigurationSet"]![0]!.AsObject();
        Assert.That(kept.ContainsKey("UserData") && kept["UserData"] is null);
        Assert.That(kept["LoginSettings"]!["KeyIds"]![0]!.GetValue<string>(), Is.EqualTo("skey-1"));
        Assert.That(line, Does.Not.Contain("c2VjcmV0").And.Not.Contain("hunter2").And.Not.Contain("t0ps3cret"));
        Assert.That(line, Does.Not.Contain(Clients.Key.SecretId).And.Not.Contain("Signature"));
    }

    [Test]
    public async Task WritesAndRefusals_AreNotKept()
    {
        using var client = Client(RecordFile);
        await client.StopInstanceRefreshAsync(new() { AutoScalingGroupId = "asg-1", RefreshActivityId = "asr-1" }, CancellationToken.None).Soon();
        _service.Answer = ScriptedService.Refusal("InvalidParameterValue.Filter");
        await Assert.ThrowsAsync<CloudServiceException>(() => client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon());
        Assert.That(File.Exists(RecordFile), Is.False);
    }

    [Test]
    public async Task Describe_FileCannotBeWritten_AnswersAllTheSame()
    {
        using var client = Client(_folder); // a folder is no file
        var response = await client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();
        Assert.That(response.RequestId, Is.EqualTo(ScriptedService.RequestId));
    }

    [Test]
    public async Task Describe_FolderIsMissing_IsMade()
    {
        var path = Path.Combine(_folder, "by", "day", "calls.jsonl");
        using var client = Client(path);
        await client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();
        Assert.That(await File.ReadAllLinesAsync(path), Has.Length.EqualTo(1));
    }

    [Test, Bug("of two processes that record at once one loses its line")]
    public async Task Append_FourRunsOnOneFile_TearNoLine()
    {
        const int lines = 200;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(run => Task.Run(() =>
        {
            for (var i = 0; i < lines; i++)
                AppendedFile.Append(RecordFile, System.Text.Encoding.UTF8.GetBytes($"{run}{new string('x', 20_000)}{run}\n"));
        }))).Soon();

        var kept = await File.ReadAllLinesAsync(RecordFile);
        Assert.That(kept, Has.Length.EqualTo(4 * lines));
        Assert.That(kept, Is.All.Matches<string>(line => line is { Length: 20_002 } && line[0] == line[^1]));
    }

    [Test]
    public async Task Describe_ManyAtOnce_KeepsWholeLines()
    {
        using var one = Client(RecordFile);
        using var other = Client(RecordFile);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = [$"asr-{i}"] }, CancellationToken.None))).Soon();
        var ids = (await File.ReadAllLinesAsync(RecordFile)).Select(line => JsonNode.Parse(line)!["request"]!["RefreshActivityIds"]![0]!.GetValue<string>());
        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(0, 8).Select(i => $"asr-{i}")));
    }

    private AutoScalingClient Client(string recordFile) => Clients.For(_service, _clock, options => options with { RecordFile = recordFile, RequestsPerSecond = 1000 });
}
