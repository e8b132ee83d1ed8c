using TencentCloud.As.V20180419;
using TencentCloud.As.V20180419.Models;
using TencentCloud.Common;
using TencentCloud.Common.Profile;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using KeyPair = TencentcloudRefresh.Simulator.Fleets.Credential;

namespace TencentcloudRefresh.Official.Tests;

/// <summary>
/// The vendor's own client makes the calls of a rollout against the simulator: its signatures are accepted, its requests are understood, and it
/// reads from the answers what this project's client reads.
/// </summary>
public sealed class VendorClientTests
{
    private const string Group = "asg-9dn1a5y6";

    private SimulatorHost _service = null!;

    [SetUp]
    public async Task StartAsync() => _service = await SimulatorHost.StartAsync(new()
    {
        Clock = new VirtualClock(),
        SignatureClock = TimeProvider.System,
        Fleet = Fleet.WithGroup(Group, 6),
        AdvancePerDescribe = TimeSpan.FromSeconds(20),
        EnforceRateLimits = false,
    }, default).Soon();

    [TearDown]
    public async Task StopAsync() => await _service.DisposeAsync().AsTask().Soon();

    [Test]
    public async Task Rollout_WithAPause_IsStartedReadResumedAndEnded()
    {
        var client = Client();
        var started = await client.StartInstanceRefresh(new StartInstanceRefreshRequest
        {
            AutoScalingGroupId = Group,
            RefreshMode = "ROLLING_UPDATE_RESET",
            RefreshSettings = new RefreshSettings
            {
                RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 3, BatchPause = "FIRST_BATCH_PAUSE" },
            },
        }).Soon();

        Assert.That((await ReadUntilAsync(client, started.RefreshActivityId, "AUTO_PAUSE")).CurrentRefreshBatchNum, Is.EqualTo(1UL));
        await client.ResumeInstanceRefresh(new ResumeInstanceRefreshRequest
        {
            AutoScalingGroupId = Group,
            RefreshActivityId = started.RefreshActivityId,
            ResumeMode = "RETRY",
        }).Soon();
        var ended = await ReadUntilAsync(client, started.RefreshActivityId, "SUCCESSFUL");

        await AssertReadAlikeAsync(ended);
    }

    [Test]
    public async Task Refusals_OfTheSimulator_AreTheVendorsExceptions()
    {
        var refused = await Assert.ThrowsAsync<TencentCloudSDKException>(() => Client().StartInstanceRefresh(new StartInstanceRefreshRequest
        {
            AutoScalingGroupId = "asg-00000000",
            RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 3 } },
        }).Soon());
        Assert.That(refused!.ErrorCode, Does.StartWith("ResourceNotFound"));
    }

    private static async Task<RefreshActivity> ReadUntilAsync(AsClient client, string id, string status)
    {
        for (int look = 0; look < 200; look++)
        {
            var read = await client.DescribeRefreshActivities(new DescribeRefreshActivitiesRequest { RefreshActivityIds = [id] }).Soon();
            if (read.RefreshActivitySet.Single() is var activity && activity.Status == status)
                return activity;
        }

        throw new AssertionException($"{id} has not become {status} in 200 looks");
    }

    /// <summary>What the vendor's client has read and what ours reads of the same activity.</summary>
    private async Task AssertReadAlikeAsync(RefreshActivity theirs)
    {
        using var client = new AutoScaling.AutoScalingClient(
            new() { Region = "ap-guangzhou", Endpoint = _service.Endpoint },
            new AutoScaling.FixedCredentials(new(KeyPair.Default.SecretId, KeyPair.Default.SecretKey)),
            TimeProvider.System);
        var answer = await client.DescribeRefreshActivitiesAsync(new() { RefreshActivityIds = [theirs.RefreshActivityId] },
            CancellationToken.None).Soon();
        var ours = answer.RefreshActivitySet.Single();

        Assert.That(
            (ours.Status, ours.ActivityType, ours.RefreshMode, (ulong?)ours.CurrentRefreshBatchNum),
            Is.EqualTo((theirs.Status, theirs.ActivityType, theirs.RefreshMode, theirs.CurrentRefreshBatchNum)));
        Assert.That(
            ours.RefreshBatchSet.Select(batch => (batch.RefreshBatchStatus, batch.RefreshBatchRelatedInstanceSet.Count)),
            Is.EqualTo(theirs.RefreshBatchSet.Select(batch => (batch.RefreshBatchStatus, batch.RefreshBatchRelatedInstanceSet.Length))));
    }

    private AsClient Client() => new(
        new TencentCloud.Common.Credential { SecretId = KeyPair.Default.SecretId, SecretKey = KeyPair.Default.SecretKey },
        "ap-guangzhou",
        new ClientProfile { HttpProfile = new HttpProfile { Endpoint = $"127.0.0.1:{_service.Port}", Protocol = HttpProfile.REQ_HTTP } });
}
