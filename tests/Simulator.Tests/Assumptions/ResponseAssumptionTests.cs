using System.Text.Json;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about what describe calls show and which codes the front end has, each flipped.</summary>
public sealed class ResponseAssumptionTests
{
    [TestCase("newestFirst", false)]
    [TestCase("oldestFirst", true)]
    [Assumes("activityOrder")]
    public void Activities_AreListedInTheOrderOfTheSwitch(string value, bool oldestFirst)
    {
        var fixture = With("activityOrder", value);
        var older = Situations.Bring(fixture, Situation.SuccessfulOlder);

        var ids = fixture.Call("DescribeRefreshActivities")["RefreshActivitySet"].EnumerateArray().Select(activity => activity.GetProperty("RefreshActivityId").GetString()).ToList();

        Assert.That(ids.IndexOf(older), Is.EqualTo(oldestFirst ? 0 : 1));
    }

    [TestCase("descending", 3)]
    [TestCase("ascending", 1)]
    [Assumes("batchOrder")]
    public void Batches_AreListedInTheOrderOfTheSwitch(string value, int first)
    {
        var fixture = With("batchOrder", value);

        Assert.That(Described(fixture, fixture.Start()).GetProperty("RefreshBatchSet")[0].GetProperty("RefreshBatchNum").GetInt32(), Is.EqualTo(first));
    }

    [TestCase("empty", JsonValueKind.String)]
    [TestCase("null", JsonValueKind.Null)]
    [TestCase("absent", JsonValueKind.Undefined)]
    [Assumes("unsetText")]
    public void UnsetText_IsShownAsTheSwitchSays(string value, JsonValueKind kind)
    {
        var fixture = With("unsetText", value);
        var activity = Described(fixture, fixture.Start());

        Assert.That(Kind(activity, "OriginRefreshActivityId"), Is.EqualTo(kind));
        Assert.That(Kind(activity.GetProperty("RefreshBatchSet")[0].GetProperty("RefreshBatchRelatedInstanceSet")[0], "LastActivityId"),
            Is.EqualTo(kind));

        static JsonValueKind Kind(JsonElement json, string name) => json.TryGetProperty(name, out var found) ? found.ValueKind : JsonValueKind.Undefined;
    }

    [TestCase("leftOut", null)]
    [TestCase("refuse", "ResourceNotFound.RefreshActivityNotFound")]
    [Assumes("unknownActivityIds")]
    public void UnknownActivity_IsLeftOutOrRefused(string value, string? code)
        => Assert.That(With("unknownActivityIds", value).Call("DescribeRefreshActivities", new { RefreshActivityIds = new[] { "asr-zzzzzzzz" } }).ErrorCode, Is.EqualTo(code));

    [Test, Assumes("retentionDays")]
    public void EndedActivity_IsForgottenAfterItsDays()
    {
        var fixture = With("retentionDays", "30");
        var id = Situations.Bring(fixture, Situation.SuccessfulNewest);
        fixture.Pass(TimeSpan.FromDays(30).TotalSeconds);
        Assert.That(fixture.Call("DescribeRefreshActivities")["TotalCount"].GetInt32(), Is.EqualTo(1));

        fixture.Pass(1);
        Assert.That(fixture.Call("DescribeRefreshActivities", new { RefreshActivityIds = new[] { id } })["TotalCount"].GetInt32(), Is.Zero);
    }

    [TestCase("false", "IN_SERVICE")]
    [TestCase("true", "STANDBY")]
    [Assumes("standbyState")]
    public void InstanceInWork_ShowsTheStateOfTheSwitch(string value, string state)
    {
        var fixture = With("standbyState", value);
        Situations.Bring(fixture, Situation.RunningWork);

        Assert.That(fixture.Call("DescribeAutoScalingInstances")["AutoScalingInstanceSet"][0].GetProperty("LifeCycleState").GetString(),
            Is.EqualTo(state));
    }

