using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>What StartInstanceRefresh and RollbackInstanceRefresh refuse, and in which order they look.</summary>
public sealed class StartTests
{
    [Test]
    public void Start_GroupUnknown_IsNotFoundInTheSpellingOfTheseCalls()
        => Assert.That(new Fixture(Fleet.Empty).TryStart().ErrorCode, Is.EqualTo("ResourceNotFound.AutoScalingGroupIdNotFound"));

    [Test]
    public void Start_RoleNotGranted_IsRefused()
    {
        var fixture = new Fixture(Fleet.Default with { RoleGranted = false });

        Assert.That(fixture.TryStart().ErrorCode, Is.EqualTo("UnauthorizedOperation.AutoScalingRoleUnauthorized"));
    }

    [TestCase("LB_ABNORMAL")]
    [TestCase("INSUFFICIENT_BALANCE")]
    public void Start_GroupAbnormal_IsRefused(string status)
    {
        var fixture = new Fixture();
        fixture.Cloud.ChangeGroup(Fixture.Group, group => group with { Status = status });

        Assert.That(fixture.TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.AutoScalingGroupAbnormalStatus"));
    }

    [Test]
    public void Start_InstancePutOnStandbyBefore_IsNotSelectedAndStaysThere()
    {
        var fixture = new Fixture();
        var idle = Fleet.InstanceId(Fixture.Group, 1);
        Assert.That(fixture.Call("EnterStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { idle } }).ErrorCode, Is.Null);

        Assert.That(fixture.TryStart(batches: 6).ErrorCode, Is.EqualTo("InvalidParameterValue.BatchNumberTooLarge"));
        var activity = fixture.Until(fixture.Start(batches: 5), ActivityStatus.Successful);

        Assert.That(activity.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
            Has.Exactly(5).Items.And.None.EqualTo(idle));
        Assert.That(fixture.TheGroup.Find(idle)!.Standby, Is.EqualTo(Standby.ByCaller));
    }

    [Test]
    public void Start_EveryInstanceOnStandby_HasNothingToRefresh()
    {
        var fixture = new Fixture();
        fixture.Call("EnterStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = Enumerable.Range(1, 6).Select(number => Fleet.InstanceId(Fixture.Group, number)) });
        Assert.That(fixture.TryStart(batches: 1).ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRefresh"));
    }

    [Test]
    public void Start_ScalingActivityRuns_IsRefusedUntilItHasEnded()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 7 });
        Assert.That(fixture.TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.AutoScalingGroupInActivity"));

        fixture.Settle();
        Assert.That(fixture.TryStart(batches: 7).ErrorCode, Is.Null);
    }

    [Test]
    public void Start_NothingRuns_IsRefused()
        => Assert.That(new Fixture(Fleet.WithGroup(Fixture.Group, 0)).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRefresh"));

    [TestCase(6, null)]
    [TestCase(7, "InvalidParameterValue.BatchNumberTooLarge")]
    [TestCase(0, "InvalidParameterValue")]
    [TestCase(-1, "InvalidParameterValue")]
    [TestCase(int.MaxValue, "InvalidParameterValue.BatchNumberTooLarge")]
    public void Start_BatchNumber_IsFromOneToTheInstances(int batches, string? code)
        => Assert.That(new Fixture().TryStart(batches).ErrorCode, Is.EqualTo(code));

    [TestCase(2, null)]
    [TestCase(3, "InvalidParameterValue.MaxSurgeTooLarge")]
    [TestCase(-1, "InvalidParameterValue")]
    public void Start_MaxSurge_IsAtMostABatch(int surge, string? code)
        => Assert.That(new Fixture().TryStart(batches: 3, surge: surge).ErrorCode, Is.EqualTo(code));

    [TestCase(59, "InvalidParameterValue")]
    [TestCase(60, null)]
    [TestCase(7200, null)]
    [TestCase(7201, "InvalidParameterValue")]
    public void Start_HealthTimeout_IsWithinItsRange(int seconds, string? code)
        => Assert.That(new Fixture().TryStart(health: true, timeout: seconds).ErrorCode, Is.EqualTo(code));

    [TestCase("SOMETIMES", null, null)]
    [TestCase(null, "AUTO_PANIC", null)]
    [TestCase(null, null, "BLUE_GREEN")]
    public void Start_ValueOutsideItsEnumeration_IsRefused(string? pause, string? fail, string? mode)
        => Assert.That(new Fixture().TryStart(pause: pause, fail: fail, mode: mode).ErrorCode, Is.EqualTo("InvalidParameterValue"));

    [Test]
    public void Start_ImageDoesNotExist_FailsAtThePriceInquiry()
        => Assert.That(new Fixture(Fleet.Default with { MissingImages = [Fleet.DefaultImageId] }).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));

    [Test]
    public void Start_ImageAbnormal_FailsAtThePriceInquiry()
    {
        var fleet = Fleet.Default;
        fleet = fleet with { LaunchConfigurations = [fleet.LaunchConfigurations[0] with { Status = "IMAGE_ABNORMAL" }] };

        Assert.That(new Fixture(fleet).TryStart().ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));
    }

    [Test]
    public void Start_SeveralThingsWrong_NamesThemInTheOrderOfTheChecks()
    {
        var fixture = new Fixture((Fleet.Default with { RoleGranted = false, MissingImages = [Fleet.DefaultImageId] }) with { Groups = [Fleet.Default.Groups[0] with { Status = "VPC_ABNORMAL" }] });
        var seen = new List<string?> { fixture.TryStart(batches: 99, surge: 99).ErrorCode };
        fixture.Cloud.Access(world => world.RoleGranted = true);
        seen.Add(fixture.TryStart(batches: 99, surge: 99).ErrorCode);
        fixture.Cloud.ChangeGroup(Fixture.Group, group => group with { Status = "NORMAL" });
        seen.Add(fixture.TryStart(batches: 99, surge: 99).ErrorCode);
        seen.Add(fixture.TryStart(batches: 6, surge: 99).ErrorCode);
        seen.Add(fixture.TryStart(batches: 6, surge: 1).ErrorCode);

        Assert.That(seen, Is.EqualTo(new[]
        {
            "UnauthorizedOperation.AutoScalingRoleUnauthorized", "ResourceUnavailable.AutoScalingGroupAbnormalStatus", "InvalidParameterValue.BatchNumberTooLarge",
            "InvalidParameterValue.MaxSurgeTooLarge", "ResourceUnavailable.InquiryPriceResetInstanceFailed",
        }));
    }

    [Test]
    public void Rollback_NothingWasBegun_IsRefused()
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Stop(id);

        Assert.That(fixture.TryRollBack(id).ErrorCode, Is.EqualTo("ResourceUnavailable.NoInstanceCanRollback"));
    }

    [Test]
    public void Rollback_TooManyBatches_IsRefused()
    {
        var fixture = new Fixture();
        var id = fixture.Start(pause: "FIRST_BATCH_PAUSE");
        fixture.Until(id, ActivityStatus.AutoPause);

        Assert.That(fixture.TryRollBack(id, batches: 3).ErrorCode, Is.EqualTo("InvalidParameterValue.BatchNumberTooLarge"));
        Assert.That(fixture.TryRollBack(id, batches: 2).ErrorCode, Is.Null);
    }

    [Test]
    public void Rollback_OldImageIsGone_FailsAtThePriceInquiry()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.Successful);
        fixture.Cloud.Access(world => world.MissingImages = [Fleet.DefaultImageId]);

