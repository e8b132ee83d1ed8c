using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>What StartInstanceRefresh and RollbackInstanceRefresh refuse, and in which order they look.</summary>
public sealed class StartTests
{
    [Test]
    public void Start_GroupUnknown_IsNotFoundInTheSpellingOfTheseCalls()
        => Assert.That(new Bed(Fleet.Empty).TryStart().ErrorCode, Is.EqualTo("ResourceNotFound.AutoScalingGroupIdNotFound"));

    [Test]
    public void Start_RoleNotGranted_IsRefused()
    {
        var bed = new Bed(Fleet.Default with { RoleGranted = false });

        Assert.That(bed.TryStart().ErrorCode, Is.EqualTo("UnauthorizedOperation.AutoScalingRoleUnauthorized"));
    }

    [TestCase("LB_ABNORMAL")]
    [TestCase("INSUFFICIENT_BALANCE")]
    public void Start_GroupAbnormal_IsRefused(string status)
    {
        var bed = new Bed();
        bed.Cloud.ChangeGroup(Bed.Group, group => group with { Status = status });

        Assert.That(bed.TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.AutoScalingGroupAbnormalStatus"));
    }

    [Test]
    public void Start_InstancePutOnStandbyBefore_IsNotSelectedAndStaysThere()
    {
        var bed = new Bed();
        var idle = Fleet.InstanceId(Bed.Group, 1);
        Assert.That(bed.Call("EnterStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = new[] { idle } }).ErrorCode, Is.Null);

        Assert.That(bed.TryStart(batches: 6).ErrorCode, Is.EqualTo("InvalidParameterValue.BatchNumberTooLarge"));
        var activity = bed.Until(bed.Start(batches: 5), ActivityStatus.Successful);

        Assert.That(activity.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
            Has.Exactly(5).Items.And.None.EqualTo(idle));
        Assert.That(bed.TheGroup.Find(idle)!.Standby, Is.EqualTo(Standby.ByCaller));
    }

    [Test]
    public void Start_EveryInstanceOnStandby_HasNothingToRefresh()
    {
        var bed = new Bed();
        bed.Call("EnterStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = Enumerable.Range(1, 6).Select(number => Fleet.InstanceId(Bed.Group, number)) });
        Assert.That(bed.TryStart(batches: 1).ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRefresh"));
    }

    [Test]
    public void Start_ScalingActivityRuns_IsRefusedUntilItHasEnded()
    {
        var bed = new Bed();
        bed.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 7 });
        Assert.That(bed.TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.AutoScalingGroupInActivity"));

        bed.Settle();
        Assert.That(bed.TryStart(batches: 7).ErrorCode, Is.Null);
    }

    [Test]
    public void Start_NothingRuns_IsRefused()
        => Assert.That(new Bed(Fleet.WithGroup(Bed.Group, 0)).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRefresh"));

    [TestCase(6, null)]
    [TestCase(7, "InvalidParameterValue.BatchNumberTooLarge")]
    [TestCase(0, "InvalidParameterValue")]
    [TestCase(-1, "InvalidParameterValue")]
    [TestCase(int.MaxValue, "InvalidParameterValue.BatchNumberTooLarge")]
    public void Start_BatchNumber_IsFromOneToTheInstances(int batches, string? code)
        => Assert.That(new Bed().TryStart(batches).ErrorCode, Is.EqualTo(code));

    [TestCase(2, null)]
    [TestCase(3, "InvalidParameterValue.MaxSurgeTooLarge")]
    [TestCase(-1, "InvalidParameterValue")]
    public void Start_MaxSurge_IsAtMostABatch(int surge, string? code)
        => Assert.That(new Bed().TryStart(batches: 3, surge: surge).ErrorCode, Is.EqualTo(code));

    [TestCase(59, "InvalidParameterValue")]
    [TestCase(60, null)]
    [TestCase(7200, null)]
    [TestCase(7201, "InvalidParameterValue")]
    public void Start_HealthTimeout_IsWithinItsRange(int seconds, string? code)
        => Assert.That(new Bed().TryStart(health: true, timeout: seconds).ErrorCode, Is.EqualTo(code));

    [TestCase("SOMETIMES", null, null)]
    [TestCase(null, "AUTO_PANIC", null)]
    [TestCase(null, null, "BLUE_GREEN")]
    public void Start_ValueOutsideItsEnumeration_IsRefused(string? pause, string? fail, string? mode)
        => Assert.That(new Bed().TryStart(pause: pause, fail: fail, mode: mode).ErrorCode, Is.EqualTo("InvalidParameterValue"));

    [Test]
    public void Start_ImageDoesNotExist_FailsAtThePriceInquiry()
        => Assert.That(new Bed(Fleet.Default with { MissingImages = [Fleet.DefaultImageId] }).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));

    [Test]
    public void Start_ImageAbnormal_FailsAtThePriceInquiry()
    {
        var fleet = Fleet.Default;
        fleet = fleet with { LaunchConfigurations = [fleet.LaunchConfigurations[0] with { Status = "IMAGE_ABNORMAL" }] };

        Assert.That(new Bed(fleet).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));
    }

    [Test]
    public void Start_SeveralThingsWrong_NamesThemInTheOrderOfTheChecks()
    {
        var bed = new Bed((Fleet.Default with { RoleGranted = false, MissingImages = [Fleet.DefaultImageId] }) with { Groups = [Fleet.Default.Groups[0] with { Status = "VPC_ABNORMAL" }] });
        var seen = new List<string?> { bed.TryStart(batches: 99, surge: 99).ErrorCode };
        bed.Cloud.Look(world => world.RoleGranted = true);
        seen.Add(bed.TryStart(batches: 99, surge: 99).ErrorCode);
        bed.Cloud.ChangeGroup(Bed.Group, group => group with { Status = "NORMAL" });
        seen.Add(bed.TryStart(batches: 99, surge: 99).ErrorCode);
        seen.Add(bed.TryStart(batches: 6, surge: 99).ErrorCode);
        seen.Add(bed.TryStart(batches: 6, surge: 1).ErrorCode);

        Assert.That(seen, Is.EqualTo(new[]
        {
            "UnauthorizedOperation.AutoScalingRoleUnauthorized", "ResourceUnavailable.AutoScalingGroupAbnormalStatus", "InvalidParameterValue.BatchNumberTooLarge",
            "InvalidParameterValue.MaxSurgeTooLarge", "ResourceUnavailable.InquiryPriceResetInstanceFailed",
        }));
    }

    [Test]
    public void Rollback_NothingWasBegun_IsRefused()
    {
        var bed = new Bed();
        var id = bed.Start();
        bed.Stop(id);

        Assert.That(bed.TryRollBack(id).ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRollback"));
    }

    [Test]
    public void Rollback_TooManyBatches_IsRefused()
    {
        var bed = new Bed();
        var id = bed.Start(pause: "FIRST_BATCH_PAUSE");
        bed.Until(id, ActivityStatus.AutoPause);

        Assert.That(bed.TryRollBack(id, batches: 3).ErrorCode, Is.EqualTo("InvalidParameterValue.BatchNumberTooLarge"));
        Assert.That(bed.TryRollBack(id, batches: 2).ErrorCode, Is.Null);
    }

    [Test]
    public void Rollback_OldImageIsGone_FailsAtThePriceInquiry()
    {
        var bed = new Bed();
        bed.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        var id = bed.Start();
        bed.Until(id, ActivityStatus.Successful);
        bed.Cloud.Look(world => world.MissingImages = [Fleet.DefaultImageId]);

        Assert.That(bed.TryRollBack(id).ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));
    }

    [TestCase("""{"RollingUpdateSettings":{"BatchNumber":1,"MaxSurge":1}}""", null)]
    [TestCase("""{"RollingUpdateSettings":{"BatchNumber":1}}""", "ROLLING_UPDATE_REPLACE")]
    public void Rollback_WithWhatItDoesNotSupport_IsRefused(string settings, string? mode)
    {
        var bed = new Bed();
        var id = bed.Start();
        bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.Call("RollbackInstanceRefresh", new
        {
            AutoScalingGroupId = Bed.Group,
            OriginRefreshActivityId = id,
            RefreshSettings = System.Text.Json.JsonDocument.Parse(settings).RootElement,
            RefreshMode = mode,
        }).ErrorCode, Is.EqualTo("InvalidParameterValue"));
    }

    [Test]
    public void Rollback_OfAnOlderWhileAnotherLives_IsRefusedAsLate()
    {
        var bed = new Bed();
        var older = bed.Start();
        bed.Until(older, ActivityStatus.Successful);
        bed.Start();

        Assert.That(bed.TryRollBack(older).ErrorCode, Is.EqualTo("ResourceUnavailable.RefreshActivityCanNotRollback"));
    }
}
