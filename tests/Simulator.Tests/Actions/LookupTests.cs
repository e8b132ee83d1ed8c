using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Tests.Http;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>What a team's own program looks up beside the rollout: served, or refused by name.</summary>
public sealed class LookupTests : Wire
{
    [Test]
    public void Images_ByIds_AreOwnUnlessTheFleetSaysThatTheyArePublicOrMissing()
    {
        var fixture = new Fixture(Fleet.Default with { PublicImages = ["img-public01"], MissingImages = ["img-missing1"] });
        var images = fixture.Call("DescribeImages", new { ImageIds = new[] { "img-public01", "img-missing1", "img-own00001" } });
        Assert.That(images["TotalCount"].GetInt32(), Is.EqualTo(2));
        Assert.That(images["ImageSet"].EnumerateArray().Select(image => (image.GetProperty("ImageId").GetString(), image.GetProperty("ImageType").GetString())),
            Is.EqualTo(new[] { ("img-own00001", "PRIVATE_IMAGE"), ("img-public01", "PUBLIC_IMAGE") }));
    }

    [TestCase("image-type", "PUBLIC_IMAGE", 1)]
    [TestCase("image-type", "PRIVATE_IMAGE", 1)]
    [TestCase("image-id", "img-any00001", 1)]
    [TestCase("platform", "Windows", 0)]
    public void Images_ByFilter_AreThoseThatFit(string name, string value, int count)
    {
        var fixture = new Fixture(Fleet.Default with { PublicImages = ["img-public01"] });
        Assert.That(fixture.Call("DescribeImages", new { Filters = new[] { new { Name = name, Values = new[] { value } } } })["TotalCount"].GetInt32(), Is.EqualTo(count));
    }

    [TestCase("DescribeImages", """{"ImageIds":["img-own00001"],"Filters":[]}""", "InvalidParameter.InvalidParameterCoexistImageIdsFilters")]
    [TestCase("DescribeImages", """{"ImageIds":["image"]}""", "InvalidImageId.Malformed")]
    [TestCase("DescribeImages", """{"Filters":[{"Name":"colour","Values":["x"]}]}""", "InvalidFilter")]
    [TestCase("DescribeSubnets", """{"SubnetIds":["x"]}""", "InvalidParameterValue.Malformed")]
    [TestCase("DescribeSubnets", """{"Limit":"many"}""", "InvalidParameterValue")]
    [TestCase("DescribeSubnets", """{"Limit":20}""", "InvalidParameterValue")]
    [TestCase("DescribeVpcs", """{"VpcIds":["vpc-aaaaaaaa"],"Filters":[]}""", "InvalidParameter.Coexist")]
    [TestCase("DescribeAutoScalingAdvices", """{"AutoScalingGroupIds":["asg-zzzzzzzz"]}""", "ResourceNotFound.AutoScalingGroupNotFound")]
    [TestCase("SetInstancesProtection", """{"AutoScalingGroupId":"asg-87q2mj5l","InstanceIds":["ins-1"],"ProtectedFromScaleIn":true}""", "ResourceNotFound.AutoScalingGroupNotFound")]
    public void Lookup_InputWrong_IsRefusedWithItsCode(string action, string json, string code)
        => Assert.That(new Fixture().Call(action, JsonSerializer.Deserialize<JsonElement>(json)).ErrorCode, Is.EqualTo(code));

