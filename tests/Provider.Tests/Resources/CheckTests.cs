using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class CheckTests : PluginFixture
{
    [Test]
    public async Task Check_SeveralErrors_AreReportedTogetherAndNothingIsCalled()
    {
        var answer = await CheckAsync("""
            {"refreshMode": "ROLLING_UPDATE", "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 0, "batchPauses": "AUTOMATIC"}}, "resumemode": "RETRY"}
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Failures.Select(failure => failure.Property), Is.EquivalentTo(new[]
            {
                "autoScalingGroupId", "refreshMode", "", "", "resumemode",
            }), "the engine would print an empty value for a property that is none of the top-level ones");
            Assert.That(answer.Failures.Where(failure => failure.Property.Length == 0).Select(failure => failure.Reason.Split(':')[0]), Is.EquivalentTo(new[]
            {
                "refreshSettings.rollingUpdateSettings.batchNumber", "refreshSettings.rollingUpdateSettings.batchPauses",
            }));
            Assert.That(Reason(answer, "resumemode"), Does.Contain("did you mean resumeMode?"));
            Assert.That(Reason(answer, "refreshMode"), Does.Contain("ROLLING_UPDATE_RESET"));
            Assert.That(Cloud.Calls, Is.Empty);
        }
    }

    [Test]
    public async Task Check_GoodInputs_GetTheirDefaultsAndKeepTheirSecrets()
    {
        var inputs = await CheckedAsync(Inputs(more: "\"approvedThroughBatch\": null"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs.TextAt("desiredState"), Is.EqualTo("Completed"));
            Assert.That(inputs.TextAt("refreshSettings.rollingUpdateSettings.failProcess"), Is.EqualTo("AUTO_PAUSE"));
            Assert.That(inputs.At("triggers.userData"), Is.EqualTo(new PropertyValue.Secret(PluginSecrets.Trigger)));
            Assert.That(inputs.Fields.ContainsKey("approvedThroughBatch"), Is.False, "null is not set");
        }
    }

    [Test]
    public async Task Check_UnknownValues_NeverFailAndStayUnknown()
    {
        var answer = await CheckAsync($$"""
            {"autoScalingGroupId": {{Wire.Unknown}}, "triggers": {"image": {{Wire.Unknown}}, "hidden": {{Wire.Secret(Wire.Unknown)}}}, "refreshMode": {{Wire.Unknown}},
             "refreshSettings": {"rollingUpdateSettings": {"batchNumber": {{Wire.Unknown}} } }, "desiredState": {{Wire.Unknown}}}
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Failures, Is.Empty);
            Assert.That(answer.Inputs.At("autoScalingGroupId"), Is.TypeOf<PropertyValue.Unknown>());
            Assert.That(answer.Inputs.At("triggers.hidden"), Is.EqualTo(new PropertyValue.Secret(new PropertyValue.Unknown())));
        }
    }

    [Test]
    public async Task Check_EverythingUnknown_IsNoError()
        => Assert.That((await CheckAsync($$"""{"autoScalingGroupId": {{Wire.Unknown}}, "refreshSettings": {{Wire.Unknown}}, "triggers": {{Wire.Unknown}}}""")).Failures, Is.Empty);

    [Test]
    public async Task Check_ErrorInASecret_IsReportedWithoutTheValue()
    {
        string secret = Wire.Secret($"\"{PluginSecrets.Trigger}\"");
        var answer = await CheckAsync($$"""
            {"autoScalingGroupId": {{secret}}, "refreshMode": {{secret}}, "refreshSettings": {"rollingUpdateSettings": {"batchNumber": {{secret}} } }, "triggers": {"n": {{Wire.Secret("[7]")}} } }
            """);
        Assert.That(answer.Failures, Has.Count.EqualTo(4), "and the scan after the test finds no value in them");
    }

    [Test]
    public async Task Check_SecretOfThreeLetters_IsNotShownEither()
    {
        var answer = await CheckAsync($$"""{"autoScalingGroupId": "{{Group}}", "refreshMode": {{Wire.Secret("\"xyz\"")}}, "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 1} } }""");
        Assert.That(Reason(answer, "refreshMode"), Does.Not.Contain("xyz"));
    }

    [Test]
    public async Task Check_Warning_IsReportedOncePerResource()
    {
        var inputs = Inputs(more: "\"approvedThroughBatch\": 1");
        await CheckedAsync(inputs);
        await CheckedAsync(inputs);
        Assert.That(Engine.Lines, Has.Count.EqualTo(1).And.All.Matches<LogRequest>(line => line is { Severity: LogSeverity.Warning, Urn: Urn, Ephemeral: false }));
    }

    [Test]
    public async Task Check_NumberAsTrigger_IsItsTextAndStaysSecret()
    {
        var answer = await CheckAsync($$"""
            {"autoScalingGroupId": "{{Group}}", "triggers": {"build": 7, "hidden": {{Wire.Secret("7250031")}}, "on": true}, "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 1} } }
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Failures, Is.Empty);
            Assert.That(answer.Inputs.At("triggers"), Is.EqualTo(PropertyValue.Object.Of(
                ("build", "7"), ("hidden", new PropertyValue.Secret("7250031")), ("on", "true"))));
        }
    }

    [Test]
    [Bug("changed triggers were said to be noted also where none had changed")]
    public async Task Check_TriggersUnderCancelled_AreReportedToBeNotedOnlyWhereTheyChanged()
    {
        var olds = await CheckedAsync(Inputs());
        await Plugin.CallAsync(ResourceProviderMethods.Check, new CheckRequest { Urn = Urn, Type = Token, Olds = olds, News = Inputs(more: "\"desiredState\": \"Cancelled\"") });
        Assert.That(Engine.Warnings, Is.Empty);
        await Plugin.CallAsync(
            ResourceProviderMethods.Check, new CheckRequest { Urn = Urn, Type = Token, Olds = olds, News = Inputs("img-new00002", "\"desiredState\": \"Cancelled\"") });
        Assert.That(Engine.Warnings.Single(), Does.Contain("the changed triggers are noted"));
    }

    [Test]
    public async Task Check_AnotherType_IsRefused()
        => Assert.That((await Plugin.FailAsync(ResourceProviderMethods.Check, new CheckRequest { Type = "tencentcloud-refresh:index:Fleet", News = new Struct() })).Message,
            Is.EqualTo("This provider has no resource tencentcloud-refresh:index:Fleet; it has tencentcloud-refresh:index:InstanceRefresh."));

    [Test]
    public async Task Check_Asset_IsAnErrorByName()
    {
        var answer = await CheckAsync("""
            {"autoScalingGroupId": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "hash": "00", "text": "x"}, "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 1}}}
            """);
        Assert.That(Reason(answer, "autoScalingGroupId"), Does.Contain("an asset"));
    }

    private async Task<CheckResponse> CheckAsync(string json)
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.Check, new CheckRequest { Urn = Urn, Type = Token, News = Wire.Struct(json) });
        Assert.That(answer.Inputs, Is.Not.Null, "the engine cannot do without");
        return answer;
    }

    private static string Reason(CheckResponse answer, string path) => answer.Failures.Single(failure => failure.Property == path).Reason;
}
