using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Planning;

/// <summary>An instance in standby is not selected, and no documented member of the API shows it.</summary>
public sealed class StandbyTests
{
    private static readonly IReadOnlyList<AutoScalingInstance> Four = Sample.Instances(2, 2);

    [Test]
    public void Of_AllInService_CountsThem() => Assert.That(Fleet(Four, desired: 4), Has.Property("Running").EqualTo(4).And.Property("LeftOut").Empty);

    [Test, Bug("an instance in standby was counted in the plan")]
    public void Of_AnInstanceShownInStandby_IsNotCounted()
    {
        var fleet = Fleet([.. Four.Take(3), Four[3] with { LifeCycleState = "STANDBY" }], desired: 3);

        Assert.That((fleet.Running, fleet.Selectable), Is.EqualTo((3, 3)));
        Assert.That(fleet.LeftOut.Single(), Does.StartWith("Instance ins-0201 is in standby: a rollout does not select it"));
        Assert.That((Plan(fleet, batches: 4).BatchNumber, Plan(fleet, batches: 4).Blockers.Length), Is.EqualTo((3, 0)));
    }

    [Test, Bug("an instance in standby was counted in the plan")]
    public void Of_AnInstanceThatFailedInAnEndedActivity_IsExpectedInStandbyAndBlocksNothing()
    {
        var fleet = Fleet(Four, desired: 4, Sample.Activity(ActivityStatus.Cancelled, "SS", "SF"));

        Assert.That((fleet.Running, fleet.Selectable), Is.EqualTo((3, 4)), "somebody may have taken it out of standby");
        Assert.That(fleet.LeftOut.Single(), Does.Contain("ins-0201").And.Contain("failed in activity asr-4k7m2p9q"));
        Assert.That(Plan(fleet, batches: 4).Blockers, Is.Empty);
        Assert.That(Plan(fleet, batches: 4).Lines, Has.Some.EqualTo("4 batches are asked for and 3 instances are in service: the rollout has 3 to 4 batches, since none is empty."));
        Assert.That(Plan(fleet, batches: 9).Summary, Does.Contain("3 instances in 3 to 4 batches of 1,"), "not 3 instances in 4 batches of 1");
        Assert.That(Plan(fleet, batches: 3).BatchSizes, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void Of_AnInstanceThatFailedInALivingActivity_CannotBeSelected()
    {
        var fleet = Fleet(Four, desired: 4, Sample.Activity(ActivityStatus.FailedPause, "SS", "SF"));

        Assert.That((fleet.Running, fleet.Selectable), Is.EqualTo((3, 3)));
    }

    [Test, Bug("an instance that the rollout in progress holds in a lifecycle hook was told as one that it does not select")]
    public void LeftOut_HeldByTheRolloutInProgress_IsNotNamed()
    {
        IReadOnlyList<AutoScalingInstance> held = [Four[0] with { LifeCycleState = LifeCycleState.InLaunchingHook }, .. Four.Skip(1)];
        IReadOnlyList<AutoScalingInstance> other = [.. Four.Take(3), Four[3] with { LifeCycleState = LifeCycleState.InLaunchingHook }];
        var running = Sample.Activity(ActivityStatus.Running, "RR", "WW");

        Assert.That(RunningImages.LeftOut(Fleet(held, desired: 4, running)), Is.Empty);
        Assert.That(RunningImages.LeftOut(Fleet(other, desired: 4, running)).Single(), Does.Contain(Four[3].InstanceId).And.Contain("IN_LAUNCHING_HOOK"));
        Assert.That(RunningImages.LeftOut(Fleet(held, desired: 4)).Single(), Does.Contain(Four[0].InstanceId));
    }

    [Test]
    public void Of_AnInstanceThatANewerActivityHasBroughtThrough_Counts()
        => Assert.That(
            Fleet(Four, desired: 4, Sample.Activity(ActivityStatus.Successful, "SS", "SS"), Sample.Activity(ActivityStatus.Cancelled, "SS", "SF")).Running, Is.EqualTo(4));

    [Test, Bug("an instance in standby made the start be refused for the number of batches that was computed from it")]
    public void Of_MoreInServiceThanWanted_ExpectsTheOthersInStandby()
    {
        var fleet = Fleet(Four, desired: 3);
        var plan = Planner.Plan(Sample.Inputs() with { Settings = new RolloutSettings { MaxUnavailablePercent = 25 } }, fleet);

        Assert.That((fleet.Running, fleet.Selectable, plan.BatchNumber, plan.TotalInstances), Is.EqualTo((3, 4, 3, 3)));
        Assert.That(plan.Warnings.Single(), Does.Contain("shows 4 instances in service and wants 3: one seems to be in standby"));
    }

    [Test]
    public void Of_AGroupThatIsSwitchedOffOrAtWork_ReportsNothingByItsNumbers()
    {
        Assert.That(Fleet(Four, desired: 3, change: group => group with { EnabledStatus = EnabledStatus.Disabled }).Running, Is.EqualTo(4));
        Assert.That(Fleet(Four, desired: 3, change: group => group with { InActivityStatus = InActivityStatus.InActivity }).Running, Is.EqualTo(4));
    }

    [Test]
    public void IsSettling_OnlyWhileTheGroupIsOnItsWay()
    {
        Assert.That(Fleet(Four, desired: 4).IsBusy, Is.False);
        Assert.That(Fleet([], desired: 4).IsBusy, Is.True, "nothing in service and instances wanted");
        Assert.That(Fleet([], desired: 0).IsBusy, Is.False);
        Assert.That(Fleet(Four, desired: 6, change: group => group with { InActivityStatus = InActivityStatus.InActivity }).IsBusy, Is.True);
        Assert.That(Fleet([], desired: 4, change: group => group with { EnabledStatus = EnabledStatus.Disabled }).IsBusy, Is.False, "nothing will come by itself");
        Assert.That(Fleet([], desired: 4, change: group => group with { AutoScalingGroupStatus = "LB_ABNORMAL" }).IsBusy, Is.False);
    }

    private static Fleet Fleet(IReadOnlyList<AutoScalingInstance> instances, int desired, params RefreshActivity[] activities)
        => Fleet(instances, desired, group => group, activities);

    private static Fleet Fleet(
        IReadOnlyList<AutoScalingInstance> instances, int desired, Func<AutoScalingGroup, AutoScalingGroup> change, params RefreshActivity[] activities)
    {
        var some = Sample.Fleet();
        return InstanceRefresh.Fleet.Of(change(some.Group with { DesiredCapacity = desired }), instances, some.Configuration, activities, some.SeenAt);
    }

    private static RolloutPlan Plan(Fleet fleet, int batches) => Planner.Plan(Sample.Inputs(batches) with { OnConflict = ConflictPolicy.Adopt }, fleet);
}
