using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Planning;

public sealed class PlannerTests
{
    [Test]
    public void Plan_OrdinaryRollout_ReadsAsAReviewWould()
    {
        var inputs = Sample.Inputs() with { Settings = new RolloutSettings { BatchNumber = 4, BatchPause = BatchPause.FirstBatch } };

        var plan = Planner.Plan(inputs, Sample.Fleet());

        Assert.That(plan.Blockers, Is.Empty);
        Assert.That(plan.Warnings, Is.Empty);
        Assert.That(plan.Lines, Is.EqualTo(new[]
        {
            "Rollout on scaling group asg-9dn1a5y6 \"web\": 12 instances in 4 batches of 3, reinstalled in place; ids, addresses and data disks stay.",
            "From launch configuration asc-2x3y4z5a version 7: ImageId (img-8toqc6s3), UserData, EnhancedService, HostName, LoginSettings.",
            "Not applied by ROLLING_UPDATE_RESET: InstanceTypes, SystemDisk, DataDisks, InternetAccessible, SecurityGroupIds, CamRoleName, InstanceTags, InstanceNameSettings, NetworkInterfaces, billing, placement.",
            "Pauses: after batch 1, until the next `pulumi up`.",
            "A failed batch: pauses the rollout.",
            "Rollback: until the group's next rollout, for every instance reinstalled so far. It restores the image; UserData, EnhancedService, HostName, LoginSettings "
                + "are read from the launch configuration of that moment, so restore those there first.",
            "The group does not scale or replace unhealthy instances for about 7m, and as long as each pause lasts.",
        }));
    }

    [Test]
    public void Plan_Replacement_AppliesAllAndOffersNoRollback()
    {
        var plan = Planner.Plan(
            Sample.Inputs() with { RefreshMode = RefreshMode.Replace, FailureRetries = 2, Settings = new RolloutSettings { BatchNumber = 5, MaxSurge = 1, CheckHealth = true, HealthTimeoutSeconds = 300 } },
            Sample.Fleet());

        Assert.That(plan.IgnoredItems, Is.Empty);
        Assert.That(plan.AppliedItems, Does.Contain("ImageId").And.Contain("SecurityGroupIds"));
        Assert.That(string.Join('\n', plan.Lines), Does.Contain("5 batches (3, 3, 2, 2, 2), replaced by new ones.")
            .And.Contain("1 instance extra, pay as you go").And.Contain("within 300 s").And.Contain("is retried up to 2 times, then pauses")
            .And.Contain("Rollback: none").And.Contain("for about 12m."));
        Assert.That(plan.Warnings.Single(), Does.Contain("bound to no application load balancer"));
    }

    [Test]
    public void Plan_EarlierRollout_ReportsHowLongABatchTakesHere()
    {
        var history = Sample.Activity(ActivityStatus.Successful, "SSS", "SSS", "SSS", "SSS"); // 90 s each

        Assert.That(Planner.Plan(Sample.Inputs(), Sample.Fleet(12, history)).Lines[^1], Does.Contain("for about 6m."));
    }

    [Test]
    public void Plan_GroupMissing_IsTheBlocker()
        => Assert.That(Planner.Plan(Sample.Inputs(), fleet: null).Blockers.Single(), Is.EqualTo("Scaling group asg-9dn1a5y6 does not exist in this region and account."));

    [Test]
    public void Plan_EverythingWrongAtOnce_NamesEveryBlocker()
    {
        var fleet = Sample.Fleet(3, Sample.Activity(ActivityStatus.FailedPause, "SF", "W"));
        fleet = fleet with { Group = fleet.Group with { AutoScalingGroupStatus = "LB_ABNORMAL" } };

        var blockers = Planner.Plan(Sample.Inputs(5), fleet).Blockers;

        Assert.That(blockers, Is.EqualTo(new[]
        {
            "Scaling group asg-9dn1a5y6 is LB_ABNORMAL, not NORMAL: the service refuses to work on it until that is repaired.",
            "Activity asr-4k7m2p9q (FAILED_PAUSE, created 3h00m ago) holds scaling group asg-9dn1a5y6, and a group has one activity at a time. "
                + "Set onConflict to Adopt to take it over or to Wait to start after it, import it, or cancel it.",
        }));
    }

    [Test]
    public void Plan_NothingRunningThoughTheGroupWantsInstances_IsABlocker()
    {
        var fleet = Sample.Fleet(0);
        fleet = fleet with { Group = fleet.Group with { DesiredCapacity = 2 } };

        Assert.That(Planner.Plan(Sample.Inputs(), fleet).Blockers, Is.EqualTo(new[] { "Scaling group asg-9dn1a5y6 has no instance in service: there is nothing to refresh." }));
    }

    [Test]
    public void Plan_NothingRunningAndNoneOnTheWay_IsNothingToDo()
    {
        var plan = Planner.Plan(Sample.Inputs(), Sample.Fleet(0));

        Assert.That(plan.Blockers, Is.Empty);
        Assert.That(plan.Lines, Is.EqualTo(new[] { "Scaling group asg-9dn1a5y6 has no instance in service and none starting: nothing is started." }));
    }

    [Test]
    public void Plan_SurgeLargerThanABatch_IsABlocker()
        => Assert.That(
            Planner.Plan(Sample.Inputs() with { Settings = new RolloutSettings { BatchNumber = 5, MaxSurge = 4 } }, Sample.Fleet()).Blockers.Single(),
            Is.EqualTo("maxSurge 4 is larger than the largest batch (3): choose at most 3."));