    [Test]
    public void Subnets_OfAGroup_AreFoundByNetworkAndById()
    {
        var fixture = new Fixture();
        fixture.Call("CreateAutoScalingGroup", new
        {
            AutoScalingGroupName = "new",
            LaunchConfigurationId = Fleet.DefaultLaunchConfigurationId,
            MinSize = 0,
            MaxSize = 1,
            VpcId = "vpc-aaaaaaaa",
            SubnetIds = new[] { "subnet-aaaaaaaa", "subnet-bbbbbbbb" },
        });

        Assert.That(Subnets(new { Filters = new[] { new { Name = "vpc-id", Values = new[] { "vpc-aaaaaaaa" } } }, Limit = "1", Offset = "1" }), Is.EqualTo((2, "subnet-bbbbbbbb")));
        Assert.That(Subnets(new { SubnetIds = new[] { "subnet-aaaaaaaa" } }), Is.EqualTo((1, "subnet-aaaaaaaa")));
        Assert.That(Subnets(new { SubnetIds = new[] { "subnet-other001" } }), Is.EqualTo((1, "subnet-other001")), "any well-formed id is there");
        Assert.That(Subnets(new { Filters = new[] { new { Name = "vpc-id", Values = new[] { "vpc-bbbbbbbb" } } } }).Count, Is.EqualTo(2), "a network of the account has subnets");
        Assert.That(fixture.Call("DescribeVpcs")["VpcSet"].EnumerateArray().Select(vpc => vpc.GetProperty("VpcId").GetString()), Does.Contain("vpc-aaaaaaaa"));

        (int Count, string? First) Subnets(object input)
        {
            var answer = fixture.Call("DescribeSubnets", input);
            return (answer["TotalCount"].GetInt32(), answer["SubnetSet"].EnumerateArray().Select(subnet => subnet.GetProperty("SubnetId").GetString()).FirstOrDefault());
        }
    }

    [Test]
    public void Protection_Set_IsShown()
    {
        var fixture = new Fixture();
        var id = Fleet.InstanceId(Fixture.Group, 1);
        fixture.Call("SetInstancesProtection", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { id }, ProtectedFromScaleIn = true });
        Assert.That(fixture.Call("DescribeAutoScalingInstances", new { InstanceIds = new[] { id } })["AutoScalingInstanceSet"][0].GetProperty("ProtectedFromScaleIn").GetBoolean(), Is.True);
    }

    [Test]
    public void LastActivities_OfAGroup_IsItsNewest()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 7 });
        fixture.Settle();
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 6 });
        Assert.That(fixture.Call("DescribeAutoScalingGroupLastActivities", new { AutoScalingGroupIds = new[] { Fixture.Group } })["ActivitySet"].EnumerateArray()
            .Select(activity => activity.GetProperty("ActivityType").GetString()), Is.EqualTo(new[] { "SCALE_IN" }));
        Assert.That(fixture.Call("DescribeAutoScalingAdvices", new { AutoScalingGroupIds = new[] { Fixture.Group } })["AutoScalingAdviceSet"].GetArrayLength(), Is.EqualTo(1));
    }

    [TestCase("CreateScalingPolicy", "2018-04-19", "UnsupportedOperation")]
    [TestCase("DescribeScheduledActions", "2018-04-19", "UnsupportedOperation")]
    [TestCase("DescribeNotificationConfigurations", "2018-04-19", "UnsupportedOperation")]
    [TestCase("DescribeLoadBalancers", "2018-03-17", "UnsupportedOperation")]
    [TestCase("DescribeLoadBalancers", "2018-04-19", "InvalidAction")]
    [TestCase("DescribeUnicorns", "2017-03-12", "InvalidAction")]
    [TestCase("DescribeImages", "2017-03-12", null)]
    [TestCase("DescribeImages", "2018-04-19", "NoSuchVersion")]
    [TestCase("DescribeUnicorns", "1999-01-01", "NoSuchVersion")]
    public async Task Action_OfAnotherServiceOrNotServed_IsDistinguished(string action, string version, string? code)
    {
        using var request = Signer.Default.Request(Host.Endpoint, action, "{}"u8.ToArray(), Clock.GetUtcNow());
        request.Headers.Remove("X-TC-Version");
        request.Headers.Add("X-TC-Version", version);
        using var answer = await Client.SendAsync(request).Soon();
        Assert.That(Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon()).ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public async Task Request_SignedAsOldSamplesDo_IsRefusedInWordsAndNotShownAPage()
    {
        using var answer = await Client.GetAsync(new Uri(Host.Endpoint, "/?Action=DescribeAutoScalingGroups&Version=2018-04-19&SecretId=AKIDx&SignatureMethod=HmacSHA1&Signature=x")).Soon();
        Assert.That(Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon()).ErrorCode, Is.EqualTo("UnsupportedProtocol"));
    }
}
