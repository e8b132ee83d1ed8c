using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Assumptions;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>Lifecycle hooks hold the machines of a refresh on their way out and in.</summary>
public sealed class HookTests
{
    private static readonly LifecycleHook In = new()
    {
        Id = "ash-0000000a",
        Name = "warm-up",
        Transition = HookTransition.InstanceLaunching,
        Type = HookTransitionType.Extension,
        HeartbeatTimeout = 60,
    };

    private static readonly LifecycleHook Out = In with { Id = "ash-0000000b", Name = "drain", Transition = HookTransition.InstanceTerminating, HeartbeatTimeout = 40 };

    [Test]
    public void Hooks_OfBothWays_HoldEachMachineBeforeAndAfterItsReinstall()
    {
        var fixture = With([In, Out]);
        var id = fixture.Start(batches: 1);
        fixture.Pass(3);
        Assert.That(States(fixture), Has.All.EqualTo("IN_TERMINATING_HOOK"));
        fixture.Pass(42);
        Assert.That(States(fixture), Has.All.EqualTo("IN_SERVICE"), "being reinstalled");
        fixture.Pass(100);
        Assert.That(States(fixture), Has.All.EqualTo("IN_LAUNCHING_HOOK"));
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(Results(fixture).Select(result => (result.Hook, result.Result, result.Reason)).Distinct(),
            Is.EqualTo(new[] { (Out.Id, "CONTINUE", "HEARTBEAT_TIMEOUT"), (In.Id, "CONTINUE", "HEARTBEAT_TIMEOUT") }));
        Assert.That(fixture.Activity(id).EndTime - fixture.Activity(id).StartTime, Is.EqualTo(TimeSpan.FromSeconds(1 + 40 + 100 + 60)));
    }

    [Test]
    public void Hook_Normal_IsForOrdinaryScalingAlone()
    {
        var fixture = With([In with { Type = HookTransitionType.Normal }]);
        fixture.Until(fixture.Start(), ActivityStatus.Successful);
        Assert.That(Results(fixture), Is.Empty);
    }

    [Test]
    public void Hook_Completed_LetsTheMachineGoAtOnce()
    {
        var fixture = With([In]);
        var id = fixture.Start(batches: 6);
        fixture.Pass(103);
        string machine = fixture.Activity(id).Batch!.Instances[0].InstanceId;
        Assert.That(Complete(fixture, In.Id, machine), Is.Null);
        Assert.That(fixture.Activity(id).CurrentBatch, Is.EqualTo(2));
        Assert.That(Complete(fixture, In.Id, machine), Is.EqualTo("ResourceUnavailable.LifecycleActionResultHasSet"));
        Assert.That(Results(fixture).Single(), Is.EqualTo((In.Id, machine, "CONTINUE", "CALL_INTERFACE")));
    }

