using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class UpdateTests : PluginFixture
{
    [Test]
    public async Task Update_PausedByPolicy_ResumesOnce()
    {
        var (id, inputs, outputs) = await CreatedAsync(FirstPause);
        var answer = await UpdateAsync(id, inputs, outputs, FirstPause);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Properties.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
            Assert.That(answer.Properties.At("triggers.userData"), Is.EqualTo(new PropertyValue.Secret(PluginSecrets.Trigger)));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh", "ResumeInstanceRefresh" }));
        }
    }

    [Test]
    public async Task Update_FailsAgain_KeepsAllProperties()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        var request = await CreateRequestAsync();
        var created = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Create, request));
        var updated = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Update, new UpdateRequest
        {
            Id = created.Id,
            Urn = Urn,
            Type = Token,
            Olds = created.Properties,
            OldInputs = request.Properties,
            News = request.Properties,
        }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(updated.Id, Is.EqualTo(created.Id));
            Assert.That(updated.Properties.Members().Keys, Is.EquivalentTo(created.Properties.Members().Keys));
            Assert.That(updated.Properties.NumberAt("resumeCount"), Is.EqualTo(1));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh", "ResumeInstanceRefresh" }));
        }
    }

    [Test]
    public async Task Update_StateWithoutOutputs_IsCarriedOnFromTheId()
    {
        var (id, inputs, _) = await CreatedAsync(FirstPause);
        // Nothing in the state says that anybody has seen the pause: it is shown first, and resumed by the next run.
        var seen = (await UpdateAsync(id, inputs, new Struct(), FirstPause)).Properties;
        Assert.That(seen.TextAt("status"), Is.EqualTo("AUTO_PAUSE"));
        Assert.That((await UpdateAsync(id, inputs, seen, FirstPause)).Properties.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
    }

    [Test]
    public async Task Update_TriggerNoLongerSecret_KeepsItSecret()
    {
        var program = FirstPause;
        program.Fields["triggers"].StructValue.Fields["image"] = Wire.Struct($$"""{"x": {{Wire.Secret("\"img-new00001\"")}}}""").Fields["x"];
        var (id, inputs, outputs) = await CreatedAsync(program);
        Assert.That((await UpdateAsync(id, inputs, outputs, FirstPause)).Properties.At("triggers.image"), Is.EqualTo(new PropertyValue.Secret("img-new00001")), "it is a secret in state still");
    }

    [Test]
    public async Task Update_MalformedId_SaysWhatAnIdPollsLike()
    {
        var status = await Plugin.FailAsync(ResourceProviderMethods.Update, new UpdateRequest { Id = "asr-1", Type = Token, Olds = new Struct(), News = await CheckedAsync(Inputs()) });
        Assert.That((status.Code, status.Message), Is.EqualTo(
            (StatusCode.InvalidArgument, "\"asr-1\" is not an id of this resource: it must be <autoScalingGroupId>/<refreshActivityId>, such as asg-9dn1a5y6/asr-4k7m2p9q.")));
    }

    private static Struct FirstPause => Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\"");

    private async Task<UpdateResponse> UpdateAsync(string id, Struct inputs, Struct outputs, Struct program)
        => await Plugin.CallAsync(
            ResourceProviderMethods.Update,
            new UpdateRequest { Id = id, Urn = Urn, Type = Token, Olds = outputs, OldInputs = inputs, News = await CheckedAsync(program) });
}
