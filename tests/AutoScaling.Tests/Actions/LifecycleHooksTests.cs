using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Hooks of a group, and how scaling activities say that they ended.</summary>
internal sealed class LifecycleHooksTests
{
    private static readonly Simulator.Model.LifecycleHook Drain = new()
    {
        Id = "ash-0000000b",
        Name = "drain",
        Transition = HookTransition.InstanceTerminating,
        Type = HookTransitionType.Extension,
        DefaultResult = Simulator.Model.HookResult.Abandon,
        HeartbeatTimeout = 600,
    };

    [Test]
    public async Task Read_OfAGroup_ShowsItsHooks()
    {
        await using var service = await SimulatedService.StartAsync(
            Fleet.Default.AndGroup("asg-00000002", 1).AndHook("asg-00000002", Drain with { Id = "ash-0000000c" }).AndHook(SimulatedService.Group, Drain));

        var hooks = await service.DriveAsync(service.Client.DescribeAllLifecycleHooksAsync(
            new() { Filters = [new("auto-scaling-group-id", SimulatedService.Group)] }, CancellationToken.None));

        Assert.That(hooks.LifecycleHookSet.Single(), Is.EqualTo(new LifecycleHook
        {
            LifecycleHookId = "ash-0000000b",
            LifecycleHookName = "drain",
            AutoScalingGroupId = SimulatedService.Group,
            LifecycleTransition = LifecycleTransition.Terminating,
            LifecycleTransitionType = LifecycleTransitionType.Extension,
            DefaultResult = HookResult.Abandon,
            HeartbeatTimeout = 600,
        }));
    }

    [Test]
    public async Task ReadAll_MoreThanAPage_BringsEachOnce()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = Clients.For(service, new VirtualClock(), options => options with { RequestsPerSecond = 1000 });
        service.Answer = (received, http) =>
        {
            int offset = received.Json["Offset"]!.GetValue<int>(), limit = received.Json["Limit"]!.GetValue<int>();
            var page = Enumerable.Range(0, 150).Skip(offset).Take(limit).Select(number => (JsonNode)new JsonObject { ["LifecycleHookId"] = $"ash-{number:d8}" });
            return ScriptedService.Reply(http, JsonSerializer.Serialize(new { TotalCount = 150, LifecycleHookSet = new JsonArray([.. page]) }));
        };

        var all = await client.DescribeAllLifecycleHooksAsync(new(), CancellationToken.None).Soon();

        Assert.That(all.LifecycleHookSet.Select(hook => hook.LifecycleHookId), Is.EqualTo(Enumerable.Range(0, 150).Select(number => $"ash-{number:d8}")));
        Assert.That(service.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ScalingActivity_OfAHookWhoseCommandFailed_ShowsBoth()
    {
        await using var service = await SimulatedService.StartAsync(
            Fleet.Default.AndHook(SimulatedService.Group, Drain with { Transition = HookTransition.InstanceLaunching, CommandId = "cmd-00000001" }));
        service.Host.Faults.Add(Fault.InBatch(SimulatedService.Group, 1, FaultKind.CommandFails) with { Message = "exit code 7" });
        string id = service.Start(batches: 6);
        service.Host.Cloud.Advance(TimeSpan.FromSeconds(130));

        var failed = (await service.ReadAsync(id)).FailedInstances.Single().Instance;
        var activity = (await service.DriveAsync(service.Client.DescribeAllAutoScalingActivitiesAsync(
            new() { ActivityIds = [failed.LastActivityId] }, CancellationToken.None))).ActivitySet.Single();

        Assert.That(activity.LifecycleActionResultSet.Single(), Is.EqualTo(new LifecycleActionResult
        {
            LifecycleHookId = "ash-0000000b",
            InstanceId = failed.InstanceId,
            Result = HookResult.Abandon,
            ResultReason = "COMMAND_EXEC_FAILURE",
        }));
        Assert.That(activity.InvocationResultSet.Single(), Is.EqualTo(new InvocationResult
        {
            InstanceId = failed.InstanceId,
            CommandId = "cmd-00000001",
            TaskStatus = "FAILED",
            ErrorMessage = "exit code 7",
        }));
    }
}
