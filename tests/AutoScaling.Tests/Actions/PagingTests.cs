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
