using Infra;
using Pulumi;
using Pulumi.TencentcloudRefresh;

namespace TencentcloudRefresh.Official.Tests;

/// <summary>
/// The stack, the example and the classes for C# compile against the official SDK: that this project builds is the first half of the proof.
/// </summary>
public sealed class OfficialSdkTests
{
    [Test]
    public void Sdk_ItsBaseClasses_AreThoseOfTheOfficialAssembly()
        => Assert.That(
            new[] { typeof(InstanceRefresh), typeof(InstanceRefreshArgs), typeof(Provider), typeof(FleetStack), typeof(RolloutStack) }
                .Select(type => type.BaseType!.Assembly.GetName().Name).Distinct(),
            Is.EqualTo(new[] { "Pulumi" }));

    [Test]
    public void Official_Assembly_IsNoStandIn()
        => Assert.That(typeof(CustomResource).Assembly.GetReferencedAssemblies().Select(reference => reference.Name),
            Has.None.EqualTo("PropertyValues"));

    [Test]
    public void Official_Assembly_VersionIsTheOneThatThePackageRefersTo()
        => Assert.That(typeof(CustomResource).Assembly.GetName().Version, Is.GreaterThanOrEqualTo(new Version(3, 112, 1, 0)));

    /// <summary>The mocks of the official SDK take the place of the engine, so that what the example registers can be seen.</summary>
    [Test]
    public async Task Example_UnderTheOfficialMocks_RegistersARollout()
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", """{"project:groupId":"asg-9dn1a5y6","project:imageId":"img-8toqc6s3"}""");
        var resources = await Deployment.TestAsync<RolloutStack>(new EchoMocks());
        Assert.That(resources.OfType<InstanceRefresh>().ToList(), Has.Count.EqualTo(1));
    }

    /// <summary>Every resource has what it is given.</summary>
    private sealed class EchoMocks : Pulumi.Testing.IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(Pulumi.Testing.MockResourceArgs args)
            => Task.FromResult<(string?, object)>((
                $"{args.Name}-id", args.Inputs.SetItem("refreshActivityId", "asr-4k7m2p9q").SetItem("outcome", "Succeeded")));

        public Task<object> CallAsync(Pulumi.Testing.MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
