using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Reporting;

public sealed class HookResultsTests
{
    private static readonly ScalingActivity Activity = new()
    {
        ActivityId = "asa-yepv622e",
        StatusCode = "RUNNING",
        StatusMessage = "waiting for the agent",
        LifecycleActionResultSet =
        [
            new() { LifecycleHookId = "ash-oq76wsrx", InstanceId = "ins-0201", Result = "ABANDON", ResultReason = "HEARTBEAT_TIMEOUT" },
            new() { LifecycleHookId = "ash-oq76wsrx", InstanceId = "ins-0202", Result = "CONTINUE", ResultReason = "CALL_INTERFACE" },
        ],
        InvocationResultSet =
        [
            new() { InstanceId = "ins-0201", CommandId = "cmd-1", TaskStatus = "FAILED", ErrorMessage = "exit code\n1." },
            new() { InstanceId = "ins-0202", CommandId = "cmd-1", TaskStatus = "SUCCESS" },
        ],
    };

    [Test]
    public void Of_WhatDidNotLetAnInstanceContinue_IsReported()
        => Assert.That(HookResults.Of(Activity, RefreshHooks.None, text => text), Is.EqualTo(new[]
        {
            "Lifecycle hook ash-oq76wsrx abandoned instance ins-0201 (HEARTBEAT_TIMEOUT).",
            "Command cmd-1 on instance ins-0201 ended FAILED: exit code 1.",
        }));

    [Test]
    public void Holding_AStalledBatch_NamesItsInstancesAndWhatTheirScalingActivitySays()
        => Assert.That(Holding.Sentences(Holding.In(Sample.Activity(ActivityStatus.Running, "SR", "W")), [Activity], RefreshHooks.None, new HashSet<string>(), text => text), Is.EqualTo(new[]
        {
            "It waits for instance ins-0101.",
            "Scaling activity asa-yepv622e is RUNNING: waiting for the agent. Lifecycle hook ash-oq76wsrx abandoned instance ins-0201 (HEARTBEAT_TIMEOUT). "
                + "Command cmd-1 on instance ins-0201 ended FAILED: exit code 1.",
        }));
}
