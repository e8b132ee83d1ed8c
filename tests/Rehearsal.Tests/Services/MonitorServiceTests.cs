using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Services;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Services;

/// <summary>What an official SDK asks before it registers anything.</summary>
internal sealed class MonitorServiceTests
{
    [TestCase("secrets", true)]
    [TestCase("outputValues", true)]
    [TestCase("parameterization", true)]
    [TestCase("aliasSpecs", false)]
    [TestCase("transforms", false)]
    [TestCase("something newer", false)]
    [Bug("a program with a parameterised SDK ended at the monitor's missing feature")]
    public async Task SupportsFeature_OfAnSdk_IsYesForWhatIsThere(string id, bool expected)
    {
        await using GrpcServer server = await ServeAsync();
        using LoopbackChannel channel = new(server.Address);
        Assert.That((await new ResourceMonitor.ResourceMonitorClient(channel.Invoker).SupportsFeatureAsync(new() { Id = id }).ResponseAsync.Soon()).HasSupport, Is.EqualTo(expected));
    }

    [Test]
    public async Task RegisterPackage_WithParameters_GivesAReference()
    {
        await using GrpcServer server = await ServeAsync();
        using LoopbackChannel channel = new(server.Address);
        RegisterPackageRequest package = new()
        {
            Name = "terraform-provider",
            Version = "1.0.0",
            Parameterization = new() { Name = "tencentcloud", Version = "1.82.90" },
        };
        Assert.That((await new ResourceMonitor.ResourceMonitorClient(channel.Invoker).RegisterPackageAsync(package).ResponseAsync.Soon()).Ref, Is.EqualTo("tencentcloud@1.82.90"));
    }

    private static Task<GrpcServer> ServeAsync()
    {
        MonitorService monitor = new(null!);
        return GrpcServer.StartAsync(methods => ResourceMonitor.BindService(methods, monitor), CancellationToken.None).Soon();
    }
}
