using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

internal sealed class FaultTargetsTests
{
    private static readonly StackConfig Existing = StackConfig.Empty("web").With("groupId", new(Fleet.DefaultGroupId, IsSecret: false));

    private SimulatedCloudTarget _cloudTarget = null!;
    private AutoScalingClient _api = null!;

    [SetUp]
    public async Task SetUp()
    {
        _cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Default, 1, null, CancellationToken.None).Soon();
        _api = new(new() { Region = "ap-guangzhou", Endpoint = _cloudTarget.Endpoint }, new FixedCredentials(OwnKeys.Simulator), TimeProvider.System);
    }

    [TearDown]
    public async Task TearDown()
    {
        _api.Dispose();
        await _cloudTarget.DisposeAsync();
    }

    [Test]
    public async Task Complete_InstanceNumber_BecomesItsId()
        => Assert.That((string?)(await CompleteAsync("instance=3,kind=failOnce", Existing, Snapshot.Empty))["instanceId"],
            Is.EqualTo(Fleet.InstanceId(Fleet.DefaultGroupId, 3)));

    [Test]
    [Bug("an instance behind the first hundred of a group could not be named by its number")]
    public async Task Complete_InstanceOfALargeGroup_IsFoundBehindTheFirstPage()
    {
        await using SimulatedCloudTarget large = await SimulatedCloudTarget.OpenAsync(Fleet.WithGroup(Fleet.DefaultGroupId, 500), 1, null, CancellationToken.None).Soon();
        using AutoScalingClient api = new(new() { Region = "ap-guangzhou", Endpoint = large.Endpoint }, new FixedCredentials(OwnKeys.Simulator), TimeProvider.System);
        JsonObject fault = await new FaultTargets(Existing, Snapshot.Empty, api).CompleteAsync(FaultText.Read("instance=151,kind=failOnce"), CancellationToken.None).Soon();
        Assert.That((string?)fault["instanceId"], Is.EqualTo(Fleet.InstanceId(Fleet.DefaultGroupId, 151)));
    }

    [Test]
    public async Task Complete_Batch_IsOfTheGroupInTheState()
    {
        ResourceState group = new() { Urn = EngineFixture.UrnOf("fleet"), Type = ScalingGroupResource.Type, Custom = true, Id = "asg-87q2mj5l" };
        JsonObject fault = await CompleteAsync("batch=2,kind=failOnce", StackConfig.Empty("web"), new([group], []));
        Assert.That(fault.ToJsonString(), Is.EqualTo("""{"kind":"failOnce","atBatch":2,"groupId":"asg-87q2mj5l"}"""));
    }

    [TestCase("action=StartInstanceRefresh,kind=error,code=InternalError")]
    [TestCase("groupId=asg-11111111,atBatch=2,kind=pause")]
    public async Task Complete_NothingMissing_IsUnchanged(string text)
        => Assert.That((await CompleteAsync(text, StackConfig.Empty("web"), Snapshot.Empty)).ToJsonString(),
            Is.EqualTo(FaultText.Read(text).ToJsonString()));

    [TestCase("instance=7,kind=failOnce", "instances 1 to 6")]
    [TestCase("instance=0,kind=failOnce", "instances 1 to 6")]
    [TestCase("instance=third,kind=failOnce", "expected a number")]
    public void Complete_NoSuchInstance_SaysWhichThereAre(string text, string expected)
        => Assert.That(() => CompleteAsync(text, Existing, Snapshot.Empty), Throws.TypeOf<CloudTargetException>().With.Message.Contains(expected));

    [Test]
    public void Complete_NoGroupYet_SaysWhatToDo()
        => Assert.That(() => CompleteAsync("batch=2,kind=failOnce", StackConfig.Empty("web"), Snapshot.Empty),
            Throws.TypeOf<CloudTargetException>().With.Message.Contains("Run `up` first"));

    private Task<JsonObject> CompleteAsync(string text, StackConfig config, Snapshot state)
        => new FaultTargets(config, state, _api).CompleteAsync(FaultText.Read(text), CancellationToken.None).Soon();
}
