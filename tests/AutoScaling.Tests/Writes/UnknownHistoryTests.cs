using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A start whose answer is lost while what the list shows is no help: an old success is never taken for it, and it is never sent twice in
/// doubt.</summary>
internal sealed class UnknownHistoryTests
{
    private const string Group = SimulatedService.Group;

    private static readonly StartInstanceRefreshRequest Start = new()
    {
        AutoScalingGroupId = Group,
        RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3 } },
    };

    /// <summary>A group with a success of the same settings, ten minutes ago.</summary>
    private static async Task<(SimulatedService Service, string OldId)> StartServiceAsync()
    {
        var service = await SimulatedService.StartAsync(Fleet.Default.WithRollout(Group, SimulatedStatus.Successful));
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        return (service, service.Host.Cloud.ActivitiesOf(Group).Single().Id);
    }

    private static Task<ConfirmedWrite> StartOnceAsync(SimulatedService service, string? known)
        => service.DriveAsync(new RefreshWrites(service.Client, service.Clock).StartOnceAsync(Start, known, CancellationToken.None));

    /// <summary>What a caller does before a start: here the one answer that is empty.</summary>
    private static async Task<string?> ReadNewestAsync(SimulatedService service)
    {
        var seen = await service.DriveAsync(service.Client.DescribeNewestRefreshActivitiesAsync(Group, _ => true, CancellationToken.None));
        return seen.RefreshActivitySet is [var first, ..] ? first.RefreshActivityId : null;
    }

    [TestCase(FaultKind.LostAnswer, 1)]
    [TestCase(FaultKind.Reset, 2)]
    [Bug("an old success is taken for the start")]
    public async Task Start_ListWasEmptyOnceAndTheAnswerIsLost_FindsTheNewOne(FaultKind loss, int sends)
    {
        var (service, old) = await StartServiceAsync();
        await using var _ = service;
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));
        var known = await ReadNewestAsync(service);
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", loss));

        var confirmed = await StartOnceAsync(service, known);

        Assert.That(known, Is.Null);
        Assert.That(confirmed.RefreshActivityId, Is.Not.EqualTo(old));
        Assert.That((service.CallsOf("StartInstanceRefresh"), service.Host.Cloud.ActivitiesOf(Group).Length), Is.EqualTo((sends, 2)));
    }

    [TestCase(FaultKind.LostAnswer, 1)]
    [TestCase(FaultKind.Reset, 2)]
    [Bug("an old success is taken for the start")]
    public async Task Start_NothingIsKnownAndOneAnswerHasNoTimes_FindsTheNewOne(FaultKind loss, int sends)
    {
        var (service, old) = await StartServiceAsync();
        await using var _ = service;
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", loss));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.Sparse));

        var confirmed = await StartOnceAsync(service, known: null);

        Assert.That(confirmed.RefreshActivityId, Is.Not.EqualTo(old));
        Assert.That((service.CallsOf("StartInstanceRefresh"), service.Host.Cloud.ActivitiesOf(Group).Length), Is.EqualTo((sends, 2)));
    }

    [TestCase(FaultKind.LostAnswer, 2)]
    [TestCase(FaultKind.Reset, 1)]
    public async Task Start_NoAnswerEverHasTimes_StaysIndeterminateAndIsNotSentAgain(FaultKind loss, int activities)
    {
        var (service, _) = await StartServiceAsync();
        await using var __ = service;
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", loss));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.Sparse) with { Times = null });

        var failure = await Failures.OfAsync<CloudTransportException>(StartOnceAsync(service, known: null));

        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh"), service.Host.Cloud.ActivitiesOf(Group).Length),
            Is.EqualTo((true, 1, activities)));
        Assert.That(failure.Message, Does.Contain("asr-").And.Contain("its time does not show"));
    }

    [Test]
    public async Task Start_ListComesEmptyAlthoughOneIsKnown_IsNotSentAgain()
    {
        var (service, old) = await StartServiceAsync();
        await using var _ = service;
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null });

        var failure = await Failures.OfAsync<CloudTransportException>(StartOnceAsync(service, old));

        Assert.That((failure.MayHaveActed, service.CallsOf("StartInstanceRefresh")), Is.EqualTo((true, 1)));
        Assert.That(failure.Message, Does.Contain("came empty"));
    }

    [Test]
    public async Task Start_FoundOnce_IsReadAgainBeforeItIsBelieved()
    {
        var (service, old) = await StartServiceAsync();
        await using var _ = service;
        service.Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));

        var confirmed = await StartOnceAsync(service, old);

        var polls = service.Host.Calls.Where(call => call.Action == "DescribeRefreshActivities").Select(call => call.Body).ToArray();
        Assert.That(polls, Has.Length.EqualTo(2));
        Assert.That(polls[^1], Does.Contain(confirmed.RefreshActivityId));
    }
}
