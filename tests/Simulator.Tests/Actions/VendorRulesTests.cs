using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>Defaults and error codes as the vendor lists them for each action.</summary>
public sealed class VendorRulesTests
{
    private const string PublicImage = "img-public01";
    private const string OwnImage = "img-own00001";

    [TestCase("ModifyLaunchConfigurationAttributes", """{"LaunchConfigurationId":"lc-1"}""", "InvalidParameterValue.InvalidLaunchConfigurationId")]
    [TestCase("ClearLaunchConfigurationAttributes", """{"LaunchConfigurationId":"lc-1"}""", "InvalidParameterValue.InvalidLaunchConfigurationId")]
    [TestCase("DeleteLaunchConfiguration", """{"LaunchConfigurationId":"lc-1"}""", "InvalidParameterValue.InvalidLaunchConfigurationId")]
    [TestCase("DescribeLaunchConfigurations", """{"LaunchConfigurationIds":["lc-1"]}""", "InvalidLaunchConfigurationId")]
    [TestCase("EnterStandby", """{"AutoScalingGroupId":"asg-87q2mj5l","InstanceIds":["ins-zzzzzzzz"]}""", "ResourceNotFound.InstancesNotFound")]
    [TestCase("ExitStandby", """{"AutoScalingGroupId":"asg-87q2mj5l","InstanceIds":["ins-zzzzzzzz"]}""", "ResourceNotFound.InstancesNotFound")]
    [TestCase("RemoveInstances", """{"AutoScalingGroupId":"asg-87q2mj5l","InstanceIds":["ins-zzzzzzzz"]}""", "ResourceNotFound.InstancesNotInAutoScalingGroup")]
    public void Id_MalformedOrUnknown_IsRefusedWithTheCodeOfItsAction(string action, string json, string code)
    {
        var fixture = new Fixture(Fleet.WithGroup("asg-87q2mj5l", 2));
        Assert.That(fixture.Call(action, JsonSerializer.Deserialize<JsonElement>(json)).ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public void Configuration_ImageAndFamily_IsAConflict()
        => Assert.That(Make(new() { ["ImageId"] = OwnImage, ["ImageFamily"] = "web" }).ErrorCode, Is.EqualTo("InvalidParameter.Conflict"));

    [TestCase("RemoveInstances")]
    [TestCase("DetachInstances")]
    public void Instances_TakenBelowTheLeastSize_AreRefused(string action)
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 3, minSize: 2));
        object Ids(params int[] numbers) => new { AutoScalingGroupId = Fixture.Group, InstanceIds = numbers.Select(number => Fleet.InstanceId(Fixture.Group, number)) };

