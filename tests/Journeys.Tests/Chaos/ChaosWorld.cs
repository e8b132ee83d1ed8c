using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>The simulated cloud of a scenario, its time, and the other people in it.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    public const string AlarmPolicy = "policy-1b842bhh";

    /// <summary>No wait of a provider lasts longer in virtual time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    /// <summary>Nothing takes so long in real time.</summary>
    private static readonly TimeSpan LongestReal = TimeSpan.FromSeconds(90);

    /// <summary>The clock makes no longer step, so that code that was overtaken by it has lost this much at most.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(15);

    private readonly Random _random;

    private ChaosWorld(SimulatorHost service, VirtualClock clock, Scenario scenario)
    {
        (Service, Clock, _random) = (service, clock, new(scenario.Seed));
        Groups = [.. Enumerable.Range(0, scenario.Groups.Length).Select(GroupId)];
        Journal = new(service, Groups);
    }

    public SimulatorHost Service { get; }

    public VirtualClock Clock { get; }

    public ImmutableArray<string> Groups { get; }

    public ChaosJournal Journal { get; }

    public static string GroupId(int number) => $"asg-chaos{number:000}";

    public static async Task<ChaosWorld> OpenAsync(Scenario scenario)
    {
        var clock = new VirtualClock();
        var fleet = Fleet.Empty.AndAlarmPolicy(AlarmPolicy);
        for (int i = 0; i < scenario.Groups.Length; i++)
            fleet = fleet.AndGroup(GroupId(i), scenario.Groups[i], $"asc-chaos{i:000}");
        var options = new SimulatorOptions
        {
            Clock = clock,
            Fleet = fleet,
            RandomSeed = scenario.Seed,
            Durations = new Durations { Reset = Span.Seconds(20, 40) },
        };
        return new(await SimulatorHost.StartAsync(options).Soon(), clock, scenario);
    }

    /// <summary>Lets time pass until the work is over, as fast as everybody sleeps.</summary>
    /// <param name="work">What waits for it.</param>
    /// <param name="isBusy">Whether a call is under way that the time must not overtake.</param>
    /// <exception cref="ChaosException">The work does not end.</exception>
    public async Task DriveAsync(Task work, Func<bool> isBusy)
    {
        var (end, begin) = (Clock.GetUtcNow() + LongestWait, TimeProvider.System.GetTimestamp());
        for (int waited = 0; !work.IsCompleted; waited++)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            if (TimeProvider.System.GetElapsedTime(begin) > LongestReal)
                throw new ChaosException("a wait never ends", $"the run did not end within {LongestReal.TotalSeconds} s of real time");
            // A call that waits for the clock itself, such as an answer that is late, moves on in the end.
            if (work.IsCompleted || (waited < 40 && (isBusy() || ThreadPool.PendingWorkItemCount > 0)))
                continue;
            Clock.AdvanceToNext(isBusy() ? TimeSpan.FromSeconds(1) : LongestStep);
            waited = 0;
            if (Clock.GetUtcNow() > end)
                throw new ChaosException("a wait never ends", $"the run did not end within {LongestWait.TotalHours} h of virtual time");
        }

        await work;
    }

    /// <summary>Somebody with a browser does something; what the service refuses does not happen.</summary>
    public void Act(ThirdPartyAct act, string groupId)
    {
        var group = Service.Cloud.Group(groupId)!;
        string? alive = Service.Cloud.ActivitiesOf(groupId).FirstOrDefault(activity => activity.IsAlive)?.Id;
        string? any = group.Instances.IsEmpty ? null : group.Instances[_random.Next(group.Instances.Length)].Id;
        switch (act)
        {
            case ThirdPartyAct.Pause when alive is not null:
                OnActivity("StopInstanceRefresh", groupId, alive);
                break;
            case ThirdPartyAct.Resume when alive is not null:
                OnActivity("ResumeInstanceRefresh", groupId, alive);
                break;
            case ThirdPartyAct.Cancel when alive is not null:
                OnActivity("CancelInstanceRefresh", groupId, alive);
                break;
            case ThirdPartyAct.RollBack when Service.Cloud.ActivitiesOf(groupId) is [var newest, ..]:
                Service.Call("RollbackInstanceRefresh", JsonSerializer.Serialize(new
                {
                    AutoScalingGroupId = groupId,
                    OriginRefreshActivityId = newest.Id,
                    RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1 } },
                }));
                break;
            case ThirdPartyAct.Scale:
                Service.Call("ModifyDesiredCapacity", JsonSerializer.Serialize(new { AutoScalingGroupId = groupId, DesiredCapacity = Math.Max(2, group.DesiredCapacity + _random.Next(-1, 2)) }));
                break;
            case ThirdPartyAct.Start:
                Start(groupId);
                break;
            case ThirdPartyAct.NewConfiguration:
                ChangesImage(groupId);
                break;
            case ThirdPartyAct.Destroy when any is not null && group.Instances.Length > 2:
                Service.Cloud.DestroyInstance(any);
                break;
            case ThirdPartyAct.Detach or ThirdPartyAct.EnterStandby or ThirdPartyAct.ExitStandby when any is not null && group.Instances.Length > 2:
                Service.Call(
                    act == ThirdPartyAct.Detach ? "DetachInstances" : act.ToString(),
                    JsonSerializer.Serialize(new { AutoScalingGroupId = groupId, InstanceIds = new[] { any } }));
                break;
        }
    }

    /// <summary>The launch configuration of a group gets another image.</summary>
    public void ChangesImage(string groupId)
    {
        // Told apart from the start of a rollout by the second.
        Clock.Advance(TimeSpan.FromSeconds(2));
        Service.Call("ModifyLaunchConfigurationAttributes", JsonSerializer.Serialize(new
        {
            Service.Cloud.Group(groupId)!.LaunchConfigurationId,
            ImageId = "img-" + _random.Next(99_999_999).ToString("00000000", CultureInfo.InvariantCulture),
        }));
        Clock.Advance(TimeSpan.FromSeconds(2));
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private void Start(string groupId)
    {
        using var answer = JsonDocument.Parse(Service.Call("StartInstanceRefresh", JsonSerializer.Serialize(new
        {
            AutoScalingGroupId = groupId,
            RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1 + _random.Next(2), BatchPause = "FIRST_BATCH_PAUSE" } },
        })));
        if (answer.RootElement.GetProperty("Response").TryGetProperty("RefreshActivityId", out var started))
            Journal.SomebodyStarted(started.GetString()!);
    }

    private void OnActivity(string action, string groupId, string activityId)
        => Service.Call(action, JsonSerializer.Serialize(new { AutoScalingGroupId = groupId, RefreshActivityId = activityId }));
}

/// <summary>Something happened that must never happen.</summary>
/// <param name="rule">Which rule it breaks; a shrunk scenario breaks the same.</param>
/// <param name="what">What was seen.</param>
internal sealed class ChaosException(string rule, string what) : Exception($"{rule}: {what}")
{
    public string Rule => rule;
}
