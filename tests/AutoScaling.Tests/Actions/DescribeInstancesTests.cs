using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A call of another service than Auto Scaling, over the same pipeline.</summary>
internal sealed class DescribeInstancesTests
{
    [Test]
    public async Task Read_ManyIds_AsksForAHundredAtATimeAndSaysSo()
    {
        await using var service = await SimulatedService.StartAsync(Fleet.WithGroup(SimulatedService.Group, 250));
        var group = await service.DriveAsync(service.Client.DescribeAllAutoScalingInstancesAsync(new(), CancellationToken.None));
        string[] ids = [.. group.AutoScalingInstanceSet.Select(instance => instance.InstanceId)];

        var machines = await service.DriveAsync(service.Client.DescribeInstancesAsync([.. ids, "ins-00000gon"], CancellationToken.None));

        Assert.That(machines.InstanceSet.Select(machine => machine.InstanceId), Is.EquivalentTo(ids), "the one that is gone is left out");
        Assert.That(machines.InstanceSet.Select(machine => (machine.ImageId, machine.InstanceState)).Distinct(),
            Is.EqualTo(new[] { (Fleet.DefaultImageId, "RUNNING") }));
        Assert.That(service.CallsOf("DescribeInstances"), Is.EqualTo(3));
    }

    [Test]
    public async Task Read_NoIds_AsksNobody()
    {
        await using var service = await SimulatedService.StartAsync();
        Assert.That((await service.Client.DescribeInstancesAsync([], CancellationToken.None)).InstanceSet, Is.Empty);
        Assert.That(service.CallsOf("DescribeInstances"), Is.Zero);
    }

    [Test]
    public async Task Read_IsSignedForTheMachineService()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = Clients.For(service, new VirtualClock());

        await client.DescribeInstancesAsync(["ins-00000001"], CancellationToken.None).Soon();

        var call = service.Calls.Single();
        Assert.That((call.Action, call.Headers["X-TC-Version"].ToString(), call.Body),
            Is.EqualTo(("DescribeInstances", "2017-03-12", """{"InstanceIds":["ins-00000001"],"Limit":100,"Offset":0}""")));
        Assert.That(call.Headers.Authorization.ToString(), Does.Contain("/cvm/tc3_request"));
    }

    [TestCase("UnauthorizedOperation", true)]
    [TestCase("UnauthorizedOperation.MFAExpired", true)]
    [TestCase("AuthFailure.UnauthorizedOperation", true)]
    [TestCase("AuthFailure.SecretIdNotFound", false)]
    [TestCase("ResourceNotFound", false)]
    public void Refusal_ByPolicy_IsReportedFromOthers(string code, bool isUnauthorized) => Assert.That(ErrorCode.IsUnauthorized(code), Is.EqualTo(isUnauthorized));
}
