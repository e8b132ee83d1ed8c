using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class CreateTests : PluginFixture
{
    [Test]
    [Bug("a real create with a trigger that is not known was accepted")]
    public async Task Create_UnknownValueInARealRun_IsAProtocolError()
    {
        var request = await CreateRequestAsync();
        request.Properties.Fields["triggers"] = Value.ForStruct(Wire.Struct($$"""{"image": {{Wire.Unknown}}}"""));
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, request);
        Assert.That((status.Code, status.Message), Is.EqualTo((StatusCode.InvalidArgument, "The value of triggers.image is not known, and this is no preview: nothing was called, nothing has changed.")));
        Assert.That(Cloud.Calls, Is.Empty);
    }

    [Test]
    public async Task Create_RolloutSucceeds_GivesIdAndAllOutputs()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(id, Is.EqualTo($"{Group}/{OnlyActivity().Id}"));
            Assert.That((outputs.TextAt("status"), outputs.TextAt("outcome")), Is.EqualTo(("SUCCESSFUL", "Succeeded")));
            Assert.That((outputs.NumberAt("totalInstances"), outputs.NumberAt("refreshedInstances"), outputs.NumberAt("batchCount")), Is.EqualTo((6d, 6d, 3d)));
            Assert.That(outputs.Members().Keys, Is.SupersetOf(inputs.Members().Keys));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh" }));
            Assert.That(await PublishedShape.MismatchesAsync(outputs.Members(), "resources", Token), Is.Empty);
        }
    }

    [Test]
    public async Task Create_Settings_ReachTheServiceAsItNamesThem()
    {
        await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"BATCH_INTERVAL_PAUSE\""));
        var body = JsonNode.Parse(Cloud.Calls.Single(call => call.Action == "StartInstanceRefresh").Body)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body["AutoScalingGroupId"]!.ToString(), Is.EqualTo(Group));
            Assert.That(body["RefreshMode"]!.ToString(), Is.EqualTo("ROLLING_UPDATE_RESET"));
            Assert.That(body["RefreshSettings"]!["RollingUpdateSettings"]!["BatchNumber"]!.GetValue<int>(), Is.EqualTo(3));
            Assert.That(body["RefreshSettings"]!["RollingUpdateSettings"]!["BatchPause"]!.ToString(), Is.EqualTo("BATCH_INTERVAL_PAUSE"));
        }
    }

    [Test]
    public async Task Create_SecretTrigger_IsStoredAsSecret()
    {
        var (_, _, outputs) = await CreatedAsync();
        Assert.That(outputs.At("triggers"), Is.EqualTo(PropertyValue.Object.Of(("image", "img-new00001"), ("userData", new PropertyValue.Secret(PluginSecrets.Trigger)))));
    }

    [Test]
    public async Task Create_PolicyPause_SucceedsAndWaitsForApproval()
    {
        var (_, _, outputs) = await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\""));
        Assert.That((outputs.TextAt("status"), outputs.TextAt("outcome")), Is.EqualTo(("AUTO_PAUSE", "AwaitingApproval")));
    }

    [Test]
    public async Task Create_BatchFails_KeepsIdPropertiesAndReasons()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        var request = await CreateRequestAsync();
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, request);
        var kept = InitFailureOf(status);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Code, Is.EqualTo(StatusCode.Unknown));
            Assert.That(kept.Id, Is.EqualTo($"{Group}/{OnlyActivity().Id}"));
            Assert.That((kept.Properties.TextAt("status"), kept.Properties.TextAt("outcome")), Is.EqualTo(("FAILED_PAUSE", "Failed")));
            Assert.That(kept.Properties.Members().Keys, Is.SupersetOf(request.Properties.Members().Keys));
            Assert.That(kept.Properties.At("triggers.userData"), Is.EqualTo(new PropertyValue.Secret(PluginSecrets.Trigger)));
            Assert.That(await PublishedShape.MismatchesAsync(kept.Properties.Members(), "resources", Token), Is.Empty, "unknowns count as mismatches");
        }
    }

    [Test]
    [Bug("one failed batch read as four errors")]
    public async Task Create_BatchFails_IsOneErrorOfSeveralLines()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        var kept = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync()));
        string[] lines = kept.Reasons.Single().Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Does.StartWith($"Activity {OnlyActivity().Id} on scaling group {Group} is paused because batch 2 of 3 failed"));
            Assert.That(lines[1], Does.StartWith("  Instance ins-"));
            Assert.That(lines[^2], Does.StartWith("  Next steps: ").And.Contain("pulumi up").And.Contain("CONTINUE"));
            Assert.That(Engine.Warnings, Is.Unique);
        }
    }

    [Test]
    [Bug("a secret that the service repeated in an instance's message was stored in clear in failedInstances")]
    public async Task Create_ServiceRepeatsASecret_IsTakenOutOfTheStateToo()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways) with { Message = $"script failed: {PluginSecrets.Trigger}" });
        var kept = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync()));
        var failed = ((PropertyValue.Array)kept.Properties.At("failedInstances")!).Items;
        Assert.That(((PropertyValue.Object)failed[0]).Members["message"], Is.EqualTo((PropertyValue)$"script failed: {Redactor.Mark}"));
        Assert.That(kept.Reasons, Has.Some.Contains($"script failed: {Redactor.Mark}"));
    }

    [Test]
    public async Task Create_TimeoutPasses_KeepsTheRolloutThatContinues()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 1, FaultKind.Stuck));
        var kept = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync(timeout: 0.2)));
        Assert.That((kept.Id, kept.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "RUNNING")));
    }

    [Test]
    public async Task Create_GroupThatIsNot_IsAPlainErrorAndStartsNothing()
    {
        var inputs = Inputs();
        inputs.Fields["autoScalingGroupId"] = Value.ForString("asg-00000000");
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync(inputs));
        Assert.That((status.Code, status.Details.Count, Writes().Count()), Is.EqualTo((StatusCode.FailedPrecondition, 0, 0)));
        Assert.That(status.Message, Does.Contain("asg-00000000"));
    }

    [Test]
    public async Task Create_ForeignActivity_IsNamedAndNothingIsStarted()
    {
        Cloud.Call("StartInstanceRefresh", $$"""{"AutoScalingGroupId": "{{Group}}", "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": 6} } }""");
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((status.Code, status.Details.Count), Is.EqualTo((StatusCode.FailedPrecondition, 0)));
            Assert.That(status.Message, Does.Contain(OnlyActivity().Id));
        }
    }

    [Test]
    public async Task Create_StartRefused_IsAPlainErrorWithTheRequestId()
    {
        Cloud.Faults.Add(Fault.Error("StartInstanceRefresh", "ResourceUnavailable.InquiryPriceResetInstanceFailed", times: null));
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        Assert.That((status.Code, status.Details.Count), Is.EqualTo((StatusCode.FailedPrecondition, 0)));
        Assert.That(status.Message, Does.Contain("InquiryPriceResetInstanceFailed").And.Contain("request "));
    }

    [Test]
    public async Task Create_AnswerOfStartLost_FindsItsActivity()
    {
        Cloud.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer, FaultPhase.After));
        var (id, _, outputs) = await CreatedAsync();
        Assert.That((id, outputs.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "SUCCESSFUL")));
    }

    [Test]
    public async Task Create_EngineTakesNoLines_ContinuesAllTheSame()
    {
        Engine.IsOutOfOrder = true;
        Assert.That((await CreatedAsync()).Outputs.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
    }

    [Test]
    public async Task Create_Progress_IsReportedOnItsRowInOrder()
    {
        await CreatedAsync();
        var kept = Engine.Lines.Where(line => !line.Ephemeral).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Engine.Lines, Has.All.Matches<LogRequest>(line => line!.Urn == Urn && line.StreamId == 0));
            Assert.That(kept.Select(line => line.Message), Has.Some.Contains("1/3 · ").And.Some.Contains("3/3 · "));
            Assert.That(kept.FindIndex(line => line.Message.Contains("1/3 · ", StringComparison.Ordinal)),
                Is.LessThan(kept.FindIndex(line => line.Message.Contains("3/3 · ", StringComparison.Ordinal))));
        }
    }
}
