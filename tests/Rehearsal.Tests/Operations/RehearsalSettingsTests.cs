using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

/// <summary>What keeps a rehearsal away from real accounts.</summary>
internal sealed class RehearsalSettingsTests
{
    private static readonly SessionOptions Options = new() { ProjectDirectory = ".", ProviderPath = "", ProgramPath = "", UsualPollSeconds = 0.02, Variable = _ => null };

    private static readonly PropertyMap Real = PropertyMap.Of(
        ("region", "ap-guangzhou"), ("endpoint", "https://as.tencentcloudapi.com"), ("secretId", "AKIDreal"), ("secretKey", new PropertyValue.Secret("real")),
        ("securityToken", new PropertyValue.Secret("real")), ("profile", "prod"), ("camRoleName", "role"), ("assumeRole", "{}"));

    [Test]
    public async Task Of_SimulatedStage_ReplacesPlaceAndEveryIdentity()
    {
        await using SimulatedCloudTarget cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        Assert.That(RehearsalSettings.Of(Real, cloudTarget, Options, OwnKeys.Simulator), Is.EqualTo(PropertyMap.Of(
            ("region", "ap-guangzhou"), ("endpoint", cloudTarget.Endpoint.GetLeftPart(UriPartial.Authority)), ("secretId", OwnKeys.Simulator.SecretId),
            ("secretKey", new PropertyValue.Secret(OwnKeys.Simulator.SecretKey)), ("pollIntervalSeconds", "0.02"), ("requestsPerSecond", "1000"))));
    }

    [Test]
    public async Task Of_PaceThatTheStackSets_Stays()
    {
        await using SimulatedCloudTarget cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        PropertyMap configuration = RehearsalSettings.Of(PropertyMap.Of(("pollIntervalSeconds", "2"), ("requestsPerSecond", "5")), cloudTarget, Options, OwnKeys.Simulator);
        Assert.That((configuration["pollIntervalSeconds"], configuration["requestsPerSecond"]), Is.EqualTo(((PropertyValue)"2", (PropertyValue)"5")));
    }

    [Test]
    [Bug("--poll-seconds did not count with --endpoint, nor where the stack says another pace")]
    public async Task Of_PaceThatIsAskedFor_CountsEverywhere()
    {
        SessionOptions asked = Options with { PollSeconds = 3 };
        await using SimulatedCloudTarget within = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        await using RemoteCloudTarget elsewhere = new(new Uri("http://127.0.0.1:9640"));
        foreach (ICloudTarget cloudTarget in new ICloudTarget[] { within, elsewhere })
        {
            PropertyMap configuration = RehearsalSettings.Of(PropertyMap.Of(("pollIntervalSeconds", "2")), cloudTarget, asked, OwnKeys.Simulator);
            Assert.That(configuration["pollIntervalSeconds"], Is.EqualTo((PropertyValue)"3"));
        }
    }

    [Test]
    public async Task Of_ServiceElsewhere_ReplacesThePlaceAndKeepsTheUsersKeys()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:9640"));
        Assert.That(RehearsalSettings.Of(Real, cloudTarget, Options, OwnKeys.Simulator), Is.EqualTo(Real.With("endpoint", "http://127.0.0.1:9640")));
    }

    [Test]
    [Bug("against a simulator beside it only the stand-in for the vendor knew the simulator's keys")]
    public async Task Of_SimulatorBesideItAndNobodyGaveKeys_ReportsTheSimulatorsPair()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:9640"));
        PropertyMap configuration = RehearsalSettings.Of(PropertyMap.Empty, cloudTarget, Options, OwnKeys.Simulator);
        Assert.That((configuration["secretId"], configuration["secretKey"]),
            Is.EqualTo(((PropertyValue)OwnKeys.Simulator.SecretId, (PropertyValue)new PropertyValue.Secret(OwnKeys.Simulator.SecretKey))));
        Assert.That(OwnKeys.Find(cloudTarget, StackConfig.Empty("web"), Options), Is.EqualTo(OwnKeys.Simulator));
    }

    [TestCase("TENCENTCLOUD_SECRET_ID")]
    [TestCase("TENCENTCLOUD_CAM_ROLE_NAME")]
    public async Task Of_SimulatorBesideItAndAVariableNamesAnIdentity_LeavesItToTheProvider(string variable)
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:9640"));
        PropertyMap configuration = RehearsalSettings.Of(PropertyMap.Empty, cloudTarget, Options with { Variable = name => name == variable ? "own" : null }, OwnKeys.Simulator);
        Assert.That(configuration.ContainsKey("secretId"), Is.False);
    }

    [Test]
    public async Task Of_ServiceOnAnotherMachineAndNobodyGaveKeys_ReportsNone()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("https://as.example.com"));
        Assert.That(RehearsalSettings.Of(PropertyMap.Empty, cloudTarget, Options, keys: null).ContainsKey("secretId"), Is.False);
        Assert.That(OwnKeys.Find(cloudTarget, StackConfig.Empty("web"), Options), Is.Null);
    }

    [Test]
    public async Task OwnKeys_FromSettingsOrEnvironment_SettingsWin()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:9640"));
        SessionOptions environment = Options with { Variable = name => name.StartsWith("TENCENTCLOUD_SECRET_", StringComparison.Ordinal) ? "environment" : null };
        StackConfig config = StackConfig.Empty("web")
            .With("tencentcloud-refresh:secretId", new("own", IsSecret: false)).With("tencentcloud-refresh:secretKey", new("key", IsSecret: true));
        Assert.That(OwnKeys.Find(cloudTarget, StackConfig.Empty("web"), environment), Is.EqualTo(new Credentials("environment", "environment")));
        Assert.That(OwnKeys.Find(cloudTarget, config, environment), Is.EqualTo(new Credentials("own", "key")));
    }

    [Test]
    public async Task Of_ReportAndRecording_AreAbsolute()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:9640"));
        PropertyMap configuration = RehearsalSettings.Of(Real, cloudTarget, Options with { ReportDirectory = "out", RecordFile = "out/record.jsonl" }, OwnKeys.Simulator);
        Assert.That((configuration["reportDirectory"], configuration["recordFile"]),
            Is.EqualTo(((PropertyValue)Path.GetFullPath("out"), (PropertyValue)Path.GetFullPath("out/record.jsonl"))));
    }
}
