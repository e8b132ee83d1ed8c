using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class PagingTests
{
    private ScriptedService _service = null!;
    private AutoScalingClient _client = null!;

    [SetUp]
    public async Task StartService()
    {
        _service = await ScriptedService.StartAsync();
        _client = Clients.For(_service, new VirtualClock(), options => options with { RequestsPerSecond = 1000 });
    }

    [TearDown]
    public async Task StopService()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static string Instance(int number) => $"ins-{number:d8}";

    private void HoldInstances(int count, Func<int, IEnumerable<int>>? shifted = null) => _service.Answer = (received, http) =>
    {
        int offset = received.Json["Offset"]!.GetValue<int>(), limit = received.Json["Limit"]!.GetValue<int>();
        var ids = received.Json["InstanceIds"]?.AsArray().Select(id => id!.GetValue<string>()).ToHashSet();
        var numbers = shifted?.Invoke(offset) ?? Enumerable.Range(0, count).Where(number => ids is null || ids.Contains(Instance(number)));
        var all = numbers.ToList();
        var page = all.Skip(offset).Take(limit).Select(number => (JsonNode)new JsonObject
        {
            ["InstanceId"] = Instance(number),
            ["AddTime"] = VirtualClock.DefaultStart.AddMinutes(-number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
        return ScriptedService.Reply(http,
            JsonSerializer.Serialize(new { TotalCount = all.Count, AutoScalingInstanceSet = new JsonArray([.. page]) }));
    };

    [TestCase(0, 1)]
    [TestCase(100, 1)]
    [TestCase(101, 2)]
    [TestCase(250, 3)]
    public async Task ReadAll_ManyPages_BringsEachOnceInOrder(int count, int calls)
    {
        HoldInstances(count);

        var all = await _client.DescribeAllAutoScalingInstancesAsync(new() { Filters = [new("auto-scaling-group-id", "asg-1")] },
            CancellationToken.None).Soon();

        Assert.That(all.AutoScalingInstanceSet.Select(item => item.InstanceId), Is.EqualTo(Enumerable.Range(0, count).Reverse().Select(Instance)),
            "those first that joined first");
        Assert.That((all.TotalCount, all.RequestId, _service.Calls.Count), Is.EqualTo((count, ScriptedService.RequestId, calls)));
    }

    [Test]
    public async Task ReadAll_MoreIdsThanOneCallTakes_AsksForAHundredAtATime()
    {
        HoldInstances(300);
        string[] ids = [.. Enumerable.Range(20, 230).Select(Instance)];

        var all = await _client.DescribeAllAutoScalingInstancesAsync(new() { InstanceIds = ids }, CancellationToken.None).Soon();

        Assert.That(all.AutoScalingInstanceSet.Select(item => item.InstanceId), Is.EquivalentTo(ids));
        Assert.That(_service.Calls.Select(call => call.Json["InstanceIds"]!.AsArray().Count), Is.EqualTo(new[] { 100, 100, 30 }));
    }

    [Test]
    public async Task ReadAll_ObjectsVanishBetweenPages_ReadsAgainSinceSomeWereSkipped()
    {
        var calls = 0;
        HoldInstances(0, _ => ++calls == 1 ? Enumerable.Range(0, 150) : Enumerable.Range(10, 140));

        var all = await _client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None).Soon();

        Assert.That(all.AutoScalingInstanceSet.Select(item => item.InstanceId), Is.EquivalentTo(Enumerable.Range(10, 140).Select(Instance)));
        Assert.That(_service.Calls.Select(call => call.Json["Offset"]!.GetValue<int>()), Is.EqualTo(new[] { 0, 100, 0, 100 }));
    }

    [Test]
    public async Task ReadAll_CountNeverRests_EndsAfterAFewPasses()
    {
        var calls = 0;
        HoldInstances(0, _ => Enumerable.Range(0, 150 + ++calls));

        var all = await _client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None).Soon();

        Assert.That(all.AutoScalingInstanceSet, Has.Count.GreaterThanOrEqualTo(150));
        Assert.That(_service.Calls, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task ReadAll_PageWithNothing_EndsThePass()
    {
        _service.Answer = ScriptedService.Success("""{"TotalCount":7}""");
        var all = await _client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None).Soon();
        Assert.That((all.AutoScalingInstanceSet.Count, _service.Calls.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task ReadAll_CountOfABillion_EndsAtOnce()
    {
        _service.Answer = ScriptedService.Success("""{"TotalCount":1000000000,"AutoScalingInstanceSet":[{"InstanceId":"ins-1"}]}""");
        var failure = await Failures.OfAsync<CloudTransportException>(_client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None));
        Assert.That(failure.Message, Does.StartWith("DescribeAutoScalingInstances").And.Contain("1,000,000,000 matches announced"));
        Assert.That((_service.Calls.Count, failure.MayHaveActed), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task ReadAll_FullPagesForEver_Ends()
    {
        _service.Answer = (received, http) =>
        {
            var offset = received.Json["Offset"]!.GetValue<int>();
            var page = Enumerable.Range(offset, 100).Select(number => new { InstanceId = Instance(number) });
            return ScriptedService.Reply(http, JsonSerializer.Serialize(new { TotalCount = offset + 101, AutoScalingInstanceSet = page }));
        };
        var failure = await Failures.OfAsync<CloudTransportException>(_client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None));
        Assert.That(failure.Message, Does.Contain("longer than it can be"));
        Assert.That(_service.Calls, Has.Count.LessThanOrEqualTo(201));
    }

    [Test]
    public async Task ReadAll_ServiceFindsItTooLarge_AsksForHalfAsMuchUntilItFits()
    {
        HoldInstances(50);
        var hold = _service.Answer;
        _service.Answer = (received, http) => received.Json["Limit"]!.GetValue<int>() > 30
            ? ScriptedService.Refusal("ResponseSizeLimitExceeded")(received, http)
            : hold(received, http);

        var all = await _client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None).Soon();

        Assert.That(all.AutoScalingInstanceSet, Has.Count.EqualTo(50));
        Assert.That(_service.Calls.Select(call => call.Json["Limit"]!.GetValue<int>()), Is.EqualTo(new[] { 100, 50, 25, 25 }));
    }

    [Test]
    public async Task ReadAll_AnswerIsTooLargeForUs_AsksForHalfAsMuch()
    {
        HoldActivities(20, bytesEach: 1_000_000);
        var all = await _client.DescribeAllRefreshActivitiesAsync(new(), CancellationToken.None).Soon();
        Assert.That(all.RefreshActivitySet, Has.Count.EqualTo(20));
        Assert.That(Limits(), Is.EqualTo(new[] { 20, 10, 2, 2, 2, 2, 2 }), "20 MB are not taken; 10 MB are, and show how large one is");
    }

    [Test]
    public async Task ReadOne_AnswerIsTooLargeForUs_IsRefusedAsTheServiceWould()
    {
        HoldActivities(1, bytesEach: 20_000_000);
        var failure = await Failures.OfAsync<CloudServiceException>(_client.DescribeRefreshActivitiesAsync(new() { Limit = 1, Offset = 0 }, CancellationToken.None));
        Assert.That((failure.Code, _service.Calls.Count), Is.EqualTo((ErrorCode.ResponseSizeLimitExceeded, 1)));
    }

    [Test]
    public async Task ReadNewest_LongHistory_ReadsNoFurtherThanNeeded()
    {
        HoldActivities(250);
        var newest = await _client.DescribeNewestRefreshActivitiesAsync("asg-9dn1a5y6", activity => activity.RefreshActivityId == "asr-00000003",
            CancellationToken.None).Soon();
        Assert.That(newest.RefreshActivitySet.Take(4).Select(item => item.RefreshActivityId),
            Is.EqualTo(new[] { "asr-00000000", "asr-00000001", "asr-00000002", "asr-00000003" }));
        Assert.That((newest.TotalCount, _service.Calls.Count), Is.EqualTo((250, 1)));
    }

    [Test]
    public async Task ReadNewest_GroupOfTwoThousand_AsksForPagesOfItsSize()
    {
        HoldActivities(40, bytesEach: 500_000);
        await _client.DescribeNewestRefreshActivitiesAsync("asg-9dn1a5y6", activity => activity.RefreshActivityId == "asr-00000003",
            CancellationToken.None, instances: 2000).Soon();
        Assert.That(Limits(), Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public async Task ReadNewest_OldestAreListedFirst_ReadsFromTheOtherEnd()
    {
        HoldActivities(250, newestFirst: false);
        var newest = await _client.DescribeNewestRefreshActivitiesAsync("asg-9dn1a5y6", activity => activity.RefreshActivityId == "asr-00000110",
            CancellationToken.None).Soon();
        Assert.That(newest.RefreshActivitySet.Select(item => item.RefreshActivityId), Is.EqualTo(Enumerable.Range(0, 120).Select(number => $"asr-{number:d8}")));
        Assert.That(_service.Calls, Has.Count.EqualTo(3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ReadNewest_NothingIsEnough_BringsAllWithoutAGap(bool newestFirst)
    {
        HoldActivities(250, newestFirst: newestFirst);
        var newest = await _client.DescribeNewestRefreshActivitiesAsync("asg-9dn1a5y6", _ => false, CancellationToken.None).Soon();
        Assert.That(newest.RefreshActivitySet.Select(item => item.RefreshActivityId), Is.EqualTo(Enumerable.Range(0, 250).Select(number => $"asr-{number:d8}")));
    }

    [Test]
    public async Task ReadNewest_TimesAreMissing_ReadsAllSinceNothingReportsTheOrder()
    {
        HoldActivities(30, withTimes: false);
        var newest = await _client.DescribeNewestRefreshActivitiesAsync("asg-9dn1a5y6", _ => true, CancellationToken.None).Soon();
        Assert.That(newest.RefreshActivitySet, Has.Count.EqualTo(30));
    }

    /// <summary>Activity 0 is the newest.</summary>
    private void HoldActivities(int count, int bytesEach = 0, bool newestFirst = true, bool withTimes = true) => _service.Answer = (received, http) =>
    {
        int offset = received.Json["Offset"]!.GetValue<int>(), limit = received.Json["Limit"]!.GetValue<int>();
        var numbers = Enumerable.Range(0, count);
        var page = (newestFirst ? numbers : numbers.Reverse()).Skip(offset).Take(limit).Select(number => new
        {
            RefreshActivityId = $"asr-{number:d8}",
            CreatedTime = withTimes ? VirtualClock.DefaultStart.AddMinutes(-number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
            Padding = new string('x', bytesEach),
        });
        return ScriptedService.Reply(http, JsonSerializer.Serialize(new { TotalCount = count, RefreshActivitySet = page }));
    };

    private IEnumerable<int> Limits() => _service.Calls.Select(call => call.Json["Limit"]!.GetValue<int>());

    [Test]
    public async Task ReadAll_Activities_AreNewestFirst()
    {
        _service.Answer = ScriptedService.Success("""
            {"TotalCount":3,"RefreshActivitySet":[{"RefreshActivityId":"asr-b","CreatedTime":"2026-01-02T00:00:00Z"},
             {"RefreshActivityId":"asr-c","CreatedTime":"2026-01-03T00:00:00Z"},{"RefreshActivityId":"asr-a","CreatedTime":"2026-01-01T00:00:00Z"}]}
            """);
        var all = await _client.DescribeAllRefreshActivitiesAsync(new(), CancellationToken.None).Soon();
        Assert.That(all.RefreshActivitySet.Select(item => item.RefreshActivityId), Is.EqualTo(new[] { "asr-c", "asr-b", "asr-a" }));
    }
}
