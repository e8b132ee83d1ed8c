using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Functions;

public sealed class InvokeTests : PluginFixture
{
    private const string GetActivity = "tencentcloud-refresh:index:getRefreshActivity";
    private const string GetActivities = "tencentcloud-refresh:index:getRefreshActivities";
    private const string GetPlan = "tencentcloud-refresh:index:getRefreshPlan";
    private const string GetTriggers = "tencentcloud-refresh:index:getRefreshTriggers";

    [Test]
    public async Task GetRefreshActivity_Known_ShowsWhatTheServiceShows()
    {
        await CreatedAsync();
        var answer = await InvokeAsync(GetActivity, $$"""{"refreshActivityId": "{{OnlyActivity().Id}}"}""");
        Assert.That(
            (answer.Return.TextAt("status"), answer.Return.TextAt("autoScalingGroupId"), answer.Return.NumberAt("refreshedInstances"), answer.Return.TextAt("refreshMode")),
            Is.EqualTo(("SUCCESSFUL", Group, 6d, "ROLLING_UPDATE_RESET")));
    }

    [Test]
    public async Task GetRefreshActivity_Unknown_IsAFailureOfItsArgument()
    {
        var answer = await InvokeAsync(GetActivity, """{"refreshActivityId": "asr-00000000"}""");
        Assert.That((answer.Return, answer.Failures.Single().Property), Is.EqualTo(((Struct?)null, "refreshActivityId")));
    }

    [Test]
    public async Task GetRefreshActivities_ByStatus_GivesTheGroupsOwn()
    {
        await CreatedAsync();
        var all = await InvokeAsync(GetActivities, $$"""{"autoScalingGroupId": "{{Group}}"}""");
        var failed = await InvokeAsync(GetActivities, $$"""{"autoScalingGroupId": "{{Group}}", "statuses": ["FAILED_PAUSE", "RUNNING"]}""");
        Assert.That((Count(all), Count(failed)), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task GetRefreshPlan_OfAGroup_SaysWhatWouldHappenAndStartsNothing()
    {
        var answer = await InvokeAsync(GetPlan, $$"""{"autoScalingGroupId": "{{Group}}", "refreshSettings": {"rollingUpdateSettings": {"maxUnavailablePercent": 34} } }""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Return.At("batchSizes"), Is.EqualTo(PropertyValue.Array.Of(2, 2, 2)));
            Assert.That(((PropertyValue.Array)answer.Return.At("appliedItems")!).Items, Does.Contain((PropertyValue)"ImageId"));
            Assert.That(Writes(), Is.Empty);
        }
    }

    [Test]
    public async Task GetRefreshTriggers_OfItems_AreThoseOfTheModeAndNothingIsCalled()
    {
        var reset = await InvokeAsync(GetTriggers, """{"items": {"imageId": "img-1", "systemDiskSize": 50} }""");
        var replace = await InvokeAsync(GetTriggers,
            """{"refreshMode": "ROLLING_UPDATE_REPLACE", "items": {"imageId": "img-1", "systemDiskSize": 50} }""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reset.Return.At("triggers"), Is.EqualTo(PropertyValue.Object.Of(("imageId", "img-1"))));
            Assert.That(replace.Return.At("triggers"), Is.EqualTo(PropertyValue.Object.Of(("imageId", "img-1"), ("systemDisk", "size=50"))));
            Assert.That(Cloud.Calls, Is.Empty);
        }
    }

    [Test]
    public async Task GetRefreshTriggers_OfASecret_StaysSecretAndNothingElseBecomesOne()
    {
        var args = PropertyMap.Of(("items", PropertyValue.Object.Of(
            ("imageId", "img-1"), ("userData", new PropertyValue.Secret("token=hunter2")), ("password", "hunter2"))));

        var answer = await Plugin.CallAsync(ResourceProviderMethods.Invoke,
            new InvokeRequest { Tok = GetTriggers, Args = args.ToStruct() });

        var triggers = ((PropertyValue.Object)answer.Return.At("triggers")!).Members;
        Assert.That(triggers.Where(trigger => trigger.Value is PropertyValue.Secret).Select(trigger => trigger.Key),
            Is.EqualTo(new[] { "loginSettings", "userData" }));
        Assert.That(answer.ToString(), Does.Not.Contain("hunter2"));
    }

    [TestCase(GetTriggers,
        """{"refreshMode": "FAST", "items": {"image": "img-1", "keyIds": "skey-1", "systemDiskSize": "big"} }""",
        "items.image,items.keyIds,items.systemDiskSize,refreshMode")]
    [TestCase(GetTriggers, "{}", "items")]
    [TestCase(GetActivity, "{}", "refreshActivityId")]
    [TestCase(GetActivity, """{"refreshActivityId": "  "}""", "refreshActivityId")]
    [TestCase(GetActivities, """{"autoScalingGroupId": ""}""", "autoScalingGroupId")]
    [TestCase(GetActivity, """{"refreshActivityId": 7, "id": "x"}""", "id,refreshActivityId")]
    [TestCase(GetActivities, """{"statuses": "RUNNING"}""", "autoScalingGroupId,statuses")]
    [TestCase(GetActivities, """{"autoScalingGroupId": "asg-1", "statuses": ["RUNNING", 7]}""", "statuses[1]")]
    [TestCase(GetPlan, """{"triggers": {}, "refreshMode": "FAST"}""", "autoScalingGroupId,refreshMode,refreshSettings,triggers")]
    public async Task Invoke_BadArguments_AreReportedTogetherAndNothingIsCalled(string token, string args, string properties)
    {
        var answer = await InvokeAsync(token, args);
        Assert.That(string.Join(',', answer.Failures.Select(failure => failure.Property).Order(StringComparer.Ordinal)), Is.EqualTo(properties));
        Assert.That((answer.Return, Cloud.Calls.Length), Is.EqualTo(((Struct?)null, 0)));
    }

    [Test]
    public async Task Invoke_UnknownFunction_NamesTheOnesThereAre()
        => Assert.That(
            (await Plugin.FailAsync(ResourceProviderMethods.Invoke, new InvokeRequest { Tok = "tencentcloud-refresh:index:getFleet", Args = new() })).Message,
            Does.Contain(GetPlan));

    private async Task<InvokeResponse> InvokeAsync(string token, string args)
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.Invoke, new InvokeRequest { Tok = token, Args = Wire.Struct(args) });
        if (answer.Return is { } result)
            Assert.That(await PublishedShape.MismatchesAsync(result.Members(), "functions", token, "outputs"), Is.Empty);
        return answer;
    }

    private static int Count(InvokeResponse answer) => ((PropertyValue.Array)answer.Return.At("activities")!).Items.Length;
}
