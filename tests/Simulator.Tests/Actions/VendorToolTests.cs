using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>The calls that the vendor's Terraform resources make, in their order, and the members they read without looking.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VendorToolTests
{
    private readonly Fixture _fixture = new(Fleet.Empty);

    private static readonly object Configuration = new
    {
        LaunchConfigurationName = "web",
        ImageId = "img-9qabwvbn",
        InstanceTypes = new[] { "S5.MEDIUM4" },
        SystemDisk = new { DiskType = "CLOUD_PREMIUM", DiskSize = 50 },
        InternetAccessible = new { InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR" },
        LoginSettings = new { Password = "S3cret!pass" },
        EnhancedService = new { SecurityService = new { Enabled = true }, MonitorService = new { Enabled = true } },
        InstanceChargeType = "POSTPAID_BY_HOUR",
        DiskTypePolicy = "ORIGINAL",
        UserData = "IyEvYmluL3No",
        DataDisks = new[] { new { DiskType = "CLOUD_SSD" } },
        HostNameSettings = new { HostName = "web", HostNameStyle = "" },
        Tags = new[] { new { Key = "team", Value = "web", ResourceType = "launch-configuration" } },
    };

    [Test]
    public void Configuration_CreatedAndRead_HasEveryMemberThatIsDereferenced()
    {
        var id = _fixture.Call("CreateLaunchConfiguration", Configuration).Text("LaunchConfigurationId");
        Assert.That(id, Does.Match("^asc-[a-z0-9]{8}$"));

        var read = ReadConfiguration(id);

        using (Assert.EnterMultipleScope())
        {
            foreach (var path in new[]
            {
                "LaunchConfigurationName", "LaunchConfigurationStatus", "ProjectId", "SystemDisk.DiskSize", "InternetAccessible.InternetChargeType",
                "InternetAccessible.InternetMaxBandwidthOut", "InternetAccessible.PublicIpAssigned", "LoginSettings", "EnhancedService.SecurityService.Enabled",
                "EnhancedService.MonitorService.Enabled", "EnhancedService.AutomationToolsService", "DiskTypePolicy", "CamRoleName", "InstanceChargeType",
                "DataDisks.0.DiskSize", "Tags.0.Key", "Tags.0.Value",
            })
            {
                Assert.That(At(read, path).ValueKind, Is.Not.EqualTo(JsonValueKind.Null).And.Not.EqualTo(JsonValueKind.Undefined), path);
            }

            Assert.That(read.GetProperty("UserData").GetString(), Is.EqualTo("IyEvYmluL3No"), "echoed as it was given");
            Assert.That(read.GetProperty("VersionNumber").GetInt32(), Is.EqualTo(1));
            Assert.That(read.GetProperty("InstanceType").GetString(), Is.EqualTo("S5.MEDIUM4"));
            Assert.That(read.GetRawText(), Does.Not.Contain("S3cret"));
            Assert.That(_fixture.Calls.After(0)[0].Body, Does.Not.Contain("S3cret").And.Contain("Password"));
        }
    }

    [Test]
    public void Configuration_UpdatedWithNothingButItsId_IsANewVersion()
    {
        var id = _fixture.Call("CreateLaunchConfiguration", Configuration).Text("LaunchConfigurationId");
        _fixture.Pass(60);
        Assert.That(_fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = id }).ErrorCode, Is.Null);

        Assert.That(ReadConfiguration(id).GetProperty("VersionNumber").GetInt32(), Is.EqualTo(2));
        Assert.That(ReadConfiguration(id).GetProperty("UpdatedTime").GetString(), Is.EqualTo("2026-01-05T08:01:00Z"));
        Assert.That(ReadConfiguration(id).GetProperty("ImageId").GetString(), Is.EqualTo("img-9qabwvbn"), "what is not said stays");
    }

    [Test]
    public void Configuration_ChangedClearedAndUpgraded_ShowsIt()
    {
        var id = _fixture.Call("CreateLaunchConfiguration", Configuration).Text("LaunchConfigurationId");
        _fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = id, UserData = "", ImageId = "img-00000002" });
        Assert.That(ReadConfiguration(id).GetProperty("UserData").GetString(), Is.Empty);
        _fixture.Call("ClearLaunchConfigurationAttributes", new { LaunchConfigurationId = id, ClearDataDisks = true });
        Assert.That(ReadConfiguration(id).GetProperty("DataDisks").GetArrayLength(), Is.Zero);
        Assert.That(ReadConfiguration(id).GetProperty("HostNameSettings").ValueKind, Is.EqualTo(JsonValueKind.Object));
        _fixture.Call("UpgradeLaunchConfiguration", new { LaunchConfigurationId = id, LaunchConfigurationName = "web2", ImageId = "img-00000003", InstanceTypes = new[] { "S6.LARGE8" } });

        Assert.That(ReadConfiguration(id).GetProperty("LaunchConfigurationName").GetString(), Is.EqualTo("web2"));
        Assert.That(ReadConfiguration(id).GetProperty("HostNameSettings").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(ReadConfiguration(id).GetProperty("VersionNumber").GetInt32(), Is.EqualTo(4));
    }

    [TestCase("ImageId", "ubuntu", "InvalidParameterValue.InvalidImageId")]
    [TestCase("UserData", "not base64!", "InvalidParameterValue.UserDataFormatError")]
    [TestCase("InstanceChargeType", "FREE", "InvalidParameterValue")]
    [TestCase("Nonsense", "x", "UnknownParameter")]
    public void Configuration_ValueWrong_IsRefusedWithItsCode(string name, string value, string code)
    {
        var input = new Dictionary<string, object> { ["LaunchConfigurationName"] = "x", ["ImageId"] = "img-00000001", ["InstanceType"] = "S5.SMALL1", [name] = value };

        Assert.That(_fixture.Call("CreateLaunchConfiguration", input).ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public void Configuration_Refusals_HaveTheirCodes()
    {
        var fixture = new Fixture(Fleet.Empty with { LaunchConfigurationQuota = 1, MissingImages = ["img-00000009"] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Create("a", image: "img-00000009"), Is.EqualTo("InvalidParameterValue.ImageNotFound"));
            Assert.That(fixture.Call("CreateLaunchConfiguration", new { LaunchConfigurationName = "a", ImageId = "img-00000001" }).ErrorCode,
                Is.EqualTo("InvalidParameter.MustOneParameter"));
            Assert.That(Create("a", userData: Convert.ToBase64String(new byte[16 * 1024 + 1])),
                Is.EqualTo("InvalidParameterValue.UserDataSizeExceeded"));
            Assert.That(Create(new string('x', 61)), Is.EqualTo("InvalidParameterValue"));
            Assert.That(Create("a"), Is.Null);
            Assert.That(Create("a"), Is.EqualTo("InvalidParameterValue.LaunchConfigurationNameDuplicated"));
            Assert.That(Create("b"), Is.EqualTo("LimitExceeded.LaunchConfigurationQuotaNotEnough"));
            Assert.That(fixture.Call("DeleteLaunchConfiguration", new { LaunchConfigurationId = "asc-zzzzzzzz" }).ErrorCode,
                Is.EqualTo("ResourceNotFound.LaunchConfigurationIdNotFound"));
            Assert.That(fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-zzzzzzzz" }).ErrorCode,
                Is.EqualTo("ResourceNotFound.LaunchConfigurationIdNotFound"));
        }

        string? Create(string name, string image = "img-00000001", string? userData = null)
            => fixture.Call("CreateLaunchConfiguration", new { LaunchConfigurationName = name, ImageId = image, InstanceType = "S5.SMALL1", UserData = userData }).ErrorCode;
    }

    [Test]
    public void Group_FromCreateToDelete_GoesAsTheToolExpects()
    {
        var configuration = _fixture.Call("CreateLaunchConfiguration", Configuration).Text("LaunchConfigurationId");
        var id = _fixture.Call("CreateAutoScalingGroup", new
        {
            AutoScalingGroupName = "web",
            LaunchConfigurationId = configuration,
            MaxSize = 5,
            MinSize = 1,
            VpcId = "vpc-1",
            SubnetIds = new[] { "subnet-1" },
            DefaultCooldown = 300,
            RetryPolicy = "IMMEDIATE_RETRY",
            DesiredCapacity = 3,
            ForwardLoadBalancers = new[] { new { LoadBalancerId = "lb-1", ListenerId = "lbl-1", LocationId = "", TargetAttributes = new[] { new { Port = 80, Weight = 10 } } } },
            ServiceSettings = new { ReplaceMonitorUnhealthy = true },
            Tags = new[] { new { Key = "team", Value = "web", ResourceType = "auto-scaling-group" } },
        }).Text("AutoScalingGroupId");

        Assert.That(ReadGroup(id).GetProperty("InActivityStatus").GetString(), Is.EqualTo("IN_ACTIVITY"), "machines are being made");
        Assert.That(ReadGroup(id).GetProperty("InServiceInstanceCount").GetInt32(), Is.Zero);
        _fixture.Pass(30);
        var read = ReadGroup(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.GetProperty("InActivityStatus").GetString(), Is.EqualTo("NOT_IN_ACTIVITY"));
            Assert.That(read.GetProperty("InstanceCount").GetInt32(), Is.EqualTo(3));
            Assert.That(read.GetProperty("DesiredCapacity").GetInt32(), Is.EqualTo(3));
            foreach (var path in new[] { "LoadBalancerId", "ListenerId", "LocationId", "TargetAttributes.0.Port", "TargetAttributes.0.Weight" })
                Assert.That(At(read, $"ForwardLoadBalancerSet.0.{path}").ValueKind,
                    Is.Not.EqualTo(JsonValueKind.Null).And.Not.EqualTo(JsonValueKind.Undefined), path);
            Assert.That(At(read, "ServiceSettings.ReplaceMonitorUnhealthy").GetBoolean(), Is.True);
            Assert.That(At(read, "ServiceSettings.ScalingMode").GetString(), Is.EqualTo("CLASSIC_SCALING"));
            Assert.That(_fixture.Call("DescribeAutoScalingInstances")["TotalCount"].GetInt32(), Is.EqualTo(3));
        }

        Assert.That(_fixture.Call("DeleteLaunchConfiguration", new { LaunchConfigurationId = configuration }).ErrorCode,
            Is.EqualTo("ResourceInUse.LaunchConfigurationIdInUse"));
        Assert.That(_fixture.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = id }).ErrorCode, Is.EqualTo("ResourceInUse.InstanceInGroup"));
        Assert.That(_fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = id, MinSize = 0, MaxSize = 0, DesiredCapacity = 0 }).ErrorCode,
            Is.Null);
        Assert.That(_fixture.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = id }).ErrorCode, Is.EqualTo("ResourceInUse.InstanceInGroup"));
        _fixture.Pass(10);
        Assert.That(_fixture.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = id }).ErrorCode, Is.Null);
        Assert.That(_fixture.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = id }).ErrorCode,
            Is.EqualTo("ResourceNotFound.AutoScalingGroupNotFound"));
        Assert.That(_fixture.Call("DescribeAutoScalingGroups", new { AutoScalingGroupIds = new[] { id } })["TotalCount"].GetInt32(), Is.Zero);
        Assert.That(_fixture.Call("DeleteLaunchConfiguration", new { LaunchConfigurationId = configuration }).ErrorCode, Is.Null);
    }

    [Test]
    public void Tags_ReplacedAndDeleted_AreReadByBothServices()
    {
        var fixture = new Fixture();
        var resource = $"qcs::as:ap-guangzhou:uin/:auto-scaling-group/{Fixture.Group}";
        Assert.That(fixture.Call("ModifyResourceTags", new { Resource = resource, ReplaceTags = new[] { new { TagKey = "a", TagValue = "1" }, new { TagKey = "b", TagValue = "2" } } }).ErrorCode,
            Is.Null);
        fixture.Call("ModifyResourceTags", new { Resource = resource, ReplaceTags = new[] { new { TagKey = "b", TagValue = "3" } }, DeleteTags = new[] { new { TagKey = "a" } } });

        var tag = fixture.Call("DescribeResourceTagsByResourceIds", new
        {
            ServiceType = "as",
            ResourcePrefix = "auto-scaling-group",
            ResourceRegion = "ap-guangzhou",
            ResourceIds = new[] { Fixture.Group },
            Limit = 20,
            Offset = 0,
        })["Tags"].EnumerateArray().Single();

        Assert.That((tag.GetProperty("TagKey").GetString(), tag.GetProperty("TagValue").GetString(), tag.GetProperty("ResourceId").GetString()),
            Is.EqualTo(("b", "3", Fixture.Group)));
        Assert.That(fixture.Call("DescribeAutoScalingGroups", new { Filters = new[] { new { Name = "tag:b", Values = new[] { "3" } } } })["TotalCount"].GetInt32(),
            Is.EqualTo(1));
        Assert.That(fixture.Call("ModifyResourceTags", new { Resource = "qcs::as:ap-guangzhou:uin/:auto-scaling-group/asg-zzzzzzzz" }).ErrorCode,
            Does.StartWith("InvalidParameterValue"));
    }

    private JsonElement ReadConfiguration(string id)
        => _fixture.Call("DescribeLaunchConfigurations", new { LaunchConfigurationIds = new[] { id } })["LaunchConfigurationSet"][0];

    private JsonElement ReadGroup(string id)
        => _fixture.Call("DescribeAutoScalingGroups", new { AutoScalingGroupIds = new[] { id } })["AutoScalingGroupSet"][0];

    private static JsonElement At(JsonElement json, string path)
        => path.Split('.').Aggregate(json, (at, step) => int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? (index < at.GetArrayLength() ? at[index] : default)
            : (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var found) ? found : default));
}
