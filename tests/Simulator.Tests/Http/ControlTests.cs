using System.Net;
using System.Text;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>The unsigned endpoints under /_simulator/.</summary>
public sealed class ControlTests : Wire
{
    [Test]
    public async Task Health_Always_IsOk()
        => Assert.That((await GetAsync("health")).GetProperty("status").GetString(), Is.EqualTo("ok"));

    [Test]
    public async Task Calls_AfterSome_AreAnArrayOfThem()
    {
        await CallAsync("DescribeAccountLimits");
        await CallAsync("DescribeUnicorns");

        var calls = (await GetAsync("calls")).EnumerateArray().ToList();

        Assert.That(calls.Select(call => call.GetProperty("action").GetString()), Is.EqualTo(new[] { "DescribeAccountLimits", "DescribeUnicorns" }));
        Assert.That(calls[0].GetProperty("errorCode").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(calls[1].GetProperty("errorCode").GetString(), Is.EqualTo("InvalidAction"));
        Assert.That(calls[0].GetProperty("time").GetString(), Is.EqualTo("2026-01-05T08:00:00.000Z"));
        Assert.That(calls[0].GetProperty("secretId").GetString(), Is.EqualTo(Signer.Default.SecretId));
        Assert.That((await GetAsync("calls?after=1")).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task State_Saved_CanBePostedBackToReset()
    {
        await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } });
        await PostAsync("clock", """{"advanceSeconds":30}""");
        var state = (await GetAsync("state")).GetRawText();
        await PostAsync("clock", """{"advanceSeconds":3000}""");
        await PostAsync("reset", state);

        Assert.That((await GetAsync("state")).GetRawText(), Is.EqualTo(state));
        Assert.That(FleetJson.Read(state).Assumptions.Keys,
            Is.EquivalentTo(Assumed.All.Select(assumption => assumption.Name)), "every switch is in it");
    }

    [Test]
    public async Task Assumptions_Listed_HaveTheirTexts()
    {
        var listed = (await GetAsync("assumptions")).EnumerateArray().ToList();

        Assert.That(listed.Select(assumption => assumption.GetProperty("name").GetString()),
            Is.EqualTo(Assumed.All.Select(assumption => assumption.Name)));
        Assert.That(listed,
            Has.All.Matches<JsonElement>(assumption => assumption.GetProperty("text").GetString()!.Length > 10 && assumption.GetProperty("value").GetString() == assumption.GetProperty("default").GetString()));
    }