    [Test]
    public void Hooks_OfOneWay_HoldAtTheSameTime_AndTheFirstAbandonDecidesForAll()
    {
        var other = In with { Id = "ash-0000000c", Name = "other", HeartbeatTimeout = 7200 };
        var fixture = With([In, other]);
        var id = fixture.Start(batches: 6);
        fixture.Pass(103);
        string machine = fixture.Activity(id).Batch!.Instances[0].InstanceId;
        Complete(fixture, In.Id, machine, "ABANDON");
        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.FailedPause));
        Assert.That(fixture.Activity(id).Batch!.Instances[0].Message, Does.Contain("warm-up"));
        Assert.That(Results(fixture).Select(result => (result.Hook, result.Result, result.Reason)),
            Is.EqualTo(new[] { (In.Id, "ABANDON", "CALL_INTERFACE"), (other.Id, "ABANDON", "ANOTHER_ACTION_ABANDON") }));
    }

    [Test]
    public void Hook_WithDefaultAbandon_FailsTheMachineThatNobodyCompletes()
    {
        var fixture = With([In with { DefaultResult = HookResult.Abandon }]);
        var failed = fixture.Until(fixture.Start(), ActivityStatus.FailedPause);
        Assert.That(failed.Batch!.Instances, Has.All.Property("Status").EqualTo(BatchInstanceStatus.Failed));
        Assert.That(Results(fixture), Has.All.Matches<(string, string, string Result, string Reason)>(result => result is { Result: "ABANDON", Reason: "HEARTBEAT_TIMEOUT" }));
    }

    [Test]
    public void Command_Ends_LetsTheMachineGo()
    {
        var fixture = With([In with { CommandId = "cmd-00000001" }]);
        var done = fixture.Until(fixture.Start(batches: 1), ActivityStatus.Successful);
        Assert.That(done.EndTime - done.StartTime, Is.LessThan(TimeSpan.FromSeconds(1 + 100 + 15.5)));
        Assert.That(Results(fixture), Has.All.Matches<(string, string, string Result, string Reason)>(result => result is { Result: "CONTINUE", Reason: "COMMAND_EXEC_FINISH" }));
    }

    [Test]
    public void Command_ThatFails_ShowsTheDefaultResultAndTheCommand()
    {
        var fixture = With([In with { CommandId = "cmd-00000001", DefaultResult = HookResult.Abandon }]);
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.CommandFails) with { Message = "exit code 7" });
        var failed = fixture.Until(fixture.Start(), ActivityStatus.FailedPause);
        string machine = failed.Batch!.Instances[0].InstanceId;
        Assert.That(Results(fixture).First(result => result.Machine == machine), Is.EqualTo((In.Id, machine, "ABANDON", "COMMAND_EXEC_FAILURE")));
        Assert.That(Scaling(fixture, "InvocationResultSet").Where(one => one.GetProperty("InstanceId").GetString() == machine)
            .Select(one => (one.GetProperty("TaskStatus").GetString(), one.GetProperty("ErrorMessage").GetString())), Is.EqualTo(new[] { ("FAILED", "exit code 7") }));
    }

    [Test]
    public void Fault_Abandons_OneMachineOfTheBatch()
    {
        var fixture = With([In]);
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 2, FaultKind.HookAbandon));
        var failed = fixture.Until(fixture.Start(), ActivityStatus.FailedPause);
        Assert.That((failed.CurrentBatch, failed.Batch!.Instances.Count(instance => instance.Status == BatchInstanceStatus.Failed)), Is.EqualTo((2, 1)));
        fixture.Resume(failed.Id, "RETRY");
        fixture.Until(failed.Id, ActivityStatus.Successful);
    }

    [Test]
    public void Machine_DestroyedInAHook_IsGoneAndTheBatchGoesOn()
    {
        var fixture = With([In]);
        var id = fixture.Start(batches: 3);
        fixture.Pass(103);
        fixture.Cloud.DestroyInstance(fixture.Activity(id).Batch!.Instances[0].InstanceId);
        var done = fixture.Until(id, ActivityStatus.Successful);
        Assert.That(done.Batches[0].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [Test]
    public void Surge_IsHeldOnItsWayInAndOut_ByHooksOfAnyType()
    {
        var fixture = With([In with { Type = HookTransitionType.Normal }, Out with { Type = HookTransitionType.Normal }]);
        var done = fixture.Until(fixture.Start(batches: 3, surge: 2), ActivityStatus.Successful);
        Assert.That(done.EndTime - done.StartTime, Is.EqualTo(TimeSpan.FromSeconds(30 + 60 + (3 * 101) + 40 + 10)));
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6));
    }

    [Test]
    public void Surge_Abandoned_FailsTheStep_AndARetryMakesItAnew()
    {
        var fixture = With([In]);
        var id = fixture.Start(batches: 3, surge: 2);
        fixture.Pass(35);
        Complete(fixture, In.Id, fixture.Activity(id).SurgeInstanceIds[0], "ABANDON");
        Assert.That((fixture.Activity(id).Status, fixture.TheGroup.Instances.Length), Is.EqualTo((ActivityStatus.FailedPause, 6)));
        fixture.Resume(id, "RETRY");
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Describe_AfterCreate_ShowsTheHookWithItsDefaults()
    {
        var fixture = new Fixture();
        string id = fixture.Call("CreateLifecycleHook", new { AutoScalingGroupId = Fixture.Group, LifecycleHookName = "drain", LifecycleTransition = "INSTANCE_TERMINATING" }).Text("LifecycleHookId");
        var shown = Describe(fixture, new { Filters = new[] { new { Name = "auto-scaling-group-id", Values = new[] { Fixture.Group } } } }).Single();
        Assert.That((shown.GetProperty("LifecycleHookId").GetString(), shown.GetProperty("LifecycleTransitionType").GetString(), shown.GetProperty("DefaultResult").GetString(),
            shown.GetProperty("HeartbeatTimeout").GetInt32()), Is.EqualTo((id, "NORMAL", "CONTINUE", 300)));
        Assert.That(Describe(fixture, new { LifecycleHookIds = new[] { "ash-00000000" } }), Is.Empty);
        Assert.That(fixture.Call("DeleteLifecycleHook", new { LifecycleHookId = id }).ErrorCode, Is.Null);
        Assert.That(Describe(fixture, new { }), Is.Empty);
    }

    [TestCase("""{"LifecycleHookName":"warm-up"}""", "InvalidParameterValue.LifecycleHookNameDuplicated")]
    [TestCase("""{"LifecycleHookName":"x","HeartbeatTimeout":29}""", "InvalidParameterValue.Range")]
    [TestCase("""{"LifecycleHookName":"x","LifecycleTransition":"INSTANCE_LAUNCH"}""", "InvalidParameterValue")]
    [TestCase("""{"LifecycleHookName":"x","NotificationMetadata":"m","LifecycleCommand":{"CommandId":"cmd-1"}}""", "InvalidParameter.Conflict")]
    [TestCase("""{"LifecycleHookName":"x","AutoScalingGroupId":"asg-00000000"}""", "ResourceNotFound.AutoScalingGroupNotFound")]
    public void Create_ThatCannotBe_IsRefused(string change, string code)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(change)!;
        input.TryAdd("AutoScalingGroupId", Fixture.Group);
        input.TryAdd("LifecycleTransition", "INSTANCE_LAUNCHING");
        Assert.That(With([In]).Call("CreateLifecycleHook", input).ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public void Create_OneMoreThanAGroupMayHave_IsRefused()
        => Assert.That(With([.. Enumerable.Range(0, 10).Select(number => In with { Id = $"ash-0000000{number}", Name = $"hook-{number}" })])
            .Call("CreateLifecycleHook", new { AutoScalingGroupId = Fixture.Group, LifecycleHookName = "eleventh", LifecycleTransition = "INSTANCE_LAUNCHING" }).ErrorCode,
            Is.EqualTo("LimitExceeded.QuotaNotEnough"));

    [TestCase("{}", "InvalidParameter.MustOneParameter")]
    [TestCase("""{"InstanceId":"ins-00000000","LifecycleActionToken":"t"}""", "InvalidParameter.Conflict")]
    [TestCase("""{"InstanceId":"ins-00000000"}""", "ResourceNotFound.LifecycleHookInstanceNotFound")]
    [TestCase("""{"LifecycleActionToken":"t"}""", "ResourceNotFound.LifecycleHookTokenNotFound")]
    [TestCase("""{"InstanceId":"ins-00000000","LifecycleHookId":"ash-00000000"}""", "ResourceNotFound.LifecycleHookNotFound")]
    public void Complete_ThatCannotBe_IsRefused(string change, string code)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(change)!;
        input.TryAdd("LifecycleHookId", In.Id);
        input.TryAdd("LifecycleActionResult", "CONTINUE");
        Assert.That(With([In]).Call("CompleteLifecycleAction", input).ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public void SavedState_InAHook_GoesOnWhereItStood()
    {
        var fixture = With([In, Out]);
        var id = fixture.Start();
        fixture.Pass(20);
        var again = new Fixture(FleetJson.Read(FleetJson.Write(fixture.Cloud.Snapshot())));
        Assert.That(again.TheGroup.Hooks, Is.EqualTo(fixture.TheGroup.Hooks));
        Assert.That(States(again).Count(state => state == "IN_TERMINATING_HOOK"), Is.EqualTo(2));
        again.Until(id, ActivityStatus.Successful);
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(again.Activity(id).EndTime, Is.EqualTo(fixture.Activity(id).EndTime));
    }

    [Test]
    public void Seed_WithAHookOfAFewWords_IsFilledIn()
        => Assert.That(FleetJson.Read("""{"groups":[{"id":"asg-00000001","hooks":[{"id":"ash-00000001","transition":"INSTANCE_TERMINATING","type":"EXTENSION"}]}]}""").Groups[0].Hooks.Single(),
            Is.EqualTo(new LifecycleHook { Id = "ash-00000001", Transition = HookTransition.InstanceTerminating, Type = HookTransitionType.Extension }));

    [TestCase("launching", "ash-0000000a")]
    [TestCase("terminating", "ash-0000000b")]
    [Assumes("refreshHooks")]
    public void Refresh_MayFireHooksOfOneWayAlone(string value, string hook)
    {
        var fixture = With([In, Out], set => set.With("refreshHooks", value));
        fixture.Until(fixture.Start(), ActivityStatus.Successful);
        Assert.That(Results(fixture).Select(result => result.Hook).Distinct(), Is.EqualTo(new[] { hook }));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    [Assumes("rollbackHooks")]
    public void Rollback_MayFireNoHooks(string value, bool fires)
    {
        var fixture = With([In], set => set.With("rollbackHooks", value));
        var origin = fixture.Until(fixture.Start(), ActivityStatus.Successful).Id;
        int before = Results(fixture).Count;
        fixture.Until(fixture.RollBack(origin), ActivityStatus.Successful);
        Assert.That(Results(fixture).Count > before, Is.EqualTo(fires));
    }

    [Test, Assumes("surgeHooks")]
    public void Surge_MayFireExtensionHooksAlone()
    {
        var fixture = With([In with { Type = HookTransitionType.Normal }], set => set.With("surgeHooks", "extension"));
        fixture.Until(fixture.Start(batches: 3, surge: 2), ActivityStatus.Successful);
        Assert.That(Results(fixture), Is.Empty);
    }

    [Test, Assumes("abandonedMachine")]
    public void Machine_ThatIsAbandoned_MayBeDestroyed()
    {
        var fixture = With([In], set => set.With("abandonedMachine", "destroyed"));
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.HookAbandon));
        var done = fixture.Until(fixture.Start(), ActivityStatus.Successful);
        Assert.That(done.Batches[0].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
    }

    [TestCase("continues", "SUCCESSFUL")]
    [TestCase("fails", "FAILED_PAUSE")]
    [Assumes("abandonedOnTheWayOut")]
    public void Machine_ThatIsAbandonedOnItsWayOut_GoesOnOrFails(string value, string status)
    {
        var fixture = With([Out with { DefaultResult = HookResult.Abandon }], set => set.With("abandonedOnTheWayOut", value));
        Assert.That(fixture.Until(fixture.Start(), activity => !activity.Working && activity.Status is ActivityStatus.Successful or ActivityStatus.FailedPause).Status.Wire(), Is.EqualTo(status));
    }

    [Test, Assumes("hookState")]
    public void Machine_InAHook_MayBeShownInService()
    {
        var fixture = With([Out], set => set.With("hookState", "false"));
        fixture.Start(batches: 1);
        fixture.Pass(3);
        Assert.That(States(fixture), Has.All.EqualTo("IN_SERVICE"));
    }

    private static Fixture With(LifecycleHook[] hooks, Func<AssumptionSet, AssumptionSet>? assumed = null)
        => new(hooks.Aggregate(Fleet.Default, (fleet, hook) => fleet.AndHook(Fixture.Group, hook)), assumed);

    private static string? Complete(Fixture fixture, string hook, string machine, string result = "CONTINUE")
        => fixture.Call("CompleteLifecycleAction", new { LifecycleHookId = hook, InstanceId = machine, LifecycleActionResult = result }).ErrorCode;

    private static IEnumerable<JsonElement> Describe(Fixture fixture, object input)
        => fixture.Call("DescribeLifecycleHooks", input)["LifecycleHookSet"].EnumerateArray();

    private static IEnumerable<string?> States(Fixture fixture)
        => fixture.Call("DescribeAutoScalingInstances")["AutoScalingInstanceSet"].EnumerateArray().Select(instance => instance.GetProperty("LifeCycleState").GetString());

    private static IEnumerable<JsonElement> Scaling(Fixture fixture, string set)
        => fixture.Call("DescribeAutoScalingActivities")["ActivitySet"].EnumerateArray().SelectMany(activity => activity.GetProperty(set).EnumerateArray());

    private static IReadOnlyList<(string Hook, string Machine, string Result, string Reason)> Results(Fixture fixture)
        => [.. Scaling(fixture, "LifecycleActionResultSet").Select(one => (one.GetProperty("LifecycleHookId").GetString()!, one.GetProperty("InstanceId").GetString()!,
            one.GetProperty("LifecycleActionResult").GetString()!, one.GetProperty("ResultReason").GetString()!))];
}
