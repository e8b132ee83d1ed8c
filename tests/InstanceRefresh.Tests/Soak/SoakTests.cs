using System.Globalization;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Soak;

/// <summary>
/// Many groups, rolling again and again in one process, on default cadences in virtual time. <c>SOAK_HOURS=24 SOAK_GROUPS=200</c> is the whole of it; less is a
/// short one.
/// </summary>
[NonParallelizable]
public sealed class SoakTests
{
    private const int UsualHours = 4;
    private const int UsualGroups = 10;

    /// <summary>Until then a process is still filling its pools.</summary>
    private const int WarmHours = 2;

    /// <summary>How much more at the end than when warm.</summary>
    private const double MostGrowth = 1.05;

    private static readonly TimeSpan BetweenRollouts = TimeSpan.FromMinutes(20);

    [Test]
    [Explicit("Compares sizes of memory, so the machine must have time; eng/promises runs it.")]
    public async Task ManyGroups_RollingForHours_MemoryAndHandlesStayWhatTheyWere()
    {
        var (hours, groups) = (Number("SOAK_HOURS", UsualHours), Number("SOAK_GROUPS", UsualGroups));
        VirtualClock clock = new();
        var fleet = Enumerable.Range(0, groups).Aggregate(Seed.Empty, (made, number) => made.AndGroup(GroupId(number), 4, $"asc-soak{number:0000}"));
        // Only the process is looked at: the service forgets what was before each round.
        await using var service = await SimulatorHost.StartAsync(new() { Clock = clock, Fleet = fleet with { GroupQuota = groups + 50 }, CallsKept = 100 }).Soon();
        await using VirtualProcess process = new(service, clock);
        List<(double Hour, long Memory, int Handles)> seen = [];
        int rollouts = 0;
        for (var begin = clock.GetUtcNow(); clock.GetUtcNow() - begin < TimeSpan.FromHours(hours);)
        {
            var ends = await process.DriveAsync(Task.WhenAll(Enumerable.Range(0, groups).Select(number => CreateAsync(process, number))));
            Assert.That(ends.Select(end => end.Outputs.Outcome), Is.All.EqualTo(RefreshOutcome.Succeeded));
            rollouts += groups;
            service.Cloud.Reset();
            clock.Advance(BetweenRollouts);
            seen.Add(((clock.GetUtcNow() - begin).TotalHours, GC.GetTotalMemory(forceFullCollection: true), Handles()));
        }

        var (warm, last) = (seen.First(one => one.Hour >= WarmHours), seen[^1]);
        Assert.That(last.Memory, Is.LessThanOrEqualTo(warm.Memory * MostGrowth), Table(seen));
        Assert.That(last.Handles, Is.LessThanOrEqualTo(warm.Handles * MostGrowth), Table(seen));
        Proof.Held("soak", string.Create(CultureInfo.InvariantCulture,
            $"{hours} virtual hours, {groups} groups, {rollouts:N0} rollouts; memory {Mebibytes(warm.Memory)} MiB at hour {WarmHours}, {Mebibytes(last.Memory)} MiB at the end; handles {warm.Handles} and {last.Handles}"));
    }

    [Test]
    public async Task OneRollout_OnDefaultCadences_IsFollowedToItsEndWithFewCalls()
    {
        VirtualClock clock = new();
        await using var service = await SimulatorHost.StartAsync(new() { Clock = clock, Fleet = Seed.WithGroup(Fixture.Group, 6) }).Soon();
        await using VirtualProcess process = new(service, clock);
        LogSink log = new();
        var end = await process.DriveAsync(process.NewOperation().CreateAsync(Fixture.Urn, Fixture.Inputs(), new() { Log = log }));
        var activity = service.Cloud.ActivitiesOf(Fixture.Group).Single();
        int polls = service.Calls.Count(call => call.Action == "DescribeRefreshActivities");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(end.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
            Assert.That(clock.GetUtcNow() - activity.EndTime, Is.LessThan(TimeSpan.FromSeconds(60)), "noticed soon after its end");
            // Some six minutes, looked at every two to fifteen seconds.
            Assert.That(polls, Is.InRange(20, 120));
            Assert.That(log.Infos, Is.Not.Empty);
        }
    }

    private static Task<OperationResult> CreateAsync(VirtualProcess process, int number) => process.NewOperation().CreateAsync(
        $"{Fixture.Urn}{number}", Fixture.Inputs(2, inputs => inputs with { AutoScalingGroupId = GroupId(number) }), new() { Log = new LogSink() });

    private static string GroupId(int number) => $"asg-soak{number:0000}";

    private static int Handles() => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0;

    private static string Table(IEnumerable<(double Hour, long Memory, int Handles)> seen)
        => string.Join('\n', seen.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Hour:F1} h: {Mebibytes(one.Memory)} MiB, {one.Handles} handles")));

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("F1", CultureInfo.InvariantCulture);

    private static int Number(string variable, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