    [TestCase("""{"advanceSeconds":90}""", 90)]
    [TestCase("""{"to":"2026-01-05T08:00:30Z"}""", 30)]
    [TestCase("""{"nextEvent":true}""", 1)]
    public async Task Clock_Moved_MovesTheVirtualClockItself(string move, int seconds)
    {
        await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } });
        var clock = await PostAsync("clock", move);

        Assert.That(Clock.GetUtcNow(), Is.EqualTo(VirtualTime.VirtualClock.DefaultStart.AddSeconds(seconds)));
        Assert.That(clock.GetProperty("kind").GetString(), Is.EqualTo("driven"));
        Assert.That(clock.GetProperty("nextEvent").ValueKind, Is.EqualTo(JsonValueKind.String));
    }

    [TestCase("clock", """{"advanceSeconds":-1}""", "time cannot go backwards")]
    [TestCase("clock", """{"to":"2020-01-01T00:00:00Z"}""", "time cannot go backwards")]
    [TestCase("clock", """{}""", "needs advanceSeconds, to or nextEvent")]
    [TestCase("clock", """{"advance":1}""", "is not known here")]
    [TestCase("clock", "", "JSON")]
    [TestCase("faults", """{"kind":"failOnce"}""", "needs either an instanceId")]
    [TestCase("faults", """[{"action":"*","kind":"error"},{"kind":"explode"}]""", "explode")]
    [TestCase("reset", """{"groups":1}""", "must be a list")]
    public async Task Post_Nonsense_SaysWhatIsWrongAndChangesNothing(string path, string json, string expected)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(new Uri(Host.Endpoint, $"/_simulator/{path}"), content).Soon();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync().Soon(), Does.Contain(expected));
        Assert.That(Clock.GetUtcNow(), Is.EqualTo(VirtualTime.VirtualClock.DefaultStart));
        Assert.That(Host.Faults.Planned, Is.Empty);
    }

    [Test]
    public async Task Faults_AddedListedAndTakenBack_AreGone()
    {
        var added = await PostAsync("faults", """[{"instanceId":"ins-00000001","kind":"failAlways"},{"action":"StopInstanceRefresh","kind":"delay","milliseconds":5,"times":2}]""");
        Assert.That(added.EnumerateArray().Select(fault => fault.GetProperty("kind").GetString()), Is.EqualTo(new[] { "failAlways", "delay" }));
        Assert.That(added[0].GetProperty("times").ValueKind, Is.EqualTo(JsonValueKind.Null), "every time");

        Assert.That((await ControlAsync(HttpMethod.Delete, "faults/1")).GetArrayLength(), Is.EqualTo(1));
        Assert.That((await ControlAsync(HttpMethod.Delete, "faults")).GetArrayLength(), Is.Zero);
        using var gone = await Client.DeleteAsync(new Uri(Host.Endpoint, "/_simulator/faults/1")).Soon();
        Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Reset_AfterEverything_IsAsAtTheStart()
    {
        var before = (await GetAsync("state")).GetProperty("groups").GetRawText();
        var id = (await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } })).Text("RefreshActivityId");
        await PostAsync("faults", """{"action":"*","kind":"error"}""");
        await PostAsync("reset", "");

        Assert.That((await GetAsync("state")).GetProperty("groups").GetRawText(), Is.EqualTo(before));
        Assert.That((await GetAsync("calls")).GetArrayLength(), Is.Zero);
        Assert.That((await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } })).Text("RefreshActivityId"),
            Is.EqualTo(id), "ids begin anew");
    }

    [Test]
    public async Task Call_Unsigned_IsCarriedOutAndLogged()
    {
        var answer = Answer.Parse(Encoding.UTF8.GetBytes((await PostAsync("call/DescribeAccountLimits", "{}")).GetRawText()));

        Assert.That(answer["NumberOfAutoScalingGroups"].GetInt32(), Is.EqualTo(1));
        Assert.That(Host.Calls.Single().SecretId, Is.EqualTo("console"));
    }

    [TestCase("https://example.com", HttpStatusCode.Forbidden)]
    [TestCase("null", HttpStatusCode.Forbidden)]
    [TestCase("http://localhost:9640", HttpStatusCode.OK)]
    [TestCase("http://127.0.0.1:9640", HttpStatusCode.OK)]
    public async Task Post_FromAPageOfAnotherSite_IsForbidden(string origin, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Endpoint, "/_simulator/reset"));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await Client.SendAsync(request).Soon();

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Events_Watched_TellWhatHappens()
    {
        using var answer = await Client.GetAsync(new Uri(Host.Endpoint, "/_simulator/events"), HttpCompletionOption.ResponseHeadersRead).Soon();
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync().Soon());
        Assert.That(await NextDataAsync(reader), Does.Contain("\"entries\":[]"));

        await CallAsync("StartInstanceRefresh", new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 3 } } });

        Assert.That(await NextDataAsync(reader), Does.Contain("3 batches over 6 instances"));
        await PostAsync("reset", "");
        Assert.That(await NextDataAsync(reader), Does.Contain("everything was reset"));
    }

    [Test]
    public async Task Root_InABrowser_IsAPageOfTheState()
    {
        using var answer = await Client.GetAsync(Host.Endpoint).Soon();

        Assert.That(await answer.Content.ReadAsStringAsync().Soon(), Does.Contain(Fixture.Group));
    }

    [Test]
    public async Task Path_Unknown_ListsWhatThereIs()
        => Assert.That((await GetAsync("nonsense")).GetProperty("errors")[0].GetString(), Does.Contain("journal").And.Contain("clock"));

    private static async Task<string> NextDataAsync(StreamReader reader)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync().Soon();
            if (line!.StartsWith("data: ", StringComparison.Ordinal))
                return line;
        }
    }
}
