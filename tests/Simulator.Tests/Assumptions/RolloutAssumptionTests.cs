using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about how a rollout continues, each flipped.</summary>
public sealed class RolloutAssumptionTests
{
    [Test, Assumes("stopTakesEffect")]
    public void Stop_TakingEffectAfterTheBatch_StaysRunningUntilThen()
    {
        var fixture = With("stopTakesEffect", "afterBatch");
        var id = fixture.Start();
        fixture.Pass(30);
        fixture.Stop(id);
        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Running));

        Assert.That(fixture.Until(id, ActivityStatus.ManualPause), Has.Property("CurrentBatch").EqualTo(1).And.Property("Working").False);
    }

    [Test, Assumes("stoppedBatchFails")]
    public void StoppedBatch_Failing_MayPauseAsFailed()
    {
        var fixture = With("stoppedBatchFails", "FAILED_PAUSE");
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = Situations.Bring(fixture, Situation.ManualPauseWorking);
        fixture.Settle();

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.FailedPause));
    }

    [Test, Assumes("failureWaitsForBatch")]
    public void Failure_NotWaiting_PausesWhileTheRestOfTheBatchWorks()
    {
        var fixture = new Fixture(assumed: set => set.With("failureWaitsForBatch", "false"), durations: new() { Reset = Simulator.Service.Span.Seconds(70, 130) });
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start(batches: 1);
        var paused = fixture.Until(id, ActivityStatus.FailedPause);
        Assert.That(paused.Working, Is.EqualTo(paused.Batch!.Instances.Any(instance => instance.IsOpen)));

        fixture.Settle();
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.FailedPause).And.Property("Working").False);
        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test, Assumes("partialBatch")]
    public void PartialBatch_MayBeCalledFailed()
    {
        var fixture = With("partialBatch", "FAILED");

        Assert.That(fixture.Activity(Situations.Bring(fixture, Situation.FailedPause)).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
    }

    [Test, Assumes("pauseAfterRetry")]
    public void RetriedBatch_MayContinueWithoutItsPause()
    {
        var fixture = With("pauseAfterRetry", "false");
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start(pause: "FIRST_BATCH_PAUSE");
        fixture.Until(id, ActivityStatus.FailedPause);
        fixture.Resume(id);

        Assert.That(fixture.Until(id, activity => activity.IsPaused || !activity.IsAlive).Status, Is.EqualTo(ActivityStatus.Successful));
    }

    [Test, Assumes("pauseAfterLastBatch")]
    public void LastBatch_MayPauseToo()
    {
        var fixture = With("pauseAfterLastBatch", "true");
        var id = fixture.Start(batches: 1, pause: "BATCH_INTERVAL_PAUSE");
        fixture.Until(id, ActivityStatus.AutoPause);
        fixture.Resume(id);

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Successful));
    }

    [Test, Assumes("retryNewActivityId")]
    public void Retry_MayKeepTheOldScalingActivity()
    {
        var fixture = With("retryNewActivityId", "false");
        var id = Situations.Bring(fixture, Situation.FailedPause);
        var before = fixture.Activity(id).Batch!.Instances.Select(instance => instance.LastActivityId).ToList();
        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.Activity(id).Batches[1].Instances.Select(instance => instance.LastActivityId), Is.EqualTo(before));
    }

    [Test, Assumes("continueInLastBatch")]
    public void ContinueInTheLastBatch_MayEndFailed()
    {
        var fixture = With("continueInLastBatch", "FAILED");
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 3));
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.FailedPause);
        fixture.Resume(id, "CONTINUE");

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test, Assumes("surgeFailure")]
    public void SurgeFailure_MayBeFinal()
    {
        var fixture = With("surgeFailure", "FAILED");
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.SurgeOut));

        fixture.Until(fixture.Start(surge: 1), ActivityStatus.Failed);
    }

    [Test, Assumes("originAfterAutoRollback")]
    public void AutoRollback_MayCallItsOriginFailed()
    {
        var fixture = With("originAfterAutoRollback", "FAILED");
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        fixture.Until(fixture.Start(fail: "AUTO_ROLLBACK"), ActivityStatus.Failed);

        Assert.That(fixture.Newest.Type, Is.EqualTo(ActivityType.Rollback));
        Assert.That(fixture.TheGroup.Enabled, Is.False);
    }

    [Test, Assumes("originAfterRollback")]
    public void Rollback_MayCallItsOriginFailed()
    {
        var fixture = With("originAfterRollback", "FAILED");
        var id = Situations.Bring(fixture, Situation.AutoPause);
        fixture.RollBack(id);

        Assert.That(fixture.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
    }

    [Test, Assumes("statusAfterAutoCancel")]
    public void AutoCancel_MayEndFailed()
    {
        var fixture = With("statusAfterAutoCancel", "FAILED");
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));

        fixture.Until(fixture.Start(fail: "AUTO_CANCEL"), ActivityStatus.Failed);
    }

    [Test, Assumes("rollbackAwaitsOrigin")]
    public void WaitingRollback_MayBeRunning()
    {
        var fixture = With("rollbackAwaitsOrigin", "RUNNING");
        var rollback = fixture.RollBack(Situations.Bring(fixture, Situation.ManualPauseWorking));
        fixture.Pass(10);

        Assert.That(fixture.Activity(rollback), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(0));
        fixture.Until(rollback, ActivityStatus.Successful);
    }

    [TestCase("pass", ActivityStatus.Successful)]
    [TestCase("fail", ActivityStatus.FailedPause)]
    [Assumes("balancerlessHealthCheck")]
    public void HealthCheckWithoutABalancer_PassesOrFails(string value, ActivityStatus status)
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 6, balancer: false), set => set.With("balancerlessHealthCheck", value));

        fixture.Until(fixture.Start(health: true), status);
    }

    [Test, Assumes("replaceOrder")]
    public void Replacement_MayKeepTheOldMachineUntilTheNewOneIsThere()
    {
        var fixture = With("replaceOrder", "createFirst");
        var id = fixture.Start(mode: "ROLLING_UPDATE_REPLACE");
        fixture.Pass(30);
        Assert.That(fixture.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));

        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6));
    }

    [TestCase("enabled", false, true)]
    [TestCase("disabled", true, false)]
    [Assumes("enabledAfter")]
    public void Group_Afterwards_IsAsTheSwitchSays(string value, bool before, bool after)
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 6, enabled: before), set => set.With("enabledAfter", value));
        fixture.Until(fixture.Start(), ActivityStatus.Successful);

        Assert.That(fixture.TheGroup.Enabled, Is.EqualTo(after));
    }

    [Test, Assumes("standbyLowersDesired")]
    public void Desired_MayGoDownWithTheMachinesInWork()
    {
        var fixture = With("standbyLowersDesired", "true");
        var id = fixture.Start();
        fixture.Pass(30);
        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(4));

        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(6));
    }

    [TestCase("accept", null)]
    [TestCase("refuse", "ResourceUnavailable.AutoScalingGroupInActivity")]
    [Assumes("membersWhileIdle")]
    public void RemovingInstances_WhilePaused_IsAcceptedOrRefused(string value, string? code)
    {
        var fixture = With("membersWhileIdle", value);
        Situations.Bring(fixture, Situation.AutoPause);

        Assert.That(fixture.Call("RemoveInstances", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { Fleet.InstanceId(Fixture.Group, 6) } }).ErrorCode,
            Is.EqualTo(code));
    }

    [Test, Assumes("desiredWhileAlive")]
    public void DesiredCapacity_WhileAlive_MayBeRefusedByTheOtherCode()
    {
        var fixture = With("desiredWhileAlive", "ResourceUnavailable.AutoScalingGroupInRefreshActivity");
        fixture.Start();

        Assert.That(fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 7 }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
    }

    [TestCase("true", null)]
    [TestCase("false", "ResourceUnavailable.AutoScalingGroupDisabled")]
    [Assumes("disableIsIdempotent")]
    public void Disable_Twice_IsAcceptedOrRefused(string value, string? code)
    {
        var fixture = With("disableIsIdempotent", value);
        fixture.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group });

        Assert.That(fixture.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group }).ErrorCode, Is.EqualTo(code));
    }

    private static Fixture With(string name, string value) => new(assumed: set => set.With(name, value));
}
