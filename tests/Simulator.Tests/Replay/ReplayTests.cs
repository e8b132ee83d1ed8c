using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Tests.Replay;

internal sealed class ReplayTests
{
    private const string Group = "asg-9dn1a5y6";

    /// <summary>A group is looked at, a rollout begins at second 5 and is over at second 60; an older one had ended the day before.</summary>
    private static readonly string[] Recorded =
    [
        Line(0, "DescribeAutoScalingGroups", """{"AutoScalingGroupIds":["asg-9dn1a5y6"]}""", $$"""{"AutoScalingGroupSet":[{{TheGroup("ENABLED")}}]}"""),
        Line(0, "DescribeRefreshActivities", "{}", $$"""{"RefreshActivitySet":[{{Activity("asr-old", "SUCCESSFUL", "2026-01-04T08:00:00Z")}}]}"""),
        Line(10, "DescribeRefreshActivities", """{"RefreshActivityIds":["asr-new"]}""", $$"""{"RefreshActivitySet":[{{Activity("asr-new", "INIT", "2026-01-05T08:00:05Z")}}]}"""),
        Line(20, "DescribeRefreshActivities", """{"RefreshActivityIds":["asr-new"]}""", $$"""{"RefreshActivitySet":[{{Activity("asr-new", "RUNNING", "2026-01-05T08:00:05Z")}}]}"""),
        Line(30, "DescribeAutoScalingGroups", "{}", $$"""{"AutoScalingGroupSet":[{{TheGroup("DISABLED")}}]}"""),
        Line(60, "DescribeRefreshActivities", """{"RefreshActivityIds":["asr-new"]}""", $$"""{"RefreshActivitySet":[{{Activity("asr-new", "SUCCESSFUL", "2026-01-05T08:00:05Z")}}]}"""),
        Line(90, "DescribeRefreshActivities", """{"RefreshActivityIds":["asr-new"]}""", """{"RefreshActivitySet":[]}"""),
    ];

    private readonly VirtualClock _clock = new(new(2031, 3, 3, 0, 0, 0, TimeSpan.Zero));
    private SimulatorHost _service = null!;

    [SetUp]
    public async Task Start() => _service = await SimulatorHost.StartAsync(
        new() { Clock = _clock, Replay = Recording.Parse(string.Join('\n', Recorded)) }, CancellationToken.None).Soon();

    [TearDown]
    public async Task Stop() => await _service.DisposeAsync();

