using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>One recorded command line: what had happened before it, and what is to come of it.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Before">Brings the service into the state that the recording began with.</param>
/// <param name="Writes">The writes that the service is to see, in order.</param>
internal sealed record Scenario(string Name, Action<ReplayFixture> Before, string Writes)
{
    private const string Group = Fleet.DefaultGroupId;
    private const string DiffAfterRead = "Diff after Read";

    /// <summary>Where the answer of that day was wrong: what it is to mean instead, by call. A Diff that follows a Read is a call of its own.</summary>
    public IReadOnlyDictionary<string, string> Wanted { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Fleet Fleet { get; init; } = Fleet.Default;

    /// <summary>Cancel comes while the create or delete is at work and the rollout in this status.</summary>
    public ActivityStatus? InterruptedAt { get; init; }

    /// <summary>How far the service's time goes with each poll.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What happens between the preview and the command itself.</summary>
    public Action<ReplayFixture> Meanwhile { get; init; } = _ => { };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("create-success", Nothing, "Start"),
        new("create-failed-batch", Fails(2), "Start"),
        new("create-autopause", Nothing, "Start"),
        new("create-waitfor-started", Nothing, "Start") { Progress = TimeSpan.FromSeconds(0.1) },
        new("unknown-trigger", Nothing, "Start, Start") { Fleet = TwoGroups },
        new("twenty-one-fails", fixture => fixture.Cloud.Faults.Add(Fault.InBatch("asg-00000007", 1, FaultKind.FailAlways)),
            string.Join(", ", Enumerable.Repeat("Start", 11)))
        {
            Fleet = Enumerable.Range(1, 20).Aggregate(Fleet.Empty, (fleet, n) => fleet.AndGroup($"asg-{n:D8}", 6)),
            Progress = TimeSpan.FromMinutes(2),
        },
        new("secret-config", Nothing, "Start") { Wanted = Wants(("CheckConfig", "ok, secret: secretKey")) },

        new("up-nochange", Rollout(), ""),
        new("update-resume", Failed(2), "Resume"),
        new("up-refresh-resume", Failed(2), "Resume") { Wanted = Wants((DiffAfterRead, "unchanged")) },
        new("resume-autopause", Paused("BATCH_INTERVAL_PAUSE"), "Resume"),
        new("approval-1", Paused("BATCH_INTERVAL_PAUSE"), "Resume"),
        new("approval-2", Paused("BATCH_INTERVAL_PAUSE", batch: 2), "Resume"),
        new("desired-cancelled", Paused("FIRST_BATCH_PAUSE"), "Cancel"),
        new("desired-paused", Running(), "Stop"),
        new("desired-rolledback", Paused("FIRST_BATCH_PAUSE"), "Rollback"),
        new("failed-then-rolledback", Failed(2), "Rollback"),

        new("replace-trigger", Rollout(), "Start"),
        // The instance that failed is left behind by the cancel.
        new("replace-while-failed", Failed(2), "Cancel, Start") { Wanted = Wants(("Create", "B SUCCESSFUL PartiallySucceeded")) },
        new("replace-after-rollback", RolledBack, "Start"),
        new("chained-replace", fixture => { Rollout()(fixture); Rollout(group: "asg-00000002", batches: 2)(fixture); }, "Start, Start") { Fleet = TwoGroups },

        // No Diff, no old values: nothing tells them from a run that was killed, so a rollout that was found is not taken for done.
        new("up-replace-urn", Rollout(), "") { Wanted = Wants(("Create", "A init-failed"), ("Delete", Meaning.Error)) },
        new("up-taint", Rollout(), "") { Wanted = Wants(("Create", "A init-failed"), ("Delete", Meaning.Error)) },
        new("up-replace-urn-paused", Paused("FIRST_BATCH_PAUSE"), "") { Wanted = Wants(("Delete", Meaning.Error)) },
        new("rename-no-alias", Rollout(), "") { Wanted = Wants(("Create", "A init-failed")) },
        new("adopt-after-kill", Running(), "") { Wanted = Wants(("Create", "A init-failed")) },
        new("adopt-after-kill-replace", fixture => { Rollout()(fixture); Running()(fixture); }, "") { Wanted = Wants(("Create", "B init-failed")) },
        // The second entry of the same activity goes, and the activity stays.
        new("harm-replace-then-up", Failed(1, "BATCH_INTERVAL_PAUSE"), "Resume"),
        new("harm-rename", Failed(1, "BATCH_INTERVAL_PAUSE"), "Resume"),

        // What the refresh changed, not what `up` would do.
        new("refresh-failed", Failed(2), "") { Wanted = Wants((DiffAfterRead, "unchanged")) },
        new("refresh-paused", Paused("BATCH_INTERVAL_PAUSE"), ""),
        new("refresh-spurious", Paused("BATCH_INTERVAL_PAUSE"), "") { Wanted = Wants((DiffAfterRead, "unchanged")) },
        new("refresh-missed", Paused("BATCH_INTERVAL_PAUSE", batch: 2), "") { Wanted = Wants((DiffAfterRead, "changed")) },
        new("refresh-cancelled", fixture => { Paused("FIRST_BATCH_PAUSE")(fixture); Order(fixture, "Cancel", Newest(fixture).Id); Until(fixture, ActivityStatus.Cancelled); }, ""),
        new("refresh-gone", fixture => { Rollout()(fixture); fixture.Cloud.Cloud.DropGroup(Group); }, ""),
        new("refresh-aged-out", fixture => { Rollout()(fixture); fixture.Notice(); fixture.Cloud.Cloud.ForgetActivity(Newest(fixture).Id); }, ""),

        new("import", Rollout(), ""),
        new("import-auto_pause", Paused("FIRST_BATCH_PAUSE"), ""),
        new("import-failed_pause", Failed(2), ""),
        new("import-manual_pause", Stopped, ""),
        new("import-cancelled", fixture => { Paused("FIRST_BATCH_PAUSE")(fixture); Order(fixture, "Cancel", Newest(fixture).Id); Until(fixture, ActivityStatus.Cancelled); }, ""),
        new("import-running", fixture => { Running()(fixture); UntilBatch(fixture, 3); }, "") { Meanwhile = fixture => Until(fixture, ActivityStatus.Successful) },
        new("import-option", Stopped, "Resume"),

        new("destroy-success", fixture => { Rollout()(fixture); Rollout()(fixture); }, ""),
        new("destroy-in-flight", Running(), "Stop, Cancel"),
        new("ctrl-c", Nothing, "Start") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-group", Nothing, "Start, Stop") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-pause", Nothing, "Start, Stop") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-destroy", Running(), "Stop") { InterruptedAt = ActivityStatus.ManualPause, Progress = TimeSpan.FromSeconds(0.1) },
    ];

    /// <summary>What the answer to a call is to mean.</summary>
    public string? WantedOf(RecordedCall call, RecordedCall? before)
        => !call.IsPreview && Wanted.TryGetValue(NameOf(call, before), out string? wanted) ? wanted : AnswerOf(call, before, call.Answer);

    /// <summary>What an answer tells the engine: after a Read a Diff is asked what the refresh has changed, and how is not looked at.</summary>
    public static string? AnswerOf(RecordedCall call, RecordedCall? before, string? answer)
        => NameOf(call, before) != DiffAfterRead || answer is null ? answer : answer == "none" ? "unchanged" : "changed";

    public override string ToString() => Name;

    private static string NameOf(RecordedCall call, RecordedCall? before) => call.Call == "Diff" && before?.Call == "Read" ? DiffAfterRead : call.Call;

    private static Fleet TwoGroups => Fleet.Default.AndGroup("asg-00000002", 4);

    private static IReadOnlyDictionary<string, string> Wants(params (string Call, string Meaning)[] wanted)
        => wanted.ToDictionary(one => one.Call, one => one.Meaning, StringComparer.Ordinal);

    private static void Nothing(ReplayFixture fixture)
    {
    }

    private static Action<ReplayFixture> Fails(int batch, FaultKind kind = FaultKind.FailOnce) => fixture => fixture.Cloud.Faults.Add(Fault.InBatch(Group, batch, kind));

    private static Action<ReplayFixture> Rollout(string group = Group, int batches = 3) => fixture =>
    {
        Start(fixture, "AUTOMATIC", group, batches);
        Until(fixture, ActivityStatus.Successful, group);
    };

    private static Action<ReplayFixture> Running() => fixture =>
    {
        Start(fixture, "AUTOMATIC");
        Until(fixture, ActivityStatus.Running);
    };

    private static Action<ReplayFixture> Failed(int batch, string pause = "AUTOMATIC") => fixture =>
    {
        Fails(batch)(fixture);
        Start(fixture, pause);
        Until(fixture, ActivityStatus.FailedPause);
    };

    private static Action<ReplayFixture> Paused(string pause, int batch = 1) => fixture =>
    {
        Start(fixture, pause);
        Until(fixture, ActivityStatus.AutoPause);
        for (int done = 1; done < batch; done++)
        {
            Order(fixture, "Resume", Newest(fixture).Id);
            Until(fixture, ActivityStatus.Running);
            Until(fixture, ActivityStatus.AutoPause);
        }
    };

    private static void Stopped(ReplayFixture fixture)
    {
        Running()(fixture);
        Order(fixture, "Stop", Newest(fixture).Id);
        Until(fixture, ActivityStatus.ManualPause);
        fixture.Cloud.Cloud.Advance(TimeSpan.FromMinutes(10)); // its batch ends
    }

    private static void RolledBack(ReplayFixture fixture)
    {
        Paused("FIRST_BATCH_PAUSE")(fixture);
        fixture.Cloud.Call("RollbackInstanceRefresh", $$"""
            {"AutoScalingGroupId": "{{Group}}", "OriginRefreshActivityId": "{{Newest(fixture).Id}}", "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": 2} } }
            """);
        Until(fixture, ActivityStatus.Successful);
    }

    private static RefreshActivity Newest(ReplayFixture fixture, string group = Group) => fixture.Cloud.Cloud.ActivitiesOf(group)[0];

    private static void Start(ReplayFixture fixture, string pause, string group = Group, int batches = 3) => fixture.Cloud.Call("StartInstanceRefresh", $$"""
        {"AutoScalingGroupId": "{{group}}", "RefreshMode": "ROLLING_UPDATE_RESET",
         "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": {{batches}}, "BatchPause": "{{pause}}", "FailProcess": "AUTO_PAUSE"} } }
        """);

    private static void Order(ReplayFixture fixture, string order, string activity)
        => fixture.Cloud.Call($"{order}InstanceRefresh", $$"""{"AutoScalingGroupId": "{{Group}}", "RefreshActivityId": "{{activity}}"}""");

    private static void Until(ReplayFixture fixture, ActivityStatus status, string group = Group) => Until(fixture, () => Newest(fixture, group).Status == status);

    private static void UntilBatch(ReplayFixture fixture, int batch) => Until(fixture, () => Newest(fixture).Batches[batch - 1].Status == BatchStatus.Running);

    private static void Until(ReplayFixture fixture, Func<bool> reached)
    {
        for (int polls = 0; !reached(); polls++)
        {
            Assert.That(polls, Is.LessThan(1000), "the service does not get there");
            fixture.Cloud.Cloud.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