    [TestCase("true", 2)]
    [TestCase("false", 1)]
    [Assumes("resetRaisesVersion")]
    public void ResetInstance_ReportsTheVersionOfTheSwitch(string value, int version)
    {
        var fixture = With("resetRaisesVersion", value);
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", UserData = "aGk=" });
        Situations.Bring(fixture, Situation.SuccessfulNewest);

        Assert.That(fixture.TheGroup.Instances,
            Has.All.Matches<Instance>(instance => instance!.VersionNumber == version && instance.SettingsVersion == 2));
    }

    [TestCase("true", 2, true)]
    [TestCase("timeOnly", 1, true)]
    [TestCase("false", 1, false)]
    [Assumes("emptyModifyRaisesVersion")]
    public void ModifyOfNothing_RaisesWhatTheSwitchSays(string value, int version, bool isLater)
    {
        var fixture = With("emptyModifyRaisesVersion", value);
        var before = fixture.Cloud.LaunchConfiguration("asc-3k9d2m7q")!;
        fixture.Pass(60);

        Assert.That(fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", UserData = (string?)null }).ErrorCode, Is.Null);
        var after = fixture.Cloud.LaunchConfiguration("asc-3k9d2m7q")!;
        Assert.That((after.Version, after.UpdatedTime > before.UpdatedTime), Is.EqualTo((version, isLater)));

        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", UserData = "aGk=" });
        Assert.That(fixture.Cloud.LaunchConfiguration("asc-3k9d2m7q")!.Version, Is.EqualTo(version + 1), "a modification of something raises it in any case");
    }

    [TestCase("batch", 1)]
    [TestCase("instance", 2)]
    [Assumes("scalingActivityPer")]
    public void ScalingActivities_AreOneForEachOfTheSwitch(string value, int activities)
    {
        var fixture = With("scalingActivityPer", value);
        Situations.Bring(fixture, Situation.RunningWork);

        Assert.That(fixture.Call("DescribeAutoScalingActivities")["TotalCount"].GetInt32(), Is.EqualTo(activities));
    }

    [Test, Assumes("batchActivityType")]
    public void ScalingActivityOfABatch_HasTheTypeOfTheSwitch()
    {
        var fixture = With("batchActivityType", "RESET_INSTANCES");
        Situations.Bring(fixture, Situation.RunningWork);

        Assert.That(fixture.Call("DescribeAutoScalingActivities")["ActivitySet"][0].GetProperty("ActivityType").GetString(),
            Is.EqualTo("RESET_INSTANCES"));
    }

    [Test, Assumes("unknownActionCode")]
    public void UnknownAction_MayHaveTheOtherCode()
        => Assert.That(With("unknownActionCode", "InvalidParameter.ActionNotFound").Call("NoSuchAction").ErrorCode, Is.EqualTo("InvalidParameter.ActionNotFound"));

    [Test, Assumes("wrongTypeCode")]
    public void WrongType_MayHaveTheOtherCode()
        => Assert.That(With("wrongTypeCode", "InvalidParameter").Call("DescribeAutoScalingGroups", new { Limit = "20" }).ErrorCode, Is.EqualTo("InvalidParameter"));

    [Test, Assumes("idsWithFiltersCode")]
    public void IdsWithFilters_MayHaveTheOtherCode()
        => Assert.That(With("idsWithFiltersCode", "InvalidParameter.Conflict").Call("DescribeAutoScalingGroups",
            new { AutoScalingGroupIds = new[] { Fixture.Group }, Filters = Array.Empty<object>() }).ErrorCode, Is.EqualTo("InvalidParameter.Conflict"));

    private static JsonElement Described(Fixture fixture, string id)
        => fixture.Call("DescribeRefreshActivities", new { RefreshActivityIds = new[] { id } })["RefreshActivitySet"][0];

    private static Fixture With(string name, string value) => new(assumed: set => set.With(name, value));
}