        Assert.That(fixture.TryRollBack(id).ErrorCode, Is.EqualTo("ResourceUnavailable.InquiryPriceResetInstanceFailed"));
    }

    [TestCase("""{"RollingUpdateSettings":{"BatchNumber":1,"MaxSurge":1}}""", null)]
    [TestCase("""{"RollingUpdateSettings":{"BatchNumber":1}}""", "ROLLING_UPDATE_REPLACE")]
    public void Rollback_WithWhatItDoesNotSupport_IsRefused(string settings, string? mode)
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.Call("RollbackInstanceRefresh", new
        {
            AutoScalingGroupId = Fixture.Group,
            OriginRefreshActivityId = id,
            RefreshSettings = System.Text.Json.JsonDocument.Parse(settings).RootElement,
            RefreshMode = mode,
        }).ErrorCode, Is.EqualTo("InvalidParameterValue"));
    }

    [Test]
    public void Rollback_OfAnOlderWhileAnotherLives_IsRefusedAsLate()
    {
        var fixture = new Fixture();
        var older = fixture.Start();
        fixture.Until(older, ActivityStatus.Successful);
        fixture.Start();

        Assert.That(fixture.TryRollBack(older).ErrorCode, Is.EqualTo("ResourceUnavailable.RefreshActivityCanNotRollback"));
    }
}
