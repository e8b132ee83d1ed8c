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
        var bed = new Bed();
        bed.Call("ModifyLaunchConfigurationAttributes", new { LaunchConfigurationId = "asc-3k9d2m7q", ImageId = "img-0000new1" });
        bed.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 8 });
        Assert.That(bed.TheGroup.Instances.Count(instance => instance.State == LifeCycleState.Creating), Is.EqualTo(2));
        bed.Settle();

        Assert.That(bed.TheGroup.Instances.Count(instance => instance is { IsRunning: true, ImageId: "img-0000new1", VersionNumber: 2 }),
            Is.EqualTo(2));
    }

    [TestCase("OLDEST_INSTANCE", 6)]
    [TestCase("NEWEST_INSTANCE", 1)]
    public void Desired_Lowered_RemovesTheOnesThePolicyNames(string policy, int kept)
    {
        var bed = new Bed();
        bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, TerminationPolicies = new[] { policy }, DesiredCapacity = 1 });
        bed.Settle();

        Assert.That(bed.TheGroup.Instances.Single().Id, Is.EqualTo(Fleet.InstanceId(Bed.Group, kept)));
    }

    [Test]
    public void Machine_Destroyed_IsReplacedWhileTheGroupIsEnabled()
    {
        var bed = new Bed();
        bed.Cloud.DestroyInstance(Fleet.InstanceId(Bed.Group, 1));
        bed.Settle();

        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6));
        Assert.That(bed.Call("DescribeAutoScalingActivities")["ActivitySet"].EnumerateArray().Select(activity => activity.GetProperty("ActivityType").GetString()),
            Is.EqualTo(new[] { "SCALE_OUT", "TERMINATE_INSTANCES_UNEXPECTEDLY" }));
    }

    [Test]
    public void Size_ChangedDuringARefresh_WaitsForItsEnd()
    {
        var bed = new Bed();
        var id = bed.Start();
        Assert.That(bed.Call("ModifyDesiredCapacity", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 8 }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupDisabled"));
        Assert.That(bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 8 }).ErrorCode, Is.Null);
        bed.Until(id, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(8), "two are being made now");
        bed.Settle();

        Assert.That(bed.TheGroup.Instances.Count(instance => instance.IsRunning), Is.EqualTo(8));
    }

    [Test]
    public void Enable_DuringARefresh_IsRefused()
    {
        var bed = new Bed();
        Situations.Bring(bed, Situation.AutoPause);

        Assert.That(bed.Call("EnableAutoScalingGroup", new { AutoScalingGroupId = Bed.Group }).ErrorCode,
            Is.EqualTo("ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
    }

    [Test]
    public void Enable_AfterDisable_MatchesTheCapacity()
    {
        var bed = new Bed();
        bed.Call("DisableAutoScalingGroup", new { AutoScalingGroupId = Bed.Group });
        bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, DesiredCapacity = 4 });
        bed.Settle();
        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(6));

        bed.Call("EnableAutoScalingGroup", new { AutoScalingGroupId = Bed.Group });
        bed.Settle();
        Assert.That(bed.TheGroup.Instances, Has.Length.EqualTo(4));
    }

    [TestCase(5, 3, null, "InvalidParameterValue.Size")]
    [TestCase(null, null, 2001, "InvalidParameterValue.Size")]
    [TestCase(7, null, null, "InvalidParameterValue.Size")]
    [TestCase(7, null, 7, null)]
    public void Sizes_MustNotDecrease(int? min, int? max, int? desired, string? code)
        => Assert.That(new Bed().Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, MinSize = min, MaxSize = max, DesiredCapacity = desired }).ErrorCode, Is.EqualTo(code));

    [Test]
    public void Sizes_WithDesiredInStep_AreFollowed()
    {
        var bed = new Bed();
        bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, ServiceSettings = new { DesiredCapacitySyncWithMaxMinSize = true } });

        Assert.That(bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, MaxSize = 3 }).ErrorCode, Is.Null);
        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(3));
    }

    [TestCase("RemoveInstances", nameof(Situation.RunningWork), 1, "ResourceUnavailable.InstanceInOperation")]
    [TestCase("DetachInstances", nameof(Situation.RunningWork), 6, "ResourceUnavailable.AutoScalingGroupInActivity")]
    [TestCase("EnterStandby", nameof(Situation.RunningWork), 6, "ResourceUnavailable.AutoScalingGroupInActivity")]
    [TestCase("EnterStandby", nameof(Situation.AutoPause), 6, null)]
    [TestCase("RemoveInstances", nameof(Situation.AutoPause), 6, null)]
    public void Machines_DuringARefresh_AreOnlyTouchedWhileItIsIdle(string action, string situation, int number, string? code)
    {
        var bed = new Bed();
        Situations.Bring(bed, Enum.Parse<Situation>(situation));

        Assert.That(bed.Call(action, new { AutoScalingGroupId = Bed.Group, InstanceIds = new[] { Fleet.InstanceId(Bed.Group, number) } }).ErrorCode,
            Is.EqualTo(code));
    }

    [Test]
    public void Machines_RemovedWhilePaused_AreNotFoundWhenTheirTurnComes()
    {
        var bed = new Bed();
        var id = Situations.Bring(bed, Situation.AutoPause);
        var removed = bed.Activity(id).Batches[2].Instances[0].InstanceId;
        Assert.That(bed.Call("RemoveInstances", new { AutoScalingGroupId = Bed.Group, InstanceIds = new[] { removed } }).Text("ActivityId"),
            Does.StartWith("asa-"));
        bed.Resume(id);

        var done = bed.Until(id, ActivityStatus.Successful);

        Assert.That(done.Batches[2].Instances[0].Status, Is.EqualTo(BatchInstanceStatus.NotFound));
        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(5));
    }

    [Test]
    public void Standby_EnteredAndLeft_MovesTheDesiredCount()
    {
        var bed = new Bed();
        var two = new[] { Fleet.InstanceId(Bed.Group, 1), Fleet.InstanceId(Bed.Group, 2) };
        bed.Call("EnterStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = two });
        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(4));
        Assert.That(bed.Call("EnterStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = two }).ErrorCode,
            Is.EqualTo("FailedOperation.NoActivityToGenerate"));
        Assert.That(bed.Activity(bed.Start(batches: 4)).Batches, Has.Length.EqualTo(4), "machines on standby are not selected");
        bed.Settle();
        bed.Call("ExitStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = two });

        Assert.That(bed.TheGroup.DesiredCapacity, Is.EqualTo(6));
        Assert.That(bed.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));
    }

    [Test]
    public void Standby_LeftBehindByAFailure_IsLeftWithoutMovingTheDesiredCount()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1));
        var id = bed.Start();
        var failed = bed.Until(id, ActivityStatus.FailedPause).Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed).InstanceId;
        bed.Cancel(id);

        Assert.That(bed.Call("ExitStandby", new { AutoScalingGroupId = Bed.Group, InstanceIds = new[] { failed } }).ErrorCode, Is.Null);
        Assert.That(bed.TheGroup, Has.Property("DesiredCapacity").EqualTo(6));
    }

    [Test]
    public void Balancers_NotNamed_AreUnbound()
    {
        var bed = new Bed();
        Assert.That(bed.TheGroup.HasBalancer, Is.True);
        Assert.That(bed.Call("ModifyLoadBalancers", new { AutoScalingGroupId = Bed.Group }).Text("ActivityId"), Does.StartWith("asa-"));

        Assert.That(bed.TheGroup.HasBalancer, Is.False);
    }

    [Test]
    public void Group_Refusals_HaveTheirCodes()
    {
        var bed = new Bed(Fleet.Default with { GroupQuota = 1 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Create("b", configuration: "asc-zzzzzzzz"), Is.EqualTo("InvalidParameterValue.LaunchConfigurationNotFound"));
            Assert.That(Create("b", configuration: "lc-1"), Is.EqualTo("InvalidParameterValue.InvalidLaunchConfigurationId"));
            Assert.That(Create($"group-{Bed.Group[4..]}"), Is.EqualTo("InvalidParameterValue.GroupNameDuplicated"));
            Assert.That(Create("b", min: 3, max: 2), Is.EqualTo("InvalidParameterValue.Size"));
            Assert.That(Create("b", subnets: []), Is.EqualTo("InvalidParameterValue.SubnetIds"));
            Assert.That(Create(new string('x', 56)), Is.EqualTo("InvalidParameterValue"));
            Assert.That(Create("b"), Is.EqualTo("LimitExceeded.AutoScalingGroupLimitExceeded"));
            Assert.That(bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = "asg-zzzzzzzz" }).ErrorCode,
                Is.EqualTo("ResourceNotFound.AutoScalingGroupNotFound"));
            Assert.That(bed.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Bed.Group, VpcId = "vpc-2" }).ErrorCode,
                Is.EqualTo("ResourceUnavailable.ForbiddenModifyVpc"));
            Assert.That(bed.Call("DescribeAccountLimits")["MaxNumberOfAutoScalingGroups"].GetInt32(), Is.EqualTo(1));
        }

        string? Create(string name, string configuration = "asc-3k9d2m7q", int min = 0, int max = 5, string[]? subnets = null) => bed.Call("CreateAutoScalingGroup", new
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
        var bed = new Bed();
        bed.Start();

        Assert.That(bed.Call("DeleteAutoScalingGroup", new { AutoScalingGroupId = Bed.Group }).ErrorCode,
            Is.EqualTo("ResourceInUse.InstanceInGroup"));
    }
}
