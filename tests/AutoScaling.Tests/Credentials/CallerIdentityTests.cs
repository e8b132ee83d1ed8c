using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class CallerIdentityTests
{
    private static readonly Credential OfAnotherAccount = new("AKIDother00000000000000000000000001", "other-key") { AccountId = "100000000002" };

    [Test]
    public async Task Get_PermanentKey_IsTheAccountOfTheKey()
    {
        await using var service = await SimulatedService.StartAsync();
        var identity = await service.DriveAsync(service.Client.GetCallerIdentityAsync(CancellationToken.None));
        Assert.That((identity.AccountId, identity.Arn, identity.Type),
            Is.EqualTo((Fleet.DefaultAccountId, $"qcs::cam::uin/{Fleet.DefaultAccountId}:uin/{Fleet.DefaultAccountId}", "CAMUser")));
    }

    [Test]
    public async Task Get_RoleOfAnotherAccount_IsTheAccountOfTheRole()
    {
        await using var service = await SimulatedService.StartAsync();
        using var role = new CredentialChain(
            new()
            {
                SecretId = SimulatedService.Key.SecretId,
                SecretKey = SimulatedService.Key.SecretKey,
                Endpoints = new() { AutoScaling = service.Host.Endpoint },
                AssumeRole = new() { RoleArn = "qcs::cam::uin/100000000002:roleName/deploy", SessionName = "night" },
                Variable = _ => null,
                HomeDirectory = "/nowhere",
            }, service.Clock);
        using var client = new AutoScalingClient(Clients.Options(service.Host.Endpoint), role, service.Clock);

        var identity = await service.DriveAsync(client.GetCallerIdentityAsync(CancellationToken.None));

        Assert.That((identity.AccountId, identity.Type), Is.EqualTo(("100000000002", "CAMRole")));
        Assert.That(identity.UserId, Does.EndWith(":night"));
        var groups = await service.DriveAsync(client.DescribeAllAutoScalingGroupsAsync(new(), CancellationToken.None));
        Assert.That(groups.AutoScalingGroupSet, Is.Empty, "the fleet belongs to another account");
    }

    [Test]
    public async Task Get_ByManyAtOnce_AsksOnce()
    {
        await using var service = await SimulatedService.StartAsync();
        var identities = await service.DriveAsync(Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => service.Client.GetCallerIdentityAsync(CancellationToken.None))));
        Assert.That(identities.Select(identity => identity.AccountId), Is.All.EqualTo(Fleet.DefaultAccountId));
        Assert.That(service.CallsOf("GetCallerIdentity"), Is.EqualTo(1));
    }

    [Test]
    public async Task Get_KeyReplaced_AsksAgain()
    {
        await using var service = await SimulatedService.StartAsync(Fleet.Default.AndCredential(OfAnotherAccount));
        var keys = new Changing { Now = SimulatedService.Key };
        using var client = new AutoScalingClient(Clients.Options(service.Host.Endpoint), keys, service.Clock);

        var before = await service.DriveAsync(client.GetCallerIdentityAsync(CancellationToken.None));
        keys.Now = new(OfAnotherAccount.SecretId, OfAnotherAccount.SecretKey);
        var after = await service.DriveAsync(client.GetCallerIdentityAsync(CancellationToken.None));

        Assert.That((before.AccountId, after.AccountId), Is.EqualTo((Fleet.DefaultAccountId, OfAnotherAccount.AccountId)));
    }

    [Test]
    public async Task Get_TokenServiceDown_GivesUpEarlyAndDoesNotAskForAMinute()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.OfAction("GetCallerIdentity", FaultKind.Reset) with { Times = 4 });

        for (var i = 0; i < 10; i++)
            await Failures.OfAsync<CloudTransportException>(service.DriveAsync(service.Client.GetCallerIdentityAsync(CancellationToken.None)));
        Assert.That(service.CallsOf("GetCallerIdentity"), Is.EqualTo(2), "one repetition, and none for the others who ask");

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await Failures.OfAsync<CloudTransportException>(service.DriveAsync(service.Client.GetCallerIdentityAsync(CancellationToken.None)));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var identity = await service.DriveAsync(service.Client.GetCallerIdentityAsync(CancellationToken.None));
        Assert.That(identity.AccountId, Is.EqualTo(Fleet.DefaultAccountId));
    }

    [Test]
    public async Task Get_NotAllowed_SaysSo()
    {
        var fleet = Fleet.Default with { Credentials = [Credential.Default with { Denied = ["GetCallerIdentity"] }] };
        await using var service = await SimulatedService.StartAsync(fleet);
        var failure = await Failures.OfAsync<CloudServiceException>(service.DriveAsync(service.Client.GetCallerIdentityAsync(CancellationToken.None)));
        Assert.That((failure.Action, failure.Code), Is.EqualTo(("GetCallerIdentity", "UnauthorizedOperation")));
    }

    [Test]
    public async Task Get_TokenServiceGivenElsewhere_IsAskedThere()
    {
        await using var sts = await ScriptedService.StartAsync();
        sts.Answer = ScriptedService.Success("""{"AccountId":"100000000009","Arn":"a","UserId":"u","PrincipalId":"p","Type":"CAMUser"}""");
        var options = new AutoScalingClientOptions { Region = "ap-tokyo", StsEndpoint = sts.Endpoint };
        using var client = new AutoScalingClient(options, new FixedCredentials(Clients.Key), new VirtualClock());

        var identity = await client.GetCallerIdentityAsync(CancellationToken.None).Soon();

        Assert.That(identity.AccountId, Is.EqualTo("100000000009"));
        var call = sts.Calls.Single();
        Assert.That((call.Action, call.Headers["X-TC-Version"].ToString(), call.Headers["X-TC-Region"].ToString(), call.Body),
            Is.EqualTo(("GetCallerIdentity", "2018-08-13", "ap-tokyo", "{}")));
        Assert.That(call.Headers.Authorization.ToString(), Does.Contain("/sts/tc3_request"));
    }

    private sealed class Changing : ICredentialSource
    {
        public Credentials Now { get; set; } = Clients.Key;

        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken) => new(Now);

        public void Invalidate(Credentials refused)
        {
        }
    }
}
