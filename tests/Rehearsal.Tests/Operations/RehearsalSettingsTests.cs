using TencentcloudRefresh.Protocol.Values;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Stage;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

/// <summary>What keeps a rehearsal away from real accounts.</summary>
internal sealed class RehearsalSettingsTests
{
    private static readonly SessionOptions Options = new() { ProjectDirectory = ".", ProviderPath = "", ProgramPath = "", PollSeconds = 0.02 };

    private static readonly PropertyMap Real = PropertyMap.Of(
        ("region", "ap-guangzhou"), ("endpoint", "https://as.tencentcloudapi.com"), ("secretId", "AKIDreal"), ("secretKey", new PropertyValue.Secret("real")),
        ("securityToken", new PropertyValue.Secret("real")), ("profile", "prod"), ("camRoleName", "role"), ("assumeRole", "{}"));

    [Test]
    public async Task Of_SimulatedStage_ReplacesPlaceAndEveryIdentity()
    {
        await using SimulatedStage stage = await SimulatedStage.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        Assert.That(RehearsalSettings.Of(Real, stage, Options), Is.EqualTo(PropertyMap.Of(
            ("region", "ap-guangzhou"), ("endpoint", stage.Endpoint.GetLeftPart(UriPartial.Authority)), ("secretId", CloudCredentials.Simulator.SecretId),
            ("secretKey", new PropertyValue.Secret(CloudCredentials.Simulator.SecretKey)), ("pollIntervalSeconds", "0.02"), ("requestsPerSecond", "1000"))));
    }

    [Test]
    public async Task Of_PaceThatTheStackSets_Stays()
    {
        await using SimulatedStage stage = await SimulatedStage.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        PropertyMap told = RehearsalSettings.Of(PropertyMap.Of(("pollIntervalSeconds", "2"), ("requestsPerSecond", "5")), stage, Options);
        Assert.That((told["pollIntervalSeconds"], told["requestsPerSecond"]), Is.EqualTo(((PropertyValue)"2", (PropertyValue)"5")));
    }

    [Test]
    public async Task Of_ServiceElsewhere_ReplacesThePlaceAndKeepsTheUsersKeys()
    {
        await using RemoteStage stage = new(new Uri("http://127.0.0.1:9640"));
        Assert.That(RehearsalSettings.Of(Real, stage, Options), Is.EqualTo(Real.With("endpoint", "http://127.0.0.1:9640")));
    }

    [Test]
    public async Task Of_ReportAndRecording_AreAbsolute()
    {
        await using RemoteStage stage = new(new Uri("http://127.0.0.1:9640"));
        PropertyMap told = RehearsalSettings.Of(PropertyMap.Empty, stage, Options with { ReportDirectory = "out", RecordFile = "out/record.jsonl" });
        Assert.That((told["reportDirectory"], told["recordFile"]),
            Is.EqualTo(((PropertyValue)Path.GetFullPath("out"), (PropertyValue)Path.GetFullPath("out/record.jsonl"))));
    }
}
