using TencentcloudRefresh.Simulator.Fleets;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class MergedReadsTests
{
    private const int Groups = 60;

    private static readonly IReadOnlyList<string> Ids = [.. Enumerable.Range(0, Groups).Select(number => $"asg-{number:d8}")];

    private static Fleet ManyGroups() => Ids.Aggregate(
        Fleet.Empty, (fleet, group) => fleet.AndGroup(group, 2).WithRollout(group, SimulatedStatus.AutoPause, batches: 2));

    private static Task<SimulatedService> StartAsync() => SimulatedService.StartAsync(ManyGroups());

    private static Task<T[]> OfAllAsync<T>(SimulatedService service, Func<string, Task<T>> read) => service.DriveAsync(Task.WhenAll(Ids.Select(read)));

    [Test]
    public async Task Group_OfManyAtOnce_EachGetsItsOwn()
    {
        await using var service = await StartAsync();
        var reads = new MergedReads(service.Client);

        var groups = await OfAllAsync(service, id => reads.GroupAsync(id, CancellationToken.None));

        Assert.That(groups.Select(read => read.Group!.AutoScalingGroupId), Is.EqualTo(Ids));
        Assert.That(service.CallsOf("DescribeAutoScalingGroups"), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Group_OneOfThemDoesNotExist_TheOthersAreRead()
    {
        await using var service = await StartAsync();
        var reads = new MergedReads(service.Client);

        var read = Task.WhenAll(Ids.Take(3).Append("asg-00009999").Concat(Ids.Skip(3)).Select(async id =>
        {
            try
            {
                return (await reads.GroupAsync(id, CancellationToken.None)).Group?.AutoScalingGroupId;
            }
            catch (CloudServiceException)
            {
                return null;
            }
        }));

        Assert.That((await service.DriveAsync(read)).Where(id => id is not null), Is.EqualTo(Ids));
    }

    [Test]
    public async Task Instances_OfManyGroupsAtOnce_FiveGroupsShareACall()
    {
        await using var service = await StartAsync();
        var reads = new MergedReads(service.Client);

        var instances = await OfAllAsync(service, id => reads.InstancesAsync(id, CancellationToken.None));

        Assert.That(instances.Select(list => list.Select(instance => instance.AutoScalingGroupId).Distinct().Single()), Is.EqualTo(Ids));
        Assert.That(instances.Select(list => list.Count), Is.All.EqualTo(2));
        Assert.That(service.CallsOf("DescribeAutoScalingInstances"), Is.LessThanOrEqualTo((Groups / 5) + 2));
    }

    [Test]
    public async Task LifecycleHooks_OfManyGroupsAtOnce_FiveGroupsShareACall()
    {
        var fleet = Ids.Aggregate(ManyGroups(), (fleet, group) => fleet.AndHook(group, new() { Id = group.Replace("asg", "ash", StringComparison.Ordinal), Name = "drain" }));
        await using var service = await SimulatedService.StartAsync(fleet);
        var reads = new MergedReads(service.Client);

        var hooks = await OfAllAsync(service, id => reads.LifecycleHooksAsync(id, CancellationToken.None));

        Assert.That(hooks.Select(list => list.Single().AutoScalingGroupId), Is.EqualTo(Ids));
        Assert.That(service.CallsOf("DescribeLifecycleHooks"), Is.LessThanOrEqualTo((Groups / 5) + 2));
    }

    [Test]
    public async Task NewestActivities_OfManyGroupsAtOnce_EachGetsItsOwn()
    {
        await using var service = await StartAsync();
        var reads = new MergedReads(service.Client);

        var activities = await OfAllAsync(service, id => reads.NewestActivitiesAsync(id, _ => true, instances: 2, CancellationToken.None));

        Assert.That(activities.Select(list => list.Single().AutoScalingGroupId), Is.EqualTo(Ids));
        Assert.That(service.CallsOf("DescribeRefreshActivities"), Is.LessThanOrEqualTo((Groups / 5) + 2));
    }

    [Test]
    public async Task ActivitiesConfigurationsAndMachines_OfManyAtOnce_EachGetsItsOwn()
    {
        await using var service = await StartAsync();
        var reads = new MergedReads(service.Client);
        string ActivityOf(string group) => service.Host.Cloud.ActivitiesOf(group)[0].Id;

        var activities = await OfAllAsync(service, id => reads.ActivitiesAsync([ActivityOf(id)], CancellationToken.None));
        var groups = await OfAllAsync(service, id => reads.GroupAsync(id, CancellationToken.None));
        var configurations = await service.DriveAsync(
            Task.WhenAll(groups.Select(read => reads.LaunchConfigurationAsync(read.Group!.LaunchConfigurationId, CancellationToken.None))));
        var instances = await OfAllAsync(service, id => reads.InstancesAsync(id, CancellationToken.None));
        var machines = await service.DriveAsync(Task.WhenAll(
            instances.Select(list => reads.MachinesAsync([.. list.Select(instance => instance.InstanceId)], CancellationToken.None))));

        Assert.That(activities.Select(read => read.RefreshActivitySet.Single().AutoScalingGroupId), Is.EqualTo(Ids));
        Assert.That(configurations.Select(configuration => configuration!.LaunchConfigurationId),
            Is.EqualTo(groups.Select(read => read.Group!.LaunchConfigurationId)));
        Assert.That(machines.Select(list => list.Select(machine => machine.InstanceId).Order(StringComparer.Ordinal)),
            Is.EqualTo(instances.Select(list => list.Select(instance => instance.InstanceId).Order(StringComparer.Ordinal))));
        Assert.That(service.CallsOf("DescribeInstances"), Is.LessThanOrEqualTo(4), "120 machines, 100 a call, and the first call alone");
    }

    [Test]
    public async Task Machines_None_AskNothing()
    {
        await using var service = await StartAsync();

        Assert.That(await new MergedReads(service.Client).MachinesAsync([], CancellationToken.None), Is.Empty);
        Assert.That(service.CallsOf("DescribeInstances"), Is.Zero, "no ids would mean all machines of the region");
    }
}
