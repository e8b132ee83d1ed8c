using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class AutoScalingClientTests
{
    private readonly VirtualClock _clock = new();
    private ScriptedService _service = null!;
    private AutoScalingClient _client = null!;

    [SetUp]
    public async Task StartService()
    {
        _service = await ScriptedService.StartAsync();
        _client = Clients.For(_service, _clock);
    }

    [TearDown]
    public async Task StopService()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task StartInstanceRefresh_ExampleOfItsPage_SendsThatBodyAndNothingElse()
    {
        _service.Answer = ScriptedService.Success("""{"RefreshActivityId":"asr-y67t5r4e","Unknown":{"Member":[1]}}""");

        var response = await _client.StartInstanceRefreshAsync(
            new()
            {
                AutoScalingGroupId = "asg-9dn1a5y6",
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3, BatchPause = BatchPause.EveryBatch } },
            },
            CancellationToken.None).Soon();

        Assert.That(response.RefreshActivityId, Is.EqualTo("asr-y67t5r4e"));
        Assert.That(response.RequestId, Is.EqualTo("00000000-0000-0000-0000-000000000001"));
        var call = _service.Calls.Single();
        Assert.That((call.Method, call.Path, call.Action), Is.EqualTo(("POST", "/", "StartInstanceRefresh")));
        Assert.That(call.Body, Is.EqualTo(
            """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshMode":"ROLLING_UPDATE_RESET","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"BATCH_INTERVAL_PAUSE"}}}"""));
    }
}
