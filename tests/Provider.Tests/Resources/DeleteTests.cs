using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class DeleteTests : PluginFixture
{
    [Test]
    public async Task Delete_FinishedRollout_CallsNothing()
    {
        var (id, _, outputs) = await CreatedAsync();
        Cloud.ClearCalls();
        await DeleteAsync(id, outputs);
        Assert.That(Cloud.Calls, Is.Empty);
    }

    [Test]
    public async Task Delete_PausedRollout_CancelsIt()
    {
        var (id, _, outputs) = await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\""));
        await DeleteAsync(id, outputs);
        Assert.That((OnlyActivity().Status, Writes().Last()), Is.EqualTo((ActivityStatus.Cancelled, "CancelInstanceRefresh")));
    }

    [Test]
    public async Task Delete_StateWithoutOutputs_StillKnowsTheId()
    {
        var (id, _, _) = await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\""));
        await DeleteAsync(id, new Struct());
        Assert.That(OnlyActivity().Status, Is.EqualTo(ActivityStatus.Cancelled));
    }

    [Test]
    public async Task Delete_GroupIsGone_IsDone()
    {
        var (id, _, outputs) = await CreatedAsync(Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\""));
        Cloud.Cloud.DropGroup(Group);
        await DeleteAsync(id, outputs);
        Assert.That(Writes().Last(), Is.EqualTo("StartInstanceRefresh"));
    }

    private Task<Empty> DeleteAsync(string id, Struct outputs)
        => Plugin.CallAsync(ResourceProviderMethods.Delete, new DeleteRequest { Id = id, Urn = Urn, Type = Token, Properties = outputs });
}
