using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Provider.Tests.Resources;

/// <summary>Whole runs, as a user sees them.</summary>
public sealed class UpTests : PluginFixture
{
    private MiniEngine _stack = null!;

    [SetUp]
    public void StartStack() => _stack = new MiniEngine(Plugin, Urn, Token);

    [Test]
    public async Task Up_TwiceWithoutAChange_StartsOnce()
    {
        await _stack.UpAsync(Inputs());
        await _stack.UpAsync(Inputs());
        Assert.That((_stack.Steps.Single(), string.Join(' ', Writes())), Is.EqualTo(("same", "StartInstanceRefresh")));
    }

    [Test]
    public async Task Up_ChangedSettings_CallNothing()
    {
        await _stack.UpAsync(Inputs());
        Cloud.ClearCalls();
        await _stack.UpAsync(Inputs(rolling: "\"batchNumber\": 6, \"failProcess\": \"AUTO_CANCEL\"", more: "\"refreshMode\": \"ROLLING_UPDATE_REPLACE\""));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_stack.Steps, Is.EqualTo(new[] { "update" }));
            Assert.That(Cloud.Calls, Is.Empty);
            Assert.That(_stack.State!.Outputs.NumberAt("refreshSettings.rollingUpdateSettings.batchNumber"), Is.EqualTo(6));
        }
    }

    [Test]
    public async Task Up_ChangedTrigger_StartsExactlyOnceMore()
    {
        await _stack.UpAsync(Inputs());
        string first = _stack.State!.Id;
        await _stack.UpAsync(Inputs("img-new00002"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_stack.Steps, Is.EqualTo(new[] { "delete", "create" }));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh", "StartInstanceRefresh" }));
            Assert.That(_stack.State!.Id, Is.Not.EqualTo(first));
        }
    }

    [Test]
    public async Task Up_AfterAFailure_ResumesAndSucceeds()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2));
        await _stack.UpAsync(Inputs());
        Assert.That((_stack.State!.Outputs.TextAt("status"), _stack.State.InitErrors.Count > 0), Is.EqualTo(("FAILED_PAUSE", true)));
        await _stack.UpAsync(Inputs());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_stack.Steps, Is.EqualTo(new[] { "update" }));
            Assert.That(_stack.Failure, Is.Null);
            Assert.That(_stack.State!.Outputs.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh", "ResumeInstanceRefresh" }));
            Assert.That(Cloud.Calls.Single(call => call.Action == "ResumeInstanceRefresh").Body, Does.Contain("RETRY"));
        }
    }

    [Test]
    public async Task Up_AfterARefreshOfAFailure_StillResumes()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2));
        await _stack.UpAsync(Inputs());
        var warnings = await _stack.RefreshAsync();
        await _stack.UpAsync(Inputs());
        Assert.That((warnings.Count > 0, _stack.Steps.Single(), _stack.State!.Outputs.TextAt("status")), Is.EqualTo((true, "update", "SUCCESSFUL")));
    }

    [Test]
    public async Task Up_ContinueAfterAFailure_LeavesTheFailedInstanceAndSaysSo()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        await _stack.UpAsync(Inputs());
        await _stack.UpAsync(Inputs(more: "\"resumeMode\": \"CONTINUE\""));
        var failed = (PropertyValue.Array)_stack.State!.Outputs.At("failedInstances")!;
        Assert.That((_stack.State!.Outputs.TextAt("outcome"), failed.Items.Length), Is.EqualTo(("PartiallySucceeded", 1)));
    }

    [Test]
    public async Task Up_ApprovalByDiff_ContinuesOnlyAsFarAsApproved()
    {
        Struct Program(int? approved) => Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"BATCH_INTERVAL_PAUSE\"", more: approved is null ? "" : $"\"approvedThroughBatch\": {approved}");
        await _stack.UpAsync(Program(0));
        await _stack.UpAsync(Program(0));
        Assert.That((_stack.Steps.Single(), _stack.State!.Outputs.NumberAt("currentBatch")), Is.EqualTo(("same", 1d)));
        await _stack.UpAsync(Program(1));
        Assert.That((_stack.Steps.Single(), _stack.State!.Outputs.NumberAt("currentBatch")), Is.EqualTo(("update", 2d)));
        await _stack.UpAsync(Program(2));
        Assert.That(_stack.State!.Outputs.TextAt("status"), Is.EqualTo("SUCCESSFUL"));
    }

    [Test]
    public async Task Up_DesiredStateRolledBack_FollowsTheRollback()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.FailAlways));
        await _stack.UpAsync(Inputs());
        Cloud.Faults.Clear();
        await _stack.UpAsync(Inputs("img-old00001", more: "\"desiredState\": \"RolledBack\""));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_stack.Failure, Is.Null);
            Assert.That(_stack.Steps, Is.EqualTo(new[] { "update" }), "the triggers of the restored configuration start nothing");
            Assert.That(_stack.State!.Outputs.TextAt("outcome"), Is.EqualTo("RolledBack"));
            Assert.That(_stack.State!.Outputs.TextAt("rollbackActivityId"), Does.StartWith("asr-"));
            Assert.That(_stack.State!.Id, Does.EndWith(_stack.State!.Outputs.TextAt("refreshActivityId")!));
        }
    }

    [Test]
    public async Task Destroy_FailedRollout_CancelsAndForgets()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2));
        await _stack.UpAsync(Inputs());
        await _stack.DestroyAsync();
        Assert.That((_stack.State, OnlyActivity().Status), Is.EqualTo(((Stored?)null, ActivityStatus.Cancelled)));
    }
}
