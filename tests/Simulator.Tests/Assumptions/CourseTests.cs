using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about how a rollout goes on, each flipped.</summary>
public sealed class CourseTests
{
    [Test, Assumes("stopTakesEffect")]
    public void Stop_TakingEffectAfterTheBatch_StaysRunningUntilThen()
    {
        var bed = With("stopTakesEffect", "afterBatch");
        var id = bed.Start();
        bed.Pass(30);
        bed.Stop(id);
        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Running));

        Assert.That(bed.Until(id, ActivityStatus.ManualPause), Has.Property("CurrentBatch").EqualTo(1).And.Property("Working").False);
    }

    [Test, Assumes("stoppedBatchFails")]
    public void StoppedBatch_Failing_MayPauseAsFailed()
    {
        var bed = With("stoppedBatchFails", "FAILED_PAUSE");
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = Situations.Bring(bed, Situation.ManualPauseWorking);
        bed.Settle();

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.FailedPause));
    }

    [Test, Assumes("failureWaitsForBatch")]
    public void Failure_NotWaiting_PausesWhileTheRestOfTheBatchWorks()
    {
        var bed = new Bed(assumed: set => set.With("failureWaitsForBatch", "false"), durations: new() { Reset = Simulator.Service.Span.Seconds(70, 130) });
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start(batches: 1);
        var paused = bed.Until(id, ActivityStatus.FailedPause);
        Assert.That(paused.Working, Is.EqualTo(paused.Batch!.Instances.Any(instance => instance.IsOpen)));

        bed.Settle();
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.FailedPause).And.Property("Working").False);
        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test, Assumes("partialBatch")]
    public void PartialBatch_MayBeCalledFailed()
    {
        var bed = With("partialBatch", "FAILED");

        Assert.That(bed.Activity(Situations.Bring(bed, Situation.FailedPause)).Batch!.Status, Is.EqualTo(BatchStatus.Failed));
    }

    [Test, Assumes("pauseAfterRetry")]
    public void RetriedBatch_MayGoOnWithoutItsPause()
    {
        var bed = With("pauseAfterRetry", "false");
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start(pause: "FIRST_BATCH_PAUSE");
        bed.Until(id, ActivityStatus.FailedPause);
        bed.Resume(id);

        Assert.That(bed.Until(id, activity => activity.IsPaused || !activity.IsAlive).Status, Is.EqualTo(ActivityStatus.Successful));
    }

    [Test, Assumes("pauseAfterLastBatch")]
    public void LastBatch_MayPauseToo()
    {
        var bed = With("pauseAfterLastBatch", "true");
        var id = bed.Start(batches: 1, pause: "BATCH_INTERVAL_PAUSE");
        bed.Until(id, ActivityStatus.AutoPause);
        bed.Resume(id);

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Successful));
    }

    [Test, Assumes("retryNewActivityId")]
    public void Retry_MayKeepTheOldScalingActivity()
    {
        var bed = With("retryNewActivityId", "false");
        var id = Situations.Bring(bed, Situation.FailedPause);
        var before = bed.Activity(id).Batch!.Instances.Select(instance => instance.LastActivityId).ToList();
        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.Activity(id).Batches[1].Instances.Select(instance => instance.LastActivityId), Is.EqualTo(before));
    }

    [Test, Assumes("continueInLastBatch")]
    public void ContinueInTheLastBatch_MayEndFailed()
    {
        var bed = With("continueInLastBatch", "FAILED");
        bed.Faults.Add(Fault.InBatch(Bed.Group, 3));
        var id = bed.Start();
        bed.Until(id, ActivityStatus.FailedPause);
        bed.Resume(id, "CONTINUE");

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test, Assumes("surgeFailure")]
    public void SurgeFailure_MayBeFinal()
    {
        var bed = With("surgeFailure", "FAILED");
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.SurgeOut));

        bed.Until(bed.Start(surge: 1), ActivityStatus.Failed);
    }

    [Test, Assumes("originAfterAutoRollback")]
    public void AutoRollback_MayCallItsOriginFailed()
    {
        var bed = With("originAfterAutoRollback", "FAILED");
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        bed.Until(bed.Start(fail: "AUTO_ROLLBACK"), ActivityStatus.Failed);

        Assert.That(bed.Newest.Type, Is.EqualTo(ActivityType.Rollback));
        Assert.That(bed.TheGroup.Enabled, Is.False);
    }

    [Test, Assumes("originAfterRollback")]
    public void Rollback_MayCallItsOriginFailed()
    {
        var bed = With("originAfterRollback", "FAILED");
        var id = Situations.Bring(bed, Situation.AutoPause);
        bed.RollBack(id);

        Assert.That(bed.Activity(id).Status, Is.EqualTo(ActivityStatus.Failed));
    }

    [Test, Assumes("statusAfterAutoCancel")]
    public void AutoCancel_MayEndFailed()
    {
        var bed = With("statusAfterAutoCancel", "FAILED");
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));

        bed.Until(bed.Start(fail: "AUTO_CANCEL"), ActivityStatus.Failed);
    }

    [Test, Assumes("rollbackAwaitsOrigin")]
    public void WaitingRollback_MayBeRunning()
    {
        var bed = With("rollbackAwaitsOrigin", "RUNNING");
        var rollback = bed.RollBack(Situations.Bring(bed, Situation.ManualPauseWorking));
        bed.Pass(10);

        Assert.That(bed.Activity(rollback), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(0));
        bed.Until(rollback, ActivityStatus.Successful);
    }

    [TestCase("pass", ActivityStatus.Successful)]
    [TestCase("fail", ActivityStatus.FailedPause)]
    [Assumes("balancerlessHealthCheck")]
    public void HealthCheckWithoutABalancer_PassesOrFails(string value, ActivityStatus status)
    {
        var bed = new Bed(Fleet.WithGroup(Bed.Group, 6, balancer: false), set => set.With("balancerlessHealthCheck", value));

        bed.Until(bed.Start(health: true), status);
    }

    [Test, Assumes("replaceOrder")]
    public void Replacement_MayKeepTheOldMachineUntilTheNewOneIsThere()
    {
        var bed = With("replaceOrder", "createFirst");
        var id = bed.Start(mode: "ROLLING_UPDATE_REPLACE");
        bed.Pass(30);
        Assert.That(bed.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));

        bed.Until(id, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6));
    }

    [TestCase("enabled", false, true)]
    [TestCase("disabled", true, false)]
    [Assumes("enabledAfter")]
    public void Group_Afterwards_IsAsTheSwitchSays(string value, bool before, bool after)
    {
        var bed = new Bed(Fleet.WithGroup(Bed.Group, 6, enabled: before), set => set.With("enabledAfter", value));
        bed.Until(bed.Start(), ActivityStatus.Successful);

        Assert.That(bed.TheGroup.Enabled, Is.EqualTo(after));
    }

    [Test, Assumes("standbyLowersDesired")]
    public void Desired_MayGoDownWithTheMachinesInWork()
    {
        var bed = With("standbyLowersDesired", "true");
        var id = bed.Start();
        bed.Pass(30);
        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(4));

        bed.Until(id, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(6));
    }

    [TestCase("accept", null)]
    [TestCase("refuse", "ResourceUnavailable.AutoScalingGroupInActivity")]
    [Assumes("membersWhileIdle")]
    public void RemovingInstances_WhilePaused_IsAcceptedOrRefused(string value, string? code)
    {
        var bed = With("membersWhileIdle", value);
        Situations.Bring(bed, Situation.AutoPause);

        Assert.That(bed.Call("RemoveInstances", new { AutoScalingGroupId = Bed.Group, InstanceIds = new[] { Fleet.InstanceId(Bed.Group, 6) } }).ErrorCode,
            Is.EqualTo(code));
    }

    [Test, Assumes("desiredWhileAlive")]
    public void DesiredCapacity_WhileAlive_MayBeRefusedByTheOtherCode()
    {
        var bed = With("desiredWhileAlive", "ResourceUnavailable.AutoScalingGroupInRefreshActivity");
        bed.Start();

        Assert.That(bed.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 7 }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
    }

    [TestCase("true", null)]
    [TestCase("false", "ResourceUnavailable.AutoScalingGroupDisabled")]
    [Assumes("disableIsIdempotent")]
    public void Disable_Twice_IsAcceptedOrRefused(string value, string? code)
    {
        var bed = With("disableIsIdempotent", value);
        bed.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Bed.Group });

        Assert.That(bed.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Bed.Group }).ErrorCode, Is.EqualTo(code));
    }

    private static Bed With(string name, string value) => new(assumed: set => set.With(name, value));
}