    [TestCase(DesiredState.Cancelled)]
    [TestCase(DesiredState.RolledBack)]
    public void Plan_NoRolloutDesired_IsABlocker(DesiredState desired)
        => Assert.That(Planner.Plan(Sample.Inputs() with { DesiredState = desired }, Sample.Fleet()).Blockers.Single(), Does.StartWith($"desiredState is {desired}, which asks for no rollout"));

    [TestCase(ConflictPolicy.Adopt, ActivityStatus.FailedPause, "Adopts activity asr-4k7m2p9q, which is FAILED_PAUSE")]
    [TestCase(ConflictPolicy.Wait, ActivityStatus.Running, "Waits for the end of activity asr-4k7m2p9q, which is RUNNING")]
    public void Plan_ConflictThatThePolicySolves_IsReportedFirst(ConflictPolicy policy, string status, string line)
    {
        var plan = Planner.Plan(Sample.Inputs() with { OnConflict = policy }, Sample.Fleet(12, Sample.Activity(status, "RR", "W")));

        Assert.That(plan.Blockers, Is.Empty);
        Assert.That(plan.Lines[0], Does.StartWith(line));
    }

    [Test]
    public void Plan_WaitingForAPausedActivity_IsABlocker()
        => Assert.That(
            Planner.Plan(Sample.Inputs() with { OnConflict = ConflictPolicy.Wait }, Sample.Fleet(12, Sample.Activity(ActivityStatus.AutoPause, "SS", "W"))).Blockers.Single(),
            Does.Contain("It is paused, so waiting might never end"));

    [Test]
    public void Plan_TakingOverARollback_IsABlocker()
        => Assert.That(
            Planner.Plan(Sample.Inputs() with { OnConflict = ConflictPolicy.Adopt }, Sample.Fleet(12, Sample.Rollback(ActivityStatus.Running, "R"))).Blockers.Single(),
            Does.Contain("Rollback asr-8c1d5e2f (RUNNING").And.Contain("cannot be adopted"));

    [Test]
    public void Plan_OddSurroundings_AreWarnings()
    {
        var fleet = Sample.Fleet();
        fleet = fleet with
        {
            Group = fleet.Group with { InActivityStatus = InActivityStatus.InActivity, EnabledStatus = EnabledStatus.Disabled },
            Configuration = fleet.Configuration! with { LaunchConfigurationStatus = "IMAGE_ABNORMAL" },
        };

        Assert.That(string.Join('\n', Planner.Plan(Sample.Inputs(), fleet).Warnings), Does.Contain("is IMAGE_ABNORMAL").And.Contain("is busy").And.Contain("is switched off"));
        Assert.That(Planner.Plan(Sample.Inputs(), fleet with { Configuration = null }).Warnings[0], Does.Contain("asc-2x3y4z5a").And.Contain("was not found"));
    }

    [Test]
    public void Plan_SettingsNotKnownYet_HasNoBatchesAndNoBlocker()
    {
        var plan = Planner.Plan(Sample.Inputs() with { Settings = new RolloutSettings() }, Sample.Fleet());

        Assert.That(plan.Blockers, Is.Empty);
        Assert.That(plan.BatchNumber, Is.Null);
        Assert.That(plan.Lines[0], Does.Contain("12 instances in batches yet to be determined"));
    }

    [Test]
    public void Plan_AnyText_HoldsNoUserData()
    {
        var plan = Planner.Plan(Sample.Inputs(), Sample.Fleet());

        Assert.That(plan.ToString() + string.Join('\n', plan.Lines) + plan.ToMap(), Does.Not.Contain("c2VjcmV0"));
    }

    [Test]
    [Bug("the hours in which a failed batch waited for somebody counted as the time that a batch takes")]
    public void Pace_ABatchThatWasRetriedAfterANight_IsLeftOut()
    {
        var night = TimeSpan.FromHours(8);
        var retried = Sample.Activity(ActivityStatus.Successful, "SS", "SS", "SS");
        retried = retried with
        {
            RefreshBatchSet =
            [
                retried.RefreshBatchSet[0],
                retried.RefreshBatchSet[1] with
                {
                    EndTime = retried.RefreshBatchSet[1].EndTime + night,
                    RefreshBatchRelatedInstanceSet = [retried.RefreshBatchSet[1].RefreshBatchRelatedInstanceSet[0], retried.RefreshBatchSet[1].RefreshBatchRelatedInstanceSet[1] with { LastActivityId = "asa-again000" }],
                },
                retried.RefreshBatchSet[2],
            ],
        };

        Assert.That(retried.UsualBatchTime, Is.EqualTo(TimeSpan.FromSeconds(90)));
        Assert.That(Pace.Of(false, null, null, [Sample.Activity(ActivityStatus.Cancelled, "SS"), retried]).Batch, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [Test]
    public void Limits_WithHealthChecks_AllowForThem()
    {
        var plain = Pace.Of(checkHealth: false, healthTimeoutSeconds: null, chosenDeadline: null, []);
        var healthy = Pace.Of(checkHealth: true, healthTimeoutSeconds: null, chosenDeadline: null, []);

        Assert.That(plain.ProgressDeadline, Is.EqualTo(TimeSpan.FromMinutes(20)));
        Assert.That(healthy.ProgressDeadline, Is.EqualTo(TimeSpan.FromMinutes(50)));
        Assert.That(plain.OperationLimit(batches: 4, retries: 1, surge: true), Is.EqualTo(TimeSpan.FromMinutes(150)));
        Assert.That(Pace.Of(true, 300, TimeSpan.FromSeconds(90), []).ProgressDeadline, Is.EqualTo(TimeSpan.FromSeconds(90)), "what was chosen counts");
    }
}
