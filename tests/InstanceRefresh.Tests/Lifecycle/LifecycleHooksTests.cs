using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using ActivityStatus = TencentcloudRefresh.AutoScaling.ActivityStatus;
using BatchPause = TencentcloudRefresh.AutoScaling.BatchPause;
using FailProcess = TencentcloudRefresh.AutoScaling.FailProcess;
using Hook = TencentcloudRefresh.Simulator.Model.LifecycleHook;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Lifecycle hooks hold instances of a rollout, and may abandon them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LifecycleHooksTests
{
    private static readonly Hook WarmUp = new()
    {
        Id = "ash-0000000a",
        Name = "warm-up",
        Transition = HookTransition.InstanceLaunching,
        Type = HookTransitionType.Extension,
        DefaultResult = Simulator.Model.HookResult.Abandon,
        HeartbeatTimeout = 1200,
    };

    private static readonly Hook Drain = new()
    {
        Id = "ash-0000000b",
        Name = "drain",
        Transition = HookTransition.InstanceTerminating,
        Type = HookTransitionType.Extension,
        HeartbeatTimeout = 600,
    };

    [Test]
    public async Task Preview_NamesTheHooksThatFireAndForHowLongTheyCanHold_WithOneCall()
    {
        await using var fixture = await OpenAsync([WarmUp, Drain, Drain with { Id = "ash-0000000c", Name = "ordinary", Type = HookTransitionType.Normal }]);

        var preview = await fixture.PreviewAsync(Fixture.Inputs());

        Assert.That(preview.Lines.Single(line => line.StartsWith("Lifecycle hooks", StringComparison.Ordinal)), Is.EqualTo(
            "Lifecycle hooks fire for each instance: drain (ash-0000000b) on its way out, for up to 10m00s; warm-up (ash-0000000a) on its way in, for up to 20m00s, "
            + "after which the instance fails (ABANDON). A batch may take up to 30m longer."));
        Assert.That((preview.Warnings.Count, fixture.CallsOf("DescribeLifecycleHooks")), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Preview_WithExtraInstances_NamesWhatFiresForThemAlone()
    {
        await using var fixture = await OpenAsync([Drain with { Type = HookTransitionType.Normal }]);

        var preview = await fixture.PreviewAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 1 } }));

        Assert.That(preview.Lines, Has.One.EqualTo("Lifecycle hooks fire for the extra instances alone: drain (ash-0000000b) on its way out, for up to 10m00s."));
        Assert.That((await fixture.PreviewAsync(Fixture.Inputs())).Lines, Has.None.Contains("Lifecycle hooks"));
    }

    [Test]
    public async Task Plan_HasTheHooksThatFire()
    {
        await using var fixture = await OpenAsync([Drain, WarmUp with { Type = HookTransitionType.Normal }]);

        var plan = (await fixture.Lifecycle.GetPlanAsync(Fixture.Inputs(), CancellationToken.None).Soon()).ToMap();

        var hook = ((PropertyValue.Object)((PropertyValue.Array)plan["lifecycleHooks"]).Items.Single()).Members;
        Assert.That(hook, Is.EqualTo(PropertyMap.Empty.With("lifecycleHookId", Drain.Id).With("name", "drain").With("transition", "INSTANCE_TERMINATING")
            .With("heartbeatTimeoutSeconds", new PropertyValue.Number(600)).With("defaultResult", "CONTINUE")));
    }

    [Test]
    public async Task Create_HookHoldsInstances_SaysSo_AndAsksForTheHooksOnce()
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 120 }]);

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.Succeeded, true)));
        Assert.That(fixture.Log.Infos, Has.Some.StartsWith("in hook 1/3 · 0/6 ok").And.Some.StartsWith("in hook 3/3 · 4/6 ok"));
        Assert.That(fixture.CallsOf("DescribeLifecycleHooks"), Is.EqualTo(1));
        double minutes = (done.Outputs.EndTime - done.Outputs.StartTime)!.Value.TotalMinutes;
        // One read for the plan, one at the end, and no more than one a minute between them.
        Assert.That(fixture.CallsOf("DescribeAutoScalingInstances"), Is.LessThanOrEqualTo(minutes + 3));
    }

    [Test]
    public async Task Create_NoHooks_AsksForNoInstancesMeanwhile()
    {
        await using var fixture = await Fixture.OpenAsync();

        (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((fixture.CallsOf("DescribeLifecycleHooks"), fixture.CallsOf("DescribeAutoScalingInstances")), Is.EqualTo((1, 2)));
        Assert.That(fixture.Log.All, Has.None.Contains("in hook"));
    }

    [Test]
    public async Task Create_HookHoldsLongerThanTheUsualDeadline_IsNoStall()
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 2400 }], instances: 2);

        var done = (await fixture.CreateAsync(Fixture.Inputs(1))).MustBeDone();

        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Log.Infos, Has.Some.Contains("for at most 1h00m without progress"));
        Assert.That(fixture.Log.Infos, Has.Some.Matches(@"^in hook 1/1 · 0/2 ok · \S+ · no progress for \d+m \(deadline 1h00m\)$"));
    }

    [Test]
    public async Task Create_NotListedAtFirst_CountsTheHooksAllTheSame()
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 2400 }], instances: 1);
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Rollout on", StringComparison.Ordinal))
                fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));
            return Task.CompletedTask;
        };

        var done = (await fixture.CreateAsync(Fixture.Inputs(1))).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.CallsOf("DescribeLifecycleHooks")), Is.EqualTo((RefreshOutcome.Succeeded, 1)));
    }

    [Test]
    public async Task Create_StalledInAHook_NamesInstanceAndHook()
    {
        await using var fixture = await OpenAsync([Drain]);

        var stalled = (await fixture.CreateAsync(Fixture.Inputs(6, inputs => inputs with { ProgressDeadline = TimeSpan.FromSeconds(180) }))).MustBeIncomplete();

        Assert.That(stalled.Reasons, Has.One.EqualTo($"Instance {Fixture.Instance(1)} waits in a lifecycle hook; the group has drain (ash-0000000b)."));
    }

    [Test]
    public async Task Create_HookAbandonsAnInstance_IsPartOfTheReason_AndARetryGetsThrough()
    {
        await using var fixture = await OpenAsync([WarmUp with { DefaultResult = Simulator.Model.HookResult.Continue, HeartbeatTimeout = 30 }]);
        fixture.Fails(2, FaultKind.HookAbandon);

        var failed = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        string instance = failed.Outputs.FailedInstances.Single().InstanceId;
        Assert.That((failed.Outputs.Status, failed.Outputs.Outcome), Is.EqualTo((ActivityStatus.FailedPause, RefreshOutcome.Failed)));
        Assert.That(failed.Reasons, Has.One.EqualTo($"Lifecycle hook warm-up (ash-0000000a) abandoned instance {instance} (CALL_INTERFACE)."));

        var preview = await fixture.PreviewAsync(Fixture.Inputs(), failed);
        Assert.That(preview.Lines, Has.One.StartsWith("Lifecycle hooks fire for each instance: warm-up"));
        var done = (await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeDone();
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    [Test]
    public async Task Create_NobodyCompletesAHookThatAbandons_NamesEachInstance()
    {
        await using var fixture = await OpenAsync([WarmUp with { HeartbeatTimeout = 30 }]);

        var failed = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That(failed.Reasons.Count(reason => reason.EndsWith("(HEARTBEAT_TIMEOUT).", StringComparison.Ordinal) && reason.StartsWith("Lifecycle hook warm-up", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task Create_CommandInAHookFails_IsPartOfTheReason()
    {
        await using var fixture = await OpenAsync([WarmUp with { CommandId = "cmd-00000001" }]);
        fixture.Service.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.CommandFails) with { Message = "exit code 7" });

        var failed = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        string instance = failed.Outputs.FailedInstances.Single().InstanceId;
        Assert.That(failed.Reasons, Has.One.EqualTo($"Lifecycle hook warm-up (ash-0000000a) abandoned instance {instance} (COMMAND_EXEC_FAILURE).")
            .And.One.EqualTo($"Command cmd-00000001 on instance {instance} ended FAILED: exit code 7."));
    }

    [Test]
    public async Task Create_AbandonedAndRolledBackByPolicy_SaysWhichHookItWas()
    {
        await using var fixture = await OpenAsync([WarmUp with { DefaultResult = Simulator.Model.HookResult.Continue, HeartbeatTimeout = 30 }]);
        fixture.Fails(2, FaultKind.HookAbandon);

        var undone = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoRollback } }))).MustBeIncomplete();

        Assert.That(undone.Outputs.ActivityType, Is.EqualTo("ROLLBACK"));
        Assert.That(undone.Reasons, Has.One.StartsWith("Lifecycle hook warm-up (ash-0000000a) abandoned instance"));
    }

    [Test]
    public async Task Create_AbandonedInstanceIsDestroyed_IsPartialAndNamesTheHook()
    {
        await using var fixture = await OpenAsync([WarmUp with { HeartbeatTimeout = 30, DefaultResult = Simulator.Model.HookResult.Continue }],
            change: options => options with { Assumed = options.Assumed.With("abandonedMachine", "destroyed") });
        fixture.Fails(1, FaultKind.HookAbandon);

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Deviations.Single().Kind), Is.EqualTo((RefreshOutcome.PartiallySucceeded, DeviationKind.Lost)));
        Assert.That(done.Warnings.Single(), Does.Contain("Lifecycle hook warm-up (ash-0000000a) abandoned instance"));
    }

    [TestCase("UnauthorizedOperation")]
    [TestCase("AuthFailure.UnauthorizedOperation")]
    public async Task Hooks_MayNotBeRead_IsOneHintAndNoFailure(string code)
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 60 }], change: options => options with
        {
            Assumed = options.Assumed.With("deniedCode", code),
            Fleet = options.Fleet with { Credentials = [Credential.Default with { Denied = ["DescribeLifecycleHooks"] }] },
        });

        var preview = await fixture.PreviewAsync(Fixture.Inputs());
        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(preview.Warnings.Single(), Does.Contain("as:DescribeLifecycleHooks"));
        Assert.That((done.Outputs.Outcome, done.Outputs.Verified, done.Warnings.Count), Is.EqualTo((RefreshOutcome.Succeeded, true, 0)));
        Assert.That(fixture.Log.Warnings, Is.Empty);
    }

    [Test]
    public async Task Delete_WhileAHookHolds_WaitsForItAndCancels()
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 2400 }]);
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        await fixture.DeleteAsync(running);

        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("CANCELLED", "Start Stop Cancel")));
    }

    [Test]
    public async Task Update_FromAPause_CountsTheHooks()
    {
        await using var fixture = await OpenAsync([Drain with { HeartbeatTimeout = 2400 }], instances: 2);
        var inputs = Fixture.Inputs(2, inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = (await fixture.CreateAsync(inputs)).MustBeDone();

        var done = (await fixture.UpdateAsync(paused, inputs)).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.CallsOf("DescribeLifecycleHooks")), Is.EqualTo((RefreshOutcome.Succeeded, 2)));
    }

    private static Task<Fixture> OpenAsync(Hook[] hooks, int instances = 6, Func<Simulator.SimulatorOptions, Simulator.SimulatorOptions>? change = null)
        => Fixture.OpenAsync(instances, options =>
        {
            options = options with { Fleet = hooks.Aggregate(options.Fleet, (fleet, hook) => fleet.AndHook(Fixture.Group, hook)) };
            return change?.Invoke(options) ?? options;
        });
}
