using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>Groups and their machines, with and without a refresh alive.</summary>
public sealed class GroupTests
{
    [Test]
    public void Desired_Raised_MakesMachinesFromTheConfiguration()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 8 });
        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.State == LifeCycleState.Creating), Is.EqualTo(2));
        fixture.Settle();

        Assert.That(fixture.TheGroup.Instances.Count(instance => instance is { IsRunning: true, ImageId: "img-0000new1", VersionNumber: 2 }),
            Is.EqualTo(2));
    }

    [TestCase("OLDEST_INSTANCE", 6)]
    [TestCase("NEWEST_INSTANCE", 1)]
    public void Desired_Lowered_RemovesTheOnesThePolicyNames(string policy, int kept)
    {
        var fixture = new Fixture();
        fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, TerminationPolicies = new[] { policy }, DesiredCapacity = 1 });
        fixture.Settle();

        Assert.That(fixture.TheGroup.Instances.Single().Id, Is.EqualTo(Fleet.InstanceId(Fixture.Group, kept)));
    }

    [Test]
    public void Machine_Destroyed_IsReplacedWhileTheGroupIsEnabled()
    {
        var fixture = new Fixture();
        fixture.Cloud.DestroyInstance(Fleet.InstanceId(Fixture.Group, 1));
        fixture.Settle();

        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6));
        Assert.That(fixture.Call("DescribeAutoScalingActivities")["ActivitySet"].EnumerateArray().Select(activity => activity.GetProperty("ActivityType").GetString()),
            Is.EqualTo(new[] { "SCALE_OUT", "TERMINATE_INSTANCES_UNEXPECTEDLY" }));
    }

    [Test]
    public void Size_ChangedDuringARefresh_WaitsForItsEnd()
    {
        var fixture = new Fixture();
        var id = fixture.Start();
        Assert.That(fixture.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 8 }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupDisabled"));
        Assert.That(fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 8 }).ErrorCode, Is.Null);
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(8), "two are being made now");
        fixture.Settle();

        Assert.That(fixture.TheGroup.Instances.Count(instance => instance.IsRunning), Is.EqualTo(8));
    }

    [Test]
    public void Enable_DuringARefresh_IsRefused()
    {
        var fixture = new Fixture();
        Situations.Bring(fixture, Situation.AutoPause);

        Assert.That(fixture.Call("EnableAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
    }

    [Test]
    public void Enable_AfterDisable_MatchesTheCapacity()
    {
        var fixture = new Fixture();
        fixture.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group });
        fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = 4 });
        fixture.Settle();
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(6));

        fixture.Call("EnableAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group });
        fixture.Settle();
        Assert.That(fixture.TheGroup.Instances, Has.Length.EqualTo(4));
    }

    [TestCase(5, 3, null, "InvalidParameterValue.Size")]
    [TestCase(null, null, 2001, "InvalidParameterValue.Size")]
    [TestCase(7, null, null, "InvalidParameterValue.Size")]
    [TestCase(7, null, 7, null)]
    public void Sizes_MustNotDecrease(int? min, int? max, int? desired, string? code)
        => Assert.That(new Fixture().Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, MinSize = min, MaxSize = max, DesiredCapacity = desired }).ErrorCode, Is.EqualTo(code));

    [Test]
    public void Sizes_WithDesiredInStep_AreFollowed()
    {
        var fixture = new Fixture();
        fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, ServiceSettings = new { DesiredCapacitySyncWithMaxMinSize = true } });

        Assert.That(fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, MaxSize = 3 }).ErrorCode, Is.Null);
        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(3));
    }

    [TestCase("RemoveInstances", nameof(Situation.RunningWork), 1, "ResourceUnavailable.InstanceInOperation")]
    [TestCase("DetachInstances", nameof(Situation.RunningWork), 6, "ResourceUnavailable.AutoScalingGroupInActivity")]
    [TestCase("EnterStandby", nameof(Situation.RunningWork), 6, "ResourceUnavailable.AutoScalingGroupInActivity")]
    [TestCase("EnterStandby", nameof(Situation.AutoPause), 6, null)]
    [TestCase("RemoveInstances", nameof(Situation.AutoPause), 6, null)]
    public void Machines_DuringARefresh_AreOnlyTouchedWhileItIsIdle(string action, string situation, int number, string? code)
    {
        var fixture = new Fixture();
        Situations.Bring(fixture, Enum.Parse<Situation>(situation));

        Assert.That(fixture.Call(action, new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { Fleet.InstanceId(Fixture.Group, number) } }).ErrorCode,
            Is.EqualTo(code));
    }

    [Test]
    public void Machines_RemovedWhilePaused_AreNotFoundWhenTheirTurnComes()
    {
        var fixture = new Fixture();
        var id = Situations.Bring(fixture, Situation.AutoPause);
        var removed = fixture.Activity(id).Batches[2].Instances[0].InstanceId;
        Assert.That(fixture.Call("RemoveInstances", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { removed } }).Text("ActivityId"),
            Does.StartWith("asa-"));
        fixture.Resume(id);

        var done = fixture.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(5));
    }

    [Test]
    public void Standby_EnteredAndLeft_MovesTheDesiredCount()
    {
        var fixture = new Fixture();
        var two = new[] { Fleet.InstanceId(Fixture.Group, 1), Fleet.InstanceId(Fixture.Group, 2) };
        fixture.Call("EnterStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = two });
        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(4));
        Assert.That(fixture.Call("EnterStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = two }).ErrorCode,
            Is.EqualTo("FailedOperation.NoActivityToGenerate"));
        Assert.That(fixture.Activity(fixture.Start(batches: 4)).Batches, Has.Length.EqualTo(4), "machines on standby are not selected");
        fixture.Settle();
        fixture.Call("ExitStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = two });

        Assert.That(fixture.TheGroup.DesiredCapacity, Is.EqualTo(6));
        Assert.That(fixture.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));
    }

    [Test]
    public void Standby_LeftBehindByAFailure_IsLeftWithoutMovingTheDesiredCount()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1));
        var id = fixture.Start();
        var failed = fixture.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed).InstanceId;
        fixture.Cancel(id);

        Assert.That(fixture.Call("ExitStandby", new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { failed } }).ErrorCode, Is.Null);
        Assert.That(fixture.TheGroup, Has.Property("DesiredCapacity").EqualTo(6));
    }

    [Test]
    public void Balancers_NotNamed_AreUnbound()
    {
        var fixture = new Fixture();
        Assert.That(fixture.TheGroup.HasBalancer, Is.True);
        Assert.That(fixture.Call("ModifyLoadBalancers", new { AutoScalingGroupId = Fixture.Group }).Text("ActivityId"), Does.StartWith("asa-"));

        Assert.That(fixture.TheGroup.HasBalancer, Is.False);
    }

    [Test]
    public void Group_Refusals_HaveTheirCodes()
    {
        var fixture = new Fixture(Fleet.Default with { GroupQuota = 1 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Create("b", configuration: "asc-zzzzzzzz"), Is.EqualTo("InvalidParameterValue.LaunchConfigurationNotFound"));
            Assert.That(Create("b", configuration: "lc-1"), Is.EqualTo("InvalidParameterValue.InvalidLaunchConfigurationId"));
            Assert.That(Create($"group-{Fixture.Group[4..]}"), Is.EqualTo("InvalidParameterValue.GroupNameDuplicated"));
            Assert.That(Create("b", min: 3, max: 2), Is.EqualTo("InvalidParameterValue.Size"));
            Assert.That(Create("b", subnets: []), Is.EqualTo("InvalidParameterValue.SubnetIds"));
            Assert.That(Create(new string('x', 56)), Is.EqualTo("InvalidParameterValue"));
            Assert.That(Create("b"), Is.EqualTo("LimitExceeded.AutoScalingGroupLimitExceeded"));
            Assert.That(fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = "asg-zzzzzzzz" }).ErrorCode,
                Is.EqualTo("ResourceNotFound.AutoScalingGroupNotFound"));
            Assert.That(fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, VpcId = "vpc-2" }).ErrorCode,
                Is.EqualTo("ResourceUnavailable.ForbiddenModifyVpc"));
            Assert.That(fixture.Call("DescribeAccountLimits")["MaxNumberOfAutoScalingGroups"].GetInt32(), Is.EqualTo(1));
        }

        string? Create(string name, string configuration = "asc-3k9d2m7q", int min = 0, int max = 5, string[]? subnets = null) => fixture.Call("CreateAutoScalingGroup", new
        {
            AutoScalingGroupName = name,
            LaunchConfigurationId = configuration,
            MinSize = min,
            MaxSize = max,
            VpcId = "vpc-1",
            SubnetIds = subnets ?? ["subnet-1"],
        }).ErrorCode;
    }

    [Test]
    public void Group_DeletedWithARefreshAlive_IsRefusedForItsInstances()
    {
        var fixture = new Fixture();
        fixture.Start();

        Assert.That(fixture.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group }).ErrorCode,
            Is.EqualTo("ResourceInUse.InstanceInGroup"));
    }
}
