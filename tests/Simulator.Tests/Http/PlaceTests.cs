using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>Who sees whose fleet: accounts, regions, sessions of roles.</summary>
public sealed class PlaceTests : Wire
{
    private static readonly Credential Other = new("AKIDother", "other-key") { AccountId = "100000000002" };
    private static readonly Signer OtherAccount = new(Other.SecretId, Other.SecretKey);
    private static readonly Signer OtherRegion = Signer.Default with { Region = "ap-shanghai" };

    private protected override SimulatorOptions Options => base.Options with { Fleet = Fleet.Default.InRegion("ap-guangzhou").AndCredential(Other) };

    [Test]
    public async Task Call_ByAnotherAccount_SeesNothingOfTheFleet()
    {
        await AssertSeesNothing(OtherAccount);
        Assert.That((await CallAsync("StartInstanceRefresh", StartInput, OtherAccount)).ErrorCode, Is.EqualTo("ResourceNotFound.AutoScalingGroupIdNotFound"));
    }

    [Test]
    public async Task Call_ForAnotherRegion_SeesNothingOfARegionalFleet()
    {
        await AssertSeesNothing(OtherRegion);
        Assert.That((await CallAsync("StartInstanceRefresh", StartInput, OtherRegion)).ErrorCode, Is.EqualTo("ResourceNotFound.AutoScalingGroupIdNotFound"));
    }

    [Test]
    public async Task Call_ForTheRegionOrForNone_SeesTheFleet()
    {
        foreach (var signer in new[] { Signer.Default, Signer.Default with { Region = null } })
            Assert.That((await CallAsync("DescribeAutoScalingGroups", signer: signer))["TotalCount"].GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Call_ForAnyRegion_SeesAFleetThatIsNotRegional()
    {
        Host.Cloud.Reset(Fleet.Default with { Region = "ap-guangzhou" });
        Assert.That((await CallAsync("DescribeAutoScalingGroups", signer: OtherRegion))["TotalCount"].GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Made_InAnotherRegion_StaysThere()
    {
        var made = await CallAsync("CreateLaunchConfiguration", new { LaunchConfigurationName = "web", ImageId = Fleet.DefaultImageId, InstanceType = "S5.MEDIUM4" }, OtherRegion);

        Assert.That(made.ErrorCode, Is.Null, made.ErrorText);
        var id = made.Text("LaunchConfigurationId");
        Assert.That((await CallAsync("DescribeLaunchConfigurations", new { LaunchConfigurationIds = new[] { id } }, OtherRegion))["TotalCount"].GetInt32(), Is.EqualTo(1));
        Assert.That((await CallAsync("DescribeLaunchConfigurations", new { LaunchConfigurationIds = new[] { id } }))["TotalCount"].GetInt32(), Is.Zero);
        Assert.That(Host.Cloud.Snapshot().LaunchConfigurations, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Identity_OfEachKey_IsItsAccount()
    {
        Assert.That((await Identity(Signer.Default)).Text("AccountId"), Is.EqualTo(Fleet.DefaultAccountId));
        Assert.That((await Identity(OtherAccount)).Text("AccountId"), Is.EqualTo(Other.AccountId));
    }

    [Test]
    public async Task Role_Assumed_HasASessionThatEnds()
    {
        var session = await Assume(new { RoleArn = "qcs::cam::uin/100000000002:roleName/deploy", RoleSessionName = "night", DurationSeconds = 300 });
        var signer = SignerOf(session);

        var identity = await Identity(signer);
        Assert.That((identity.Text("AccountId"), identity.Text("Type")), Is.EqualTo(("100000000002", "CAMRole")));
        Assert.That(identity.Text("Arn"), Does.StartWith("qcs::sts:100000000002:assumed-role/"));
        await AssertSeesNothing(signer);

        Clock.Advance(TimeSpan.FromSeconds(301));
        Assert.That((await Identity(signer)).ErrorCode, Is.EqualTo("AuthFailure.TokenFailure"));
    }

    [Test]
    public async Task Role_OfTheAccount_SeesTheFleet()
    {
        var session = await Assume(new { RoleArn = $"qcs::cam::uin/{Fleet.DefaultAccountId}:roleName/deploy", RoleSessionName = "night" });
        var signer = SignerOf(session);
        Assert.That((await CallAsync("DescribeAutoScalingGroups", signer: signer))["TotalCount"].GetInt32(), Is.EqualTo(1));
    }

    [TestCase("deploy", "night", 300, "InvalidParameter.ParamError")]
    [TestCase("qcs::cam::uin/1:roleName/deploy", "n", 300, "InvalidParameter.ParamError")]
    [TestCase("qcs::cam::uin/1:roleName/deploy", "night", 43201, "InvalidParameter.OverTimeError")]
    public async Task Role_NotRight_IsRefused(string arn, string session, int seconds, string code)
        => Assert.That((await Assume(new { RoleArn = arn, RoleSessionName = session, DurationSeconds = seconds })).ErrorCode, Is.EqualTo(code));

    [Test]
    public void Fleet_SavedAndLoaded_KeepsRegionAccountAndKeys()
    {
        var fleet = Fleet.Default.InRegion("ap-tokyo").AndCredential(Other) with { AccountId = "100000000003" };
        var loaded = FleetJson.Read(FleetJson.Write(fleet));
        Assert.That((loaded.Region, loaded.IsRegional, loaded.AccountId), Is.EqualTo(("ap-tokyo", true, "100000000003")));
        Assert.That(loaded.Credentials.Select(key => key.AccountId), Is.EqualTo(new[] { Fleet.DefaultAccountId, Other.AccountId }));
    }

    [Test]
    public void Fleet_AccountThatIsNoNumber_IsRefused()
        => Assert.That(() => FleetJson.Read("""{"accountId":"me"}"""), Throws.TypeOf<FleetFormatException>().With.Message.Contains("$.accountId: must be digits, not 'me'"));

    private static object StartInput => new { AutoScalingGroupId = Fleet.DefaultGroupId, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 2 } } };

    private Task<Answer> Identity(Signer signer) => CallAsync("GetCallerIdentity", signer: signer with { Service = "sts", Version = "2018-08-13" });

    private Task<Answer> Assume(object input) => CallAsync("AssumeRole", input, Signer.Default with { Service = "sts", Version = "2018-08-13" });

    private static Signer SignerOf(Answer session)
    {
        var key = session["Credentials"];
        return new(key.GetProperty("TmpSecretId").GetString()!, key.GetProperty("TmpSecretKey").GetString()!) { Token = key.GetProperty("Token").GetString() };
    }

    private async Task AssertSeesNothing(Signer signer)
    {
        foreach (var action in new[] { "DescribeAutoScalingGroups", "DescribeLaunchConfigurations", "DescribeAutoScalingInstances", "DescribeRefreshActivities" })
            Assert.That((await CallAsync(action, signer: signer))["TotalCount"].GetInt32(), Is.Zero, action);
    }
}