    [Test]
    public void Time_OfAReplay_BeginsWithTheRecording()
        => Assert.That(_service.Cloud.Now, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));

    [Test]
    public void Describe_AsTimePasses_ShowsWhatWasSeenByThen()
    {
        Start("asr-new");
        List<string> seen = [];
        for (var second = 0; second <= 80; second += 20)
        {
            seen.Add(StatusOf("asr-new"));
            _clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.That(seen, Is.EqualTo(new[] { "INIT", "RUNNING", "RUNNING", "SUCCESSFUL", "SUCCESSFUL" }));
        Assert.That(Describe("DescribeRefreshActivities", """{"RefreshActivityIds":["asr-new"]}""")["TotalCount"]!.GetValue<int>(), Is.Zero, "aged out at second 90");
    }

    [Test]
    public void Describe_BeforeTheStart_ShowsOlderActivitiesOnly()
    {
        Assert.That(Ids("{}"), Is.EqualTo(new[] { "asr-old" }));
        Start("asr-new");
        Assert.That(Ids("{}"), Is.EqualTo(new[] { "asr-new", "asr-old" }), "newest first");
    }

    [Test]
    public void Describe_NobodyStartsIt_ItShowsWhenItWasFirstSeen()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(Ids("{}"), Is.EqualTo(new[] { "asr-new", "asr-old" }));
    }

    [Test]
    public void Describe_QuestionPutOtherwise_IsAnsweredFromWhatIsKnown()
    {
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(Ids("""{"Filters":[{"Name":"refresh-activity-status-code","Values":["RUNNING"]}]}"""), Is.EqualTo(new[] { "asr-new" }));
        Assert.That(Ids("""{"Filters":[{"Name":"auto-scaling-group-id","Values":["asg-00000000"]}]}"""), Is.Empty);
        Assert.That(Ids("""{"Limit":1,"Offset":1}"""), Is.EqualTo(new[] { "asr-old" }));
        Assert.That(Describe("DescribeRefreshActivities", """{"Limit":1}""")["TotalCount"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public void Describe_Group_ChangesWhenItWasSeenChanged()
    {
        Assert.That(Describe("DescribeAutoScalingGroups", "{}")["AutoScalingGroupSet"]![0]!["EnabledStatus"]!.GetValue<string>(), Is.EqualTo("ENABLED"));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(Describe("DescribeAutoScalingGroups", "{}")["AutoScalingGroupSet"]![0]!["EnabledStatus"]!.GetValue<string>(), Is.EqualTo("DISABLED"));
    }

    [Test]
    public void Writes_AboutTheRecordedActivity_AreAccepted()
    {
        Start("asr-new");
        foreach (var action in new[] { "StopInstanceRefresh", "ResumeInstanceRefresh", "CancelInstanceRefresh" })
        {
            Assert.That(CodeOf(action, $$"""{"AutoScalingGroupId":"{{Group}}","RefreshActivityId":"asr-new"}"""), Is.Null);
            Assert.That(CodeOf(action, $$"""{"AutoScalingGroupId":"{{Group}}","RefreshActivityId":"asr-other"}"""), Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));
        }
    }

    [Test]
    public void Start_NothingFurtherWasRecorded_IsRefused()
    {
        Start("asr-new");
        Assert.That(CodeOf("StartInstanceRefresh", StartInput), Is.EqualTo("ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
    }

    [Test]
    public void OtherWrites_InAReplay_AreRefused()
        => Assert.That(CodeOf("EnableAutoScalingGroup", $$"""{"AutoScalingGroupId":"{{Group}}"}"""), Is.EqualTo("UnsupportedOperation"));

    [Test]
    public void Reset_InTheMiddle_BeginsAgain()
    {
        Start("asr-new");
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That(StatusOf("asr-new"), Is.EqualTo("SUCCESSFUL"));
        _service.Cloud.Reset();
        Assert.That(Ids("{}"), Is.EqualTo(new[] { "asr-old" }));
        Start("asr-new");
    }

    [TestCase("", "there is no recorded call")]
    [TestCase("hello\n{}", "line 2 ")]
    [TestCase("hello", "there is no recorded call in it")]
    [TestCase("""{"format":7,"time":"2026-01-05T08:00:00Z","action":"X","request":{},"response":{}}""", "format is 7")]
    [TestCase("""{"format":1,"action":"X"}""", "line 1 ")]
    public void Parse_NoRecording_SaysWhere(string text, string expected)
        => Assert.That(() => Recording.Parse(text + "\n"), Throws.TypeOf<FormatException>().With.Message.Contains(expected));

    [Test]
    public void Parse_LastLineTorn_IsLeftOut()
    {
        var recording = Recording.Parse(Recorded[0] + "\n" + Recorded[4] + "\n" + Recorded[6][..40]);
        Assert.That(recording.End - recording.Begin, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(recording.TornLines, Is.EqualTo(new[] { 3 }));
    }

    [Test, Bug("one torn line makes a whole recording useless")]
    public void Parse_LinesTornInTheMiddle_AreSkippedAndCounted()
    {
        var recording = Recording.Parse(string.Join('\n', Recorded[0], Recorded[4][..60] + Recorded[5], Recorded[4][60..], "7", Recorded[4]) + "\n");
        Assert.That(recording.End - recording.Begin, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(recording.TornLines, Is.EqualTo(new[] { 2, 3, 4 }));
    }

    private const string StartInput = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":1}}}""";

    private void Start(string expectedId) => Assert.That(Describe("StartInstanceRefresh", StartInput)["RefreshActivityId"]?.GetValue<string>(), Is.EqualTo(expectedId));

    private JsonNode Describe(string action, string input) => JsonNode.Parse(_service.Call(action, input))!["Response"]!;

    private string? CodeOf(string action, string input) => Describe(action, input)["Error"]?["Code"]!.GetValue<string>();

    private string[] Ids(string input) => [.. Describe("DescribeRefreshActivities", input)["RefreshActivitySet"]!.AsArray().Select(item => item!["RefreshActivityId"]!.GetValue<string>())];

    private string StatusOf(string id) => Describe("DescribeRefreshActivities", $$"""{"RefreshActivityIds":["{{id}}"]}""")["RefreshActivitySet"]![0]!["Status"]!.GetValue<string>();

    private static string Line(int second, string action, string request, string response)
        => $$"""{"format":1,"time":"{{new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero).AddSeconds(second):yyyy-MM-ddTHH:mm:ssZ}}","action":"{{action}}","request":{{request}},"response":{{response}}}""";

    private static string TheGroup(string enabled) => $$"""{"AutoScalingGroupId":"{{Group}}","AutoScalingGroupName":"web","EnabledStatus":"{{enabled}}"}""";

    private static string Activity(string id, string status, string created)
        => $$"""{"RefreshActivityId":"{{id}}","AutoScalingGroupId":"{{Group}}","ActivityType":"NORMAL","Status":"{{status}}","CreatedTime":"{{created}}"}""";
}
