using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Http;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Tests;

/// <summary>The service without sockets and signatures: for everything that is about its rules.</summary>
internal sealed class Fixture
{
    public const string Group = Fleet.DefaultGroupId;

    /// <summary>Every reinstall takes 100 seconds, so that tests can count.</summary>
    public static readonly Durations Round = new()
    {
        Preparation = Span.Exactly(TimeSpan.FromSeconds(1)),
        BatchInit = Span.Exactly(TimeSpan.FromSeconds(1)),
        Reset = Span.Exactly(TimeSpan.FromSeconds(100)),
        HealthCheck = Span.Exactly(TimeSpan.FromSeconds(10)),
        Creation = Span.Exactly(TimeSpan.FromSeconds(30)),
        Removal = Span.Exactly(TimeSpan.FromSeconds(10)),
    };

    public Fixture(Fleet? fleet = null, Func<AssumptionSet, AssumptionSet>? assumed = null, Durations? durations = null, int randomSeed = 1)
    {
        Options = new SimulatorOptions
        {
            Clock = Clock,
            Fleet = fleet ?? Fleet.Default,
            Assumed = (assumed ?? (set => set))(AssumptionSet.Usual),
            Durations = durations ?? Round,
            RandomSeed = randomSeed,
        };
        Cloud = new(Options);
        Api = new(Options, Cloud, Calls, Errors);
    }

    public VirtualClock Clock { get; } = new();

    public SimulatorOptions Options { get; }

    public SimulatedCloud Cloud { get; }

    public CallLog Calls { get; } = new(10_000);

    public ErrorLog Errors { get; } = new();

    public ApiFront Api { get; }

    public FaultPlan Faults => Cloud.Faults;

    public Answer Call(string action, object? input = null)
        => Answer.Parse(Api.CallUnsigned(action, JsonSerializer.SerializeToUtf8Bytes(input ?? new { }), "test").Body);

    /// <summary>Starts a rollout and returns its id.</summary>
    public string Start(int batches = 3, string? pause = null, int? surge = null, string? fail = null, bool? health = null, int? timeout = null, string? mode = null)
        => Started(TryStart(batches, pause, surge, fail, health, timeout, mode));

    public Answer TryStart(int batches = 3, string? pause = null, int? surge = null, string? fail = null, bool? health = null, int? timeout = null, string? mode = null)
        => Call("StartInstanceRefresh", new
        {
            AutoScalingGroupId = Group,
            RefreshSettings = new
            {
                RollingUpdateSettings = new { BatchNumber = batches, BatchPause = pause, MaxSurge = surge, FailProcess = fail },
                CheckInstanceTargetHealth = health,
                CheckInstanceTargetHealthTimeout = timeout,
            },
            RefreshMode = mode,
        });

    public Answer Stop(string activityId) => Call("StopInstanceRefresh", new { AutoScalingGroupId = Group, RefreshActivityId = activityId });

    public Answer Cancel(string activityId) => Call("CancelInstanceRefresh", new { AutoScalingGroupId = Group, RefreshActivityId = activityId });

    public Answer Resume(string activityId, string? mode = null)
        => Call("ResumeInstanceRefresh", new { AutoScalingGroupId = Group, RefreshActivityId = activityId, ResumeMode = mode });

    public Answer TryRollBack(string origin, int batches = 1, string? pause = null, string? fail = null) => Call("RollbackInstanceRefresh", new
    {
        AutoScalingGroupId = Group,
        OriginRefreshActivityId = origin,
        RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = batches, BatchPause = pause, FailProcess = fail } },
    });

    public string RollBack(string origin, int batches = 1, string? pause = null) => Started(TryRollBack(origin, batches, pause));

    public RefreshActivity Activity(string id) => Cloud.Activity(id)!;

    public ScalingGroup TheGroup => Cloud.Group(Group)!;

    public RefreshActivity Newest => Cloud.ActivitiesOf(Group)[0];

    public void Pass(double seconds) => Cloud.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass, event by event, until the activity is as wanted.</summary>
    public RefreshActivity Until(string id, Func<RefreshActivity, bool> wanted)
    {
        for (var i = 0; i < 10_000 && !wanted(Activity(id)); i++)
        {
            Assert.That(Cloud.NextEvent, Is.Not.Null, $"nothing more will happen, and the activity is {Activity(id)}");
            Cloud.Advance(Cloud.NextEvent!.Value - Cloud.Now);
        }

        return Activity(id);
    }

    public RefreshActivity Until(string id, ActivityStatus status) => Until(id, activity => activity.Status == status);

    /// <summary>Lets time pass until nothing happens by itself any more.</summary>
    public void Settle()
    {
        for (var i = 0; i < 10_000 && Cloud.NextEvent is { } next; i++)
            Cloud.Advance(next - Cloud.Now);
        Assert.That(Cloud.NextEvent, Is.Null);
    }

    private static string Started(Answer answer)
    {
        Assert.That(answer.ErrorCode, Is.Null, answer.ErrorText);
        return answer.Text("RefreshActivityId");
    }
}
