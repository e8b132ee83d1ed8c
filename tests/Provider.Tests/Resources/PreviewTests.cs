using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class PreviewTests : PluginFixture
{
    [TearDown]
    public void NothingWasChanged() => Assert.That(_writesBefore, Is.EqualTo(Writes()), "a preview only reads");

    private string[] _writesBefore = [];

    [Test]
    public async Task Preview_NewRollout_KnowsTheInputsAndNothingElse()
    {
        var answer = await PreviewCreateAsync(Inputs());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Id, Is.Empty);
            Assert.That(RefreshOutputs.Names.Select(name => answer.Properties.At(name)), Has.All.TypeOf<PropertyValue.Unknown>());
            Assert.That(answer.Properties.At("triggers.userData"), Is.EqualTo(new PropertyValue.Secret(PluginSecrets.Trigger)));
            Assert.That(answer.Properties.TextAt("refreshMode"), Is.EqualTo("ROLLING_UPDATE_RESET"));
        }
    }

    [Test]
    public async Task Preview_NewRollout_ReportsThePlanToKeep()
    {
        await PreviewCreateAsync(Inputs());
        Assert.That(Engine.Lines, Has.Count.EqualTo(1).And.All.Matches<LogRequest>(line => line is { Severity: LogSeverity.Info, Ephemeral: false, Urn: Urn }));
        Assert.That(Engine.Lines.Single().Message, Does.Contain("6 instances in 3 batches of 2").And.Contain("\nNext: "));
    }

    [Test]
    public async Task Preview_GroupNotKnownYet_CallsNothing()
    {
        var inputs = Inputs();
        inputs.Fields["autoScalingGroupId"] = Value.ForString(Wire.UnknownText);
        var answer = await PreviewCreateAsync(inputs);
        Assert.That((answer.Properties.At("autoScalingGroupId"), Cloud.Calls.Length), Is.EqualTo(((PropertyValue)new PropertyValue.Unknown(), 0)));
    }

    [Test]
    public async Task Preview_Blocker_IsAWarning()
    {
        await PreviewCreateAsync(Inputs(rolling: "\"batchNumber\": 3, \"maxSurge\": 7"));
        Assert.That(Engine.Warnings, Has.Some.Contains("maxSurge 7"));
    }

    [Test]
    public async Task Preview_CloudOutOfReach_IsAWarning()
    {
        Cloud.Faults.Add(Fault.Error("*", "InternalError", times: null));
        var answer = await PreviewCreateAsync(Inputs());
        Assert.That((answer.Properties.At("status"), Engine.Warnings.Count()), Is.EqualTo(((PropertyValue)new PropertyValue.Unknown(), 1)));
    }

    [Test]
    [Bug("credentials that the service refuses, or a group that does not exist, failed the update only")]
    public async Task Preview_WhatCannotPass_IsAPlainErrorAsInTheUpdate([Values] bool credentials)
    {
        _writesBefore = [];
        var inputs = Inputs();
        if (credentials)
            Cloud.Faults.Add(Fault.Error("*", "UnauthorizedOperation", times: null));
        else
            inputs.Fields["autoScalingGroupId"] = Value.ForString("asg-00000000");
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync(inputs, preview: true));
        Assert.That((status.Code, status.Details.Count), Is.EqualTo((StatusCode.FailedPrecondition, 0)));
        Assert.That(status.Message, Does.Contain(credentials ? "UnauthorizedOperation" : "asg-00000000"));
    }

    [Test]
    public async Task Preview_SettingsOfAFinishedRollout_KeepEveryOutputKnown()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        var answer = await PreviewUpdateAsync(id, inputs, outputs, Inputs(rolling: "\"batchNumber\": 2"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Properties.Display(), Does.Not.Contain("[unknown]"));
            Assert.That(answer.Properties.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
            Assert.That(answer.Properties.NumberAt("refreshSettings.rollingUpdateSettings.batchNumber"), Is.EqualTo(2));
            Assert.That(answer.Properties.At("triggers.userData"), Is.TypeOf<PropertyValue.Secret>());
        }
    }

    [Test]
    public async Task Preview_PausedRollout_MarksWhatMayChange()
    {
        var program = Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\"");
        var (id, inputs, outputs) = await CreatedAsync(program);
        var answer = await PreviewUpdateAsync(id, inputs, outputs, program);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Properties.At("status"), Is.TypeOf<PropertyValue.Unknown>());
            Assert.That(answer.Properties.TextAt("refreshActivityId"), Is.EqualTo(OnlyActivity().Id));
            Assert.That(Engine.Kept, Has.Some.Contains("resumes it"));
        }
    }

    [Test]
    public async Task Preview_ReplacementOfAPausedRollout_DoesNotTakeItForSomebodyElses()
    {
        var (id, inputs, outputs) = await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\""));
        var news = await CheckedAsync(Inputs("img-new00002"));
        var diff = await Plugin.CallAsync(
            ResourceProviderMethods.Diff, new DiffRequest { Id = id, Urn = Urn, Type = Token, Olds = outputs, OldInputs = inputs, News = news });
        await PreviewCreateAsync(Inputs("img-new00002"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Replaces, Is.Not.Empty);
            Assert.That(Engine.Warnings, Is.Empty);
            Assert.That(Engine.Kept.Last(), Does.Contain(OnlyActivity().Id));
        }
    }

    [Test]
    public async Task Preview_CancelledRun_EndsAtOnce()
    {
        var request = await CreateRequestAsync(preview: true);
        await Plugin.CallAsync(ResourceProviderMethods.Cancel, new Empty());
        Assert.That((await Plugin.FailAsync(ResourceProviderMethods.Create, request)).Code, Is.EqualTo(StatusCode.Cancelled));
    }

    private async Task<CreateResponse> PreviewCreateAsync(Struct inputs)
    {
        _writesBefore = [.. Writes()];
        return await Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(inputs, preview: true));
    }

    private async Task<UpdateResponse> PreviewUpdateAsync(string id, Struct inputs, Struct outputs, Struct program)
    {
        _writesBefore = [.. Writes()];
        return await Plugin.CallAsync(
            ResourceProviderMethods.Update,
            new UpdateRequest { Id = id, Urn = Urn, Type = Token, Olds = outputs, OldInputs = inputs, News = await CheckedAsync(program), Preview = true });
    }
}
