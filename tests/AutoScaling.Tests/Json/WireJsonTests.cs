using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class WireJsonTests
{
    private static RefreshActivity Read(string activity)
    {
        var json = """{"Response":{"TotalCount":1,"RequestId":"r","RefreshActivitySet":[ACTIVITY]}}""".Replace("ACTIVITY", activity);
        return JsonSerializer.Deserialize(json, WireJson.Default.AnswerDescribeRefreshActivitiesResponse)!.Response!.RefreshActivitySet.Single();
    }

    [Test]
    public void Activity_AsTheServiceShowsIt_IsReadWhole()
    {
        var activity = Read("""
            {"AutoScalingGroupId":"asg-web00001","RefreshActivityId":"asr-4k7m2p9q","OriginRefreshActivityId":"","ActivityType":"NORMAL",
             "RefreshMode":"ROLLING_UPDATE_RESET","Status":"AUTO_PAUSE","CurrentRefreshBatchNum":1,
             "RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":2,"BatchPause":"FIRST_BATCH_PAUSE","MaxSurge":null,"FailProcess":"AUTO_PAUSE"},
               "CheckInstanceTargetHealth":false,"CheckInstanceTargetHealthTimeout":null},
             "RefreshBatchSet":[
               {"RefreshBatchNum":2,"RefreshBatchStatus":"WAITING","StartTime":null,"EndTime":null,
                "RefreshBatchRelatedInstanceSet":[{"InstanceId":"ins-bbbb0002","InstanceStatus":"WAITING","LastActivityId":"","InstanceStatusMessage":""}]},
               {"RefreshBatchNum":1,"RefreshBatchStatus":"SUCCESSFUL","StartTime":"2026-01-10T08:00:02Z","EndTime":"2026-01-10T08:02:07Z",
                "RefreshBatchRelatedInstanceSet":[{"InstanceId":"ins-aaaa0001","InstanceStatus":"SUCCESSFUL","LastActivityId":"asa-11112222","InstanceStatusMessage":"success"}]}],
             "CreatedTime":"2026-01-10T08:00:01Z","StartTime":"2026-01-10T08:00:02Z","EndTime":null}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(activity.Status, Is.EqualTo(ActivityStatus.AutoPause));
            Assert.That(activity.IsAlive);
            Assert.That(activity.RefreshBatchSet.Select(batch => batch.RefreshBatchNum), Is.EqualTo(new[] { 1, 2 }),
                "sorted, whatever the service's order");
            Assert.That(activity.RefreshBatchSet[0].EndTime, Is.EqualTo(new DateTimeOffset(2026, 1, 10, 8, 2, 7, TimeSpan.Zero)));
            Assert.That(activity.RefreshBatchSet[0].RefreshBatchRelatedInstanceSet[0].LastActivityId, Is.EqualTo("asa-11112222"));
            Assert.That(activity.RefreshSettings!.RollingUpdateSettings,
                Is.EqualTo(new RollingUpdateSettings { BatchNumber = 2, BatchPause = "FIRST_BATCH_PAUSE", FailProcess = "AUTO_PAUSE" }));
            Assert.That(activity.RefreshSettings.CheckInstanceTargetHealth, Is.False);
            Assert.That(activity.EndTime, Is.Null);
        });
    }

    [TestCase("""{}""")]
    [TestCase("""{"AutoScalingGroupId":null,"OriginRefreshActivityId":null,"RefreshBatchSet":null,"RefreshSettings":null,"Status":null,"CurrentRefreshBatchNum":null,"CreatedTime":null,"StartTime":"","EndTime":"0000-00-00"}""")]
    [TestCase("""{"OriginRefreshActivityId":"","RefreshBatchSet":[],"Added":{"Later":[1,{}]},"CreatedTime":17}""")]
    public void Activity_MissingNullOrOddMembers_ReadsAsNothing(string json)
    {
        var activity = Read(json);
        Assert.That(
            (activity.OriginRefreshActivityId, activity.RefreshBatchSet.Count, activity.CurrentRefreshBatchNum, activity.CreatedTime,
                activity.StartTime, activity.EndTime, activity.Status),
            Is.EqualTo(("", 0, 0, (DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)null, "")));
    }

    [Test]
    public void Activity_WordsNobodyKnowsYet_AreKept()
    {
        var activity = Read("""{"Status":"BAKING","ActivityType":"CANARY","RefreshBatchSet":[{"RefreshBatchNum":1,"RefreshBatchStatus":"SOAKING"}]}""");
        Assert.That((activity.Status, activity.ActivityType, activity.RefreshBatchSet[0].RefreshBatchStatus),
            Is.EqualTo(("BAKING", "CANARY", "SOAKING")));
        Assert.That(activity.IsAlive, "what is not known to be over may still hold the group");
        Assert.That(ActivityStatus.IsKnown(activity.Status), Is.False);
    }

    [Test]
    public void Request_MembersNotGiven_AreNotSent()
    {
        var json = JsonSerializer.Serialize(new ModifyLaunchConfigurationAttributesRequest { LaunchConfigurationId = "asc-1", UserData = "" },
            WireJson.Default.ModifyLaunchConfigurationAttributesRequest);
        Assert.That(json, Is.EqualTo("""{"LaunchConfigurationId":"asc-1","UserData":""}"""),
            "an empty text clears, an absent member leaves as it is");
    }

    [Test]
    public void Request_SubObjects_AreSentUnderTheApisNames()
    {
        var request = new CreateLaunchConfigurationRequest
        {
            LaunchConfigurationName = "web",
            ImageId = "img-1",
            InstanceTypes = ["S5.MEDIUM4"],
            SystemDisk = new() { DiskType = "CLOUD_PREMIUM", DiskSize = 50 },
            LoginSettings = new() { KeyIds = ["skey-1"] },
            EnhancedService = new() { MonitorService = new() { Enabled = false } },
            HostNameSettings = new() { HostName = "web", HostNameStyle = "UNIQUE" },
            IPv6InternetAccessible = new() { InternetMaxBandwidthOut = 1 },
            Tags = [new() { Key = "team", Value = "web", ResourceType = "launch-configuration" }],
        };
        Assert.That(JsonSerializer.Serialize(request, WireJson.Default.CreateLaunchConfigurationRequest), Is.EqualTo(
            """{"LaunchConfigurationName":"web","Tags":[{"Key":"team","Value":"web","ResourceType":"launch-configuration"}],"ImageId":"img-1","InstanceTypes":["S5.MEDIUM4"],"SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":50},"LoginSettings":{"KeyIds":["skey-1"]},"EnhancedService":{"MonitorService":{"Enabled":false}},"HostNameSettings":{"HostName":"web","HostNameStyle":"UNIQUE"},"IPv6InternetAccessible":{"InternetMaxBandwidthOut":1}}"""));
    }

    [Test]
    public void Request_Times_AreUtcInTheServicesForm()
    {
        var request = new DescribeAutoScalingActivitiesRequest { StartTime = new(2026, 1, 5, 16, 0, 0, TimeSpan.FromHours(8)) };
        Assert.That(JsonSerializer.Serialize(request, WireJson.Default.DescribeAutoScalingActivitiesRequest),
            Is.EqualTo("""{"StartTime":"2026-01-05T08:00:00Z"}"""));
    }

    [Test]
    public void Group_AsTheServiceShowsIt_IsReadWithItsNulls()
    {
        var json = """
            {"Response":{"TotalCount":1,"RequestId":"r","AutoScalingGroupSet":[{"AutoScalingGroupId":"asg-1","EnabledStatus":"DISABLED","InActivityStatus":"NOT_IN_ACTIVITY","AutoScalingGroupStatus":"NORMAL",
             "DesiredCapacity":6,"InstanceCount":6,"InServiceInstanceCount":null,"ProjectId":8589934592,"CapacityRebalance":null,"Tags":null,
             "ForwardLoadBalancerSet":[{"LoadBalancerId":"lb-1","ListenerId":"lbl-1","LocationId":"","TargetAttributes":[{"Port":80,"Weight":10}]}],"ServiceSettings":{"ReplaceMode":"RECREATE"}}]}}
            """;
        var group = JsonSerializer.Deserialize(json,
            WireJson.Default.AnswerDescribeAutoScalingGroupsResponse)!.Response!.AutoScalingGroupSet.Single();
        Assert.Multiple(() =>
        {
            Assert.That((group.EnabledStatus, group.InServiceInstanceCount, group.ProjectId, group.CapacityRebalance),
                Is.EqualTo((EnabledStatus.Disabled, 0, 8589934592, false)));
            Assert.That(group.ForwardLoadBalancerSet.Single().TargetAttributes.Single().Port, Is.EqualTo(80));
            Assert.That(group.Tags, Is.Empty);
        });
    }
}