        Assert.That(fixture.Call(action, Ids(1, 2)).ErrorCode, Is.EqualTo("ResourceInsufficient.AutoScalingGroupBelowMinSize"));
        Assert.That(fixture.Call(action, Ids(1)).ErrorCode, Is.Null);
    }

    [Test]
    public void Instances_TakenWhileOthersAreInStandby_AreCountedInService()
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 3, minSize: 2));
        fixture.Cloud.ChangeGroup(Fixture.Group, group => group.Change(Fleet.InstanceId(Fixture.Group, 3), instance => instance with { Standby = Standby.ByRefresh }));
        Assert.That(fixture.Call("RemoveInstances", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { Fleet.InstanceId(Fixture.Group, 1) } }).ErrorCode,
            Is.EqualTo("ResourceInsufficient.InServiceInstanceBelowMinSize"));
    }

    [TestCase(null, "CLB")]
    [TestCase("CVM", "CVM")]
    public void Group_HealthCheck_IsTheBalancersUnlessTheCallSaysOtherwise(string? given, string shown)
    {
        var fixture = new Fixture();
        var id = fixture.Call("CreateAutoScalingGroup", new
        {
            AutoScalingGroupName = "new",
            LaunchConfigurationId = Fleet.DefaultLaunchConfigurationId,
            MinSize = 0,
            MaxSize = 1,
            VpcId = "",
            HealthCheckType = given,
        }).Text("AutoScalingGroupId");
        var group = fixture.Call("DescribeAutoScalingGroups", new { AutoScalingGroupIds = new[] { id } })["AutoScalingGroupSet"][0];
        Assert.That(group.GetProperty("HealthCheckType").GetString(), Is.EqualTo(shown));
    }

    [TestCase(PublicImage, null, true)]
    [TestCase(PublicImage, false, false)]
    [TestCase(OwnImage, null, false)]
    [TestCase(OwnImage, true, true)]
    public void Configuration_AutomationAgent_IsOnForPublicImagesUnlessTheCallSaysOtherwise(string image, bool? given, bool shown)
    {
        var fixture = new Fixture(WithPublicImage);
        foreach (var service in given is null ? new object?[] { null, new { } } : [new { AutomationToolsService = new { Enabled = given } }])
        {
            var id = Make(new() { ["ImageId"] = image, ["EnhancedService"] = service, ["LaunchConfigurationName"] = service is null ? "a" : "b" }, fixture).Text("LaunchConfigurationId");
            var configuration = fixture.Call("DescribeLaunchConfigurations", new { LaunchConfigurationIds = new[] { id } })["LaunchConfigurationSet"][0];
            Assert.That(configuration.GetProperty("EnhancedService").GetProperty("AutomationToolsService").GetProperty("Enabled").GetBoolean(), Is.EqualTo(shown));
        }
    }

    [TestCase(12 * 1024, null)]
    [TestCase(12 * 1024 + 1, "InvalidParameterValue.UserDataSizeExceeded")]
    public void Configuration_UserData_IsCountedAsBase64(int bytes, string? code)
        => Assert.That(Make(new() { ["ImageId"] = OwnImage, ["UserData"] = Convert.ToBase64String(new byte[bytes]) }).ErrorCode, Is.EqualTo(code));

    [TestCase("""[{"InterfaceType":"PRIMARY"},{"InterfaceType":"SECONDARY","PrivateIpv4AddressCount":2,"IsKeepENI":true}]""", null)]
    [TestCase("[]", "InvalidParameterValue")]
    [TestCase("""[{"InterfaceType":"SECONDARY","PrivateIpv4AddressCount":1}]""", "InvalidParameterValue")]
    [TestCase("""[{"InterfaceType":"PRIMARY"},{"InterfaceType":"PRIMARY"}]""", "InvalidParameterValue")]
    [TestCase("""[{"InterfaceType":"PRIMARY","PrivateIpv4AddressCount":41}]""", "InvalidParameterValue")]
    [TestCase("""[{"InterfaceType":"PRIMARY"},{"InterfaceType":"SECONDARY"}]""", "MissingParameter.InScenario")]
    [TestCase("""[{"InterfaceType":"PRIMARY","IsKeepENI":true}]""", "InvalidParameter.InScenario")]
    [TestCase("""[{"InterfaceType":"PRIMARY","Mac":"x"}]""", "UnknownParameter")]
    public void Configuration_NetworkInterfaces_AreHeldToTheirRules(string json, string? code)
        => Assert.That(Make(new() { ["ImageId"] = OwnImage, ["NetworkInterfaces"] = JsonSerializer.Deserialize<JsonElement>(json) }).ErrorCode, Is.EqualTo(code));

    [Test]
    public void Configuration_NewItems_AreShownAndCleared()
    {
        var fixture = new Fixture();
        var id = Make(new()
        {
            ["ImageId"] = OwnImage,
            ["SystemDisk"] = new { Encrypt = true, KmsKeyId = "kms-1" },
            ["NetworkInterfaces"] = new[] { new { InterfaceType = "PRIMARY" } },
        }, fixture).Text("LaunchConfigurationId");
        JsonElement Shown() => fixture.Call("DescribeLaunchConfigurations", new { LaunchConfigurationIds = new[] { id } })["LaunchConfigurationSet"][0];

        Assert.That(Shown().GetProperty("SystemDisk").GetProperty("KmsKeyId").GetString(), Is.EqualTo("kms-1"));
        Assert.That(Shown().GetProperty("NetworkInterfaces").GetArrayLength(), Is.EqualTo(1));
        Assert.That(fixture.Call("UpgradeLaunchConfiguration", new
        {
            LaunchConfigurationId = id,
            LaunchConfigurationName = "x",
            ImageId = OwnImage,
            InstanceTypes = new[] { "S5.MEDIUM4" },
            NetworkInterfaces = new[] { new { InterfaceType = "PRIMARY" } },
        }).ErrorCode, Is.EqualTo("UnknownParameter"));
        Assert.That(fixture.Call("ClearLaunchConfigurationAttributes", new { LaunchConfigurationId = id, ClearNetworkInterfaces = true }).ErrorCode, Is.Null);
        Assert.That(Shown().GetProperty("NetworkInterfaces").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void ScalingActivities_ByLatestEnd_LeaveOutWhatEndsLaterOrRuns()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 7 });
        fixture.Pass(1);
        Assert.That(Count("2026-01-05T09:00:00Z"), Is.Zero, "still running");
        fixture.Settle();
        Assert.That(Count("2026-01-05T08:00:10Z"), Is.Zero, "began before and ended after");
        Assert.That(Count("2026-01-05T09:00:00Z"), Is.EqualTo(1));

        int Count(string end) => fixture.Call("DescribeAutoScalingActivities", new { EndTime = end })["TotalCount"].GetInt32();
    }

    [Test]
    public void ScalingActivities_InstancesOfABatch_HaveAStatusOfTheirOwn()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(new Simulator.Faults.Fault { Kind = Simulator.Faults.FaultKind.FailOnce, InstanceId = Fleet.InstanceId(Fixture.Group, 2) });
        var id = fixture.Start(batches: 1);
        fixture.Until(id, ActivityStatus.FailedPause);

        var related = fixture.Call("DescribeAutoScalingActivities")["ActivitySet"][0].GetProperty("RelatedInstanceSet").EnumerateArray()
            .ToDictionary(one => one.GetProperty("InstanceId").GetString()!, one => one.GetProperty("InstanceStatus").GetString());
        Assert.That(related[Fleet.InstanceId(Fixture.Group, 2)], Is.EqualTo("FAILED"));
        Assert.That(related[Fleet.InstanceId(Fixture.Group, 1)], Is.EqualTo("SUCCESSFUL"));
    }

    private static Fleet WithPublicImage => Fleet.Default with { PublicImages = [PublicImage] };

    private static Answer Make(Dictionary<string, object?> members, Fixture? fixture = null)
    {
        members.TryAdd("LaunchConfigurationName", "new");
        members.TryAdd("InstanceTypes", new[] { "S5.MEDIUM4" });
        return (fixture ?? new()).Call("CreateLaunchConfiguration", members);
    }
}
