using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>The machine service's view of the machines of a group.</summary>
public sealed class DescribeInstancesTests
{
    [Test]
    public void DuringARefresh_AMachineInWorkIsBeingReset_AndItsImageChangesAtTheEnd()
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 2));
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = fixture.TheGroup.LaunchConfigurationId, ImageId = "img-new00001" });
        var id = fixture.Start(batches: 2);
        Assert.That(Shown(fixture), Is.EqualTo(new[] { (Fleet.DefaultImageId, (string?)null), (Fleet.DefaultImageId, null) }));
        fixture.Until(id, activity => activity.Batch?.Instances[0].Status == BatchInstanceStatus.Running);
        Assert.That(Shown(fixture), Is.EquivalentTo(new[] { (Fleet.DefaultImageId, "OPERATING"), (Fleet.DefaultImageId, (string?)null) }));
        fixture.Until(id, activity => activity.CurrentBatch == 2);
        Assert.That(Shown(fixture), Does.Contain(("img-new00001", "SUCCESS")));
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(Shown(fixture), Is.All.EqualTo(("img-new00001", "SUCCESS")));
    }

    [Test]
    public void UnknownId_IsLeftOut_AndAMalformedOneIsRefused()
    {
        var fixture = new Fixture();
        Assert.That(fixture.Call("DescribeInstances", new { InstanceIds = new[] { "ins-00000gon" } })["TotalCount"].GetInt32(), Is.Zero);
        Assert.That(fixture.Call("DescribeInstances", new { InstanceIds = new[] { "i-12" } }).ErrorCode, Is.EqualTo("InvalidInstanceId.Malformed"));
        Assert.That(fixture.Call("DescribeInstances", new { Filters = new[] { new { Name = "colour", Values = new[] { "red" } } } }).ErrorCode, Is.EqualTo("InvalidFilter"));
        Assert.That(
            fixture.Call("DescribeInstances", new { InstanceIds = Enumerable.Range(0, 101).Select(number => $"ins-{number:d8}") }).ErrorCode,
            Is.EqualTo("InvalidParameterValue.LimitExceeded"));
    }

    [Test]
    public void WithoutLimit_TwentyAreShown()
        => Assert.That(new Fixture(Fleet.WithGroup(Fixture.Group, 30)).Call("DescribeInstances")["InstanceSet"].GetArrayLength(), Is.EqualTo(20));

    private static (string Image, string? Operation)[] Shown(Fixture fixture)
        => [.. fixture.Call("DescribeInstances")["InstanceSet"].EnumerateArray()
            .Select(machine => (machine.GetProperty("ImageId").GetString()!, machine.GetProperty("LatestOperationState").GetString()))];
}
