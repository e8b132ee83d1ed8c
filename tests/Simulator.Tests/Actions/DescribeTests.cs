using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>What the describe calls show, and what they refuse to look for.</summary>
public sealed class DescribeTests
{
    [Test]
    public void Activity_MidwayThrough_ShowsEveryMemberOfItsDataType()
    {
        var fixture = new Fixture();
        var id = fixture.Start(batches: 3, pause: "FIRST_BATCH_PAUSE", health: true, timeout: 600);
        fixture.Until(id, ActivityStatus.AutoPause);

        var activity = fixture.Call("DescribeRefreshActivities", new { Filters = new[] { new { Name = "auto-scaling-group-id", Values = new[] { Fixture.Group } } }, Limit = 1 })["RefreshActivitySet"][0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[]
            {
                "AutoScalingGroupId", "RefreshActivityId", "OriginRefreshActivityId", "ActivityType", "RefreshMode", "Status", "CurrentRefreshBatchNum", "RefreshSettings",
                "RefreshBatchSet", "CreatedTime", "StartTime", "EndTime",
            }));
            Assert.That(activity.GetProperty("Status").GetString(), Is.EqualTo("AUTO_PAUSE"));
            Assert.That(activity.GetProperty("ActivityType").GetString(), Is.EqualTo("NORMAL"));
            Assert.That(activity.GetProperty("RefreshMode").GetString(), Is.EqualTo("ROLLING_UPDATE_RESET"));
            Assert.That(activity.GetProperty("CreatedTime").GetString(), Is.EqualTo("2026-01-05T08:00:00Z"));
            Assert.That(activity.GetProperty("StartTime").GetString(), Is.EqualTo("2026-01-05T08:00:01Z"));
            Assert.That(activity.GetProperty("EndTime").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(activity.GetProperty("RefreshSettings").GetRawText(), Is.EqualTo(
                """{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"FIRST_BATCH_PAUSE","MaxSurge":null,"FailProcess":"AUTO_PAUSE"},"CheckInstanceTargetHealth":true,"CheckInstanceTargetHealthTimeout":600}"""));
            var batches = activity.GetProperty("RefreshBatchSet").EnumerateArray().ToList();
            Assert.That(batches.Select(batch => batch.GetProperty("RefreshBatchNum").GetInt32()), Is.EqualTo(new[] { 3, 2, 1 }));
            Assert.That(batches.Select(batch => batch.GetProperty("RefreshBatchStatus").GetString()),
                Is.EqualTo(new[] { "WAITING", "WAITING", "SUCCESSFUL" }));
            var first = batches[2].GetProperty("RefreshBatchRelatedInstanceSet")[0];
            Assert.That(first.GetProperty("InstanceStatus").GetString(), Is.EqualTo("SUCCESSFUL"));
            Assert.That(first.GetProperty("InstanceStatusMessage").GetString(), Is.EqualTo("success"));
            Assert.That(fixture.Call("DescribeAutoScalingActivities", new { ActivityIds = new[] { first.GetProperty("LastActivityId").GetString() } })["TotalCount"].GetInt32(),
                Is.EqualTo(1));
        }
    }

    [TestCase("refresh-activity-status-code", "SUCCESSFUL", 2)]
    [TestCase("refresh-activity-status-code", "CANCELLED", 0)]
    [TestCase("refresh-activity-type", "NORMAL", 1)]
    [TestCase("refresh-activity-type", "ROLLBACK", 1)]
    [TestCase("auto-scaling-group-id", "asg-zzzzzzzz", 0)]
    public void Activities_Filtered_AreThoseThatFit(string name, string value, int count)
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.Successful);
        fixture.Until(fixture.RollBack(id), ActivityStatus.Successful);

        Assert.That(fixture.Call("DescribeRefreshActivities", new { Filters = new[] { new { Name = name, Values = new[] { value } } } })["TotalCount"].GetInt32(),
            Is.EqualTo(count));
        Assert.That(fixture.Call("DescribeRefreshActivities", new
        {
            Filters = new[] { new { Name = "refresh-activity-id", Values = new[] { id } }, new { Name = name, Values = new[] { value } } },
        })["TotalCount"].GetInt32(), Is.LessThanOrEqualTo(1), "filters are all to be met");
    }

    [TestCase("""{"RefreshActivityIds":["asr-1"],"Filters":[]}""", "InvalidParameter.Conflict")]
    [TestCase("""{"Filters":[{"Name":"colour","Values":["red"]}]}""", "InvalidParameterValue.Filter")]
    [TestCase("""{"Filters":[{"Name":"refresh-activity-id","Values":[]}]}""", "InvalidParameterValue.InvalidFilter")]
    [TestCase("""{"Filters":[{"Name":"auto-scaling-group-id","Values":["group-1"]}]}""", "InvalidParameterValue.InvalidAutoScalingGroupId")]
    [TestCase("""{"Filters":[{"Name":"refresh-activity-id","Values":["1","2","3","4","5","6"]}]}""", "LimitExceeded.FilterValuesTooLong")]
    [TestCase("""{"Limit":101}""", "InvalidParameterValue.LimitExceeded")]
    [TestCase("""{"Offset":-1}""", "InvalidParameterValue")]
    [TestCase("""{"Limits":1}""", "UnknownParameter")]
    [TestCase("""{"Filters":[{"Name":"refresh-activity-id","Value":["1"]}]}""", "UnknownParameter")]
    [TestCase("""{"Filters":[{"Values":["1"]}]}""", "MissingParameter")]
    [TestCase("""{"Filters":{"Name":"x"}}""", "InvalidParameterValue")]
    [TestCase("""{"Limit":"1"}""", "InvalidParameterValue")]
    [TestCase("""{"Limit":1.5}""", "InvalidParameterValue")]
    [TestCase("""{"Limit":1e400}""", "InvalidParameterValue")]
    [TestCase("""{"Limit":null,"Filters":null}""", null)]
    [TestCase("""[]""", "InvalidParameter")]
    [TestCase("""{"Limit":1""", "InvalidParameter")]
    [TestCase("""{"Filters":[{"Name":"\ud800","Values":["1"]}]}""", "InvalidParameterValue")]
    [TestCase("""{"\udc00":1}""", "InvalidParameterValue")]
    public void Activities_InputWrong_IsRefusedWithItsCode(string json, string? code)
    {
        var fixture = new Fixture();

        Assert.That(Answer.Parse(fixture.Api.CallUnsigned("DescribeRefreshActivities", System.Text.Encoding.UTF8.GetBytes(json), "test").Body).ErrorCode,
            Is.EqualTo(code));
        Assert.That(fixture.Errors.All, Is.Empty);
    }

    [Test]
    public void Instances_OfALargeGroup_ComeInPages()
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 250).AndGroup("asg-00000002", 5));
        var seen = new List<string>();
        for (var offset = 0; offset < 300; offset += 100)
        {
            var page = fixture.Call("DescribeAutoScalingInstances", new { Filters = new[] { new { Name = "auto-scaling-group-id", Values = new[] { Fixture.Group } } }, Limit = 100, Offset = offset });
            Assert.That(page["TotalCount"].GetInt32(), Is.EqualTo(250));
            seen.AddRange(page["AutoScalingInstanceSet"].EnumerateArray().Select(instance => instance.GetProperty("InstanceId").GetString()!));
        }

        Assert.That(seen, Has.Count.EqualTo(250).And.Unique);
        Assert.That(fixture.Call("DescribeAutoScalingInstances")["AutoScalingInstanceSet"].GetArrayLength(), Is.EqualTo(20));
        Assert.That(fixture.Call("DescribeAutoScalingInstances", new { InstanceIds = new[] { Fleet.InstanceId(Fixture.Group, 250), "ins-zzzzzzzz" } })["TotalCount"].GetInt32(),
            Is.EqualTo(1));
    }

    [Test]
    public void Group_DuringARefresh_IsDisabledAndInActivity()
    {
        var fixture = new Fixture();
        fixture.Start();
        fixture.Pass(30);

        var group = fixture.Call("DescribeAutoScalingGroups", new { AutoScalingGroupIds = new[] { Fixture.Group } })["AutoScalingGroupSet"][0];

        Assert.That(group.GetProperty("EnabledStatus").GetString(), Is.EqualTo("DISABLED"));
        Assert.That(group.GetProperty("InActivityStatus").GetString(), Is.EqualTo("IN_ACTIVITY"));
        Assert.That(group.GetProperty("InstanceCount").GetInt32(), Is.EqualTo(6));
        Assert.That(group.GetProperty("LaunchConfigurationName").GetString(), Is.Not.Empty);
    }

    [TestCase("DescribeAutoScalingGroups", """{"AutoScalingGroupIds":["asg-1"]}""", "InvalidParameterValue.InvalidAutoScalingGroupId")]
    [TestCase("DescribeLaunchConfigurations", """{"LaunchConfigurationIds":["lc-1"]}""", "InvalidLaunchConfigurationId")]
    [TestCase("DescribeAutoScalingGroups", """{"AutoScalingGroupIds":["asg-9dn1a5y6"],"Filters":[]}""", "InvalidParameterConflict")]
    [TestCase("DescribeAutoScalingActivities", """{"StartTime":"yesterday"}""", "InvalidParameterValue")]
    public void Describe_InputWrong_IsRefusedWithItsCode(string action, string json, string code)
        => Assert.That(Answer.Parse(new Fixture().Api.CallUnsigned(action, System.Text.Encoding.UTF8.GetBytes(json), "test").Body).ErrorCode, Is.EqualTo(code));

    [Test]
    public void ScalingActivities_ByTime_AreThoseWithin()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 7 });
        fixture.Settle();
        fixture.Pass(3600);
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 6 });
        fixture.Settle();

        Assert.That(fixture.Call("DescribeAutoScalingActivities", new { StartTime = "2026-01-05T09:00:00Z" })["ActivitySet"].EnumerateArray().Single().GetProperty("ActivityType").GetString(),
            Is.EqualTo("SCALE_IN"));
        Assert.That(fixture.Call("DescribeAutoScalingActivities", new { EndTime = "2026-01-05T08:30:00Z" })["ActivitySet"].EnumerateArray().Single().GetProperty("StatusCode").GetString(),
            Is.EqualTo("SUCCESSFUL"));
        Assert.That(fixture.Call("DescribeAutoScalingActivities")["ActivitySet"][0].GetProperty("ActivityType").GetString(),
            Is.EqualTo("SCALE_IN"), "newest first");
    }
}
