using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>One recorded command line: what had happened before it, and what is to come of it.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Before">Brings the service into the state that the recording began with.</param>
/// <param name="Writes">The writes that the service is to see, in order.</param>
internal sealed record Scenario(string Name, Action<ReplayStage> Before, string Writes)
{
    private const string Group = Fleet.DefaultGroupId;
    private const string DiffAfterRead = "Diff after Read";

    /// <summary>Where the answer of that day was wrong: what it is to mean instead, by call. A Diff that follows a Read is a call of its own.</summary>
    public IReadOnlyDictionary<string, string> Wanted { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Fleet Fleet { get; init; } = Fleet.Default;

    /// <summary>Cancel comes while the create or delete is at work and the rollout in this status.</summary>
    public ActivityStatus? InterruptedAt { get; init; }

    /// <summary>How far the service's time goes with each look.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What happens between the preview and the command itself.</summary>
    public Action<ReplayStage> Meanwhile { get; init; } = _ => { };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("create-success", Nothing, "Start"),
        new("create-failed-batch", Fails(2), "Start"),
        new("create-autopause", Nothing, "Start"),
        new("create-waitfor-started", Nothing, "Start") { Progress = TimeSpan.FromSeconds(0.1) },
        new("unknown-trigger", Nothing, "Start, Start") { Fleet = TwoGroups },
        new("twenty-one-fails", stage => stage.Cloud.Faults.Add(Fault.InBatch("asg-00000007", 1, FaultKind.FailAlways)),
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
        new("chained-replace", stage => { Rollout()(stage); Rollout(group: "asg-00000002", batches: 2)(stage); }, "Start, Start") { Fleet = TwoGroups },

        // No Diff, no old values: nothing tells them from a run that was killed, so a rollout that was found is not taken for done.
        new("up-replace-urn", Rollout(), "") { Wanted = Wants(("Create", "A init-failed"), ("Delete", Meaning.Error)) },
        new("up-taint", Rollout(), "") { Wanted = Wants(("Create", "A init-failed"), ("Delete", Meaning.Error)) },
        new("up-replace-urn-paused", Paused("FIRST_BATCH_PAUSE"), "") { Wanted = Wants(("Delete", Meaning.Error)) },
        new("rename-no-alias", Rollout(), "") { Wanted = Wants(("Create", "A init-failed")) },
        new("adopt-after-kill", Running(), "") { Wanted = Wants(("Create", "A init-failed")) },
        new("adopt-after-kill-replace", stage => { Rollout()(stage); Running()(stage); }, "") { Wanted = Wants(("Create", "B init-failed")) },
        // The second entry of the same activity goes, and the activity stays.
        new("harm-replace-then-up", Failed(1, "BATCH_INTERVAL_PAUSE"), "Resume"),
        new("harm-rename", Failed(1, "BATCH_INTERVAL_PAUSE"), "Resume"),

        // What the refresh changed, not what `up` would do.
        new("refresh-failed", Failed(2), "") { Wanted = Wants((DiffAfterRead, "unchanged")) },
        new("refresh-paused", Paused("BATCH_INTERVAL_PAUSE"), ""),
        new("refresh-spurious", Paused("BATCH_INTERVAL_PAUSE"), "") { Wanted = Wants((DiffAfterRead, "unchanged")) },
        new("refresh-missed", Paused("BATCH_INTERVAL_PAUSE", batch: 2), "") { Wanted = Wants((DiffAfterRead, "changed")) },
        new("refresh-cancelled", stage => { Paused("FIRST_BATCH_PAUSE")(stage); Order(stage, "Cancel", Newest(stage).Id); Until(stage, ActivityStatus.Cancelled); }, ""),
        new("refresh-gone", stage => { Rollout()(stage); stage.Cloud.Cloud.DropGroup(Group); }, ""),
        new("refresh-aged-out", stage => { Rollout()(stage); stage.Notice(); stage.Cloud.Cloud.ForgetActivity(Newest(stage).Id); }, ""),

        new("import", Rollout(), ""),
        new("import-auto_pause", Paused("FIRST_BATCH_PAUSE"), ""),
        new("import-failed_pause", Failed(2), ""),
        new("import-manual_pause", Stopped, ""),
        new("import-cancelled", stage => { Paused("FIRST_BATCH_PAUSE")(stage); Order(stage, "Cancel", Newest(stage).Id); Until(stage, ActivityStatus.Cancelled); }, ""),
        new("import-running", stage => { Running()(stage); UntilBatch(stage, 3); }, "") { Meanwhile = stage => Until(stage, ActivityStatus.Successful) },
        new("import-option", Stopped, "Resume"),

        new("destroy-success", stage => { Rollout()(stage); Rollout()(stage); }, ""),
        new("destroy-in-flight", Running(), "Stop, Cancel"),
        new("ctrl-c", Nothing, "Start") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-group", Nothing, "Start, Stop") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-pause", Nothing, "Start, Stop") { InterruptedAt = ActivityStatus.Running, Progress = TimeSpan.FromSeconds(1) },
        new("ctrl-c-destroy", Running(), "Stop") { InterruptedAt = ActivityStatus.ManualPause, Progress = TimeSpan.FromSeconds(0.1) },
    ];

    /// <summary>What the answer to a call is to mean.</summary>
    public string? WantedOf(RecordedCall call, RecordedCall? before)
        => !call.IsPreview && Wanted.TryGetValue(NameOf(call, before), out string? wanted) ? wanted : Told(call, before, call.Answer);

    /// <summary>What an answer tells the engine: after a Read a Diff is asked what the refresh has changed, and how is not looked at.</summary>
    public static string? Told(RecordedCall call, RecordedCall? before, string? answer)
        => NameOf(call, before) != DiffAfterRead || answer is null ? answer : answer == "none" ? "unchanged" : "changed";

    public override string ToString() => Name;

    private static string NameOf(RecordedCall call, RecordedCall? before) => call.Call == "Diff" && before?.Call == "Read" ? DiffAfterRead : call.Call;

    private static Fleet TwoGroups => Fleet.Default.AndGroup("asg-00000002", 4);

    private static IReadOnlyDictionary<string, string> Wants(params (string Call, string Meaning)[] wanted)
        => wanted.ToDictionary(one => one.Call, one => one.Meaning, StringComparer.Ordinal);

    private static void Nothing(ReplayStage stage)
    {
    }

    private static Action<ReplayStage> Fails(int batch, FaultKind kind = FaultKind.FailOnce) => stage => stage.Cloud.Faults.Add(Fault.InBatch(Group, batch, kind));

    private static Action<ReplayStage> Rollout(string group = Group, int batches = 3) => stage =>
    {
        Start(stage, "AUTOMATIC", group, batches);
        Until(stage, ActivityStatus.Successful, group);
    };

    private static Action<ReplayStage> Running() => stage =>
    {
        Start(stage, "AUTOMATIC");
        Until(stage, ActivityStatus.Running);
    };

    private static Action<ReplayStage> Failed(int batch, string pause = "AUTOMATIC") => stage =>
    {
        Fails(batch)(stage);
        Start(stage, pause);
        Until(stage, ActivityStatus.FailedPause);
    };

    private static Action<ReplayStage> Paused(string pause, int batch = 1) => stage =>
    {
        Start(stage, pause);
        Until(stage, ActivityStatus.AutoPause);
        for (int done = 1; done < batch; done++)
        {
            Order(stage, "Resume", Newest(stage).Id);
            Until(stage, ActivityStatus.Running);
            Until(stage, ActivityStatus.AutoPause);
        }
    };

    private static void Stopped(ReplayStage stage)
    {
        Running()(stage);
        Order(stage, "Stop", Newest(stage).Id);
        Until(stage, ActivityStatus.ManualPause);
        stage.Cloud.Cloud.Advance(TimeSpan.FromMinutes(10)); // its batch ends
    }

    private static void RolledBack(ReplayStage stage)
    {
        Paused("FIRST_BATCH_PAUSE")(stage);
        stage.Cloud.Call("RollbackInstanceRefresh", $$"""
            {"AutoScalingGroupId": "{{Group}}", "OriginRefreshActivityId": "{{Newest(stage).Id}}", "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": 2} } }
            """);
        Until(stage, ActivityStatus.Successful);
    }

    private static RefreshActivity Newest(ReplayStage stage, string group = Group) => stage.Cloud.Cloud.ActivitiesOf(group)[0];

    private static void Start(ReplayStage stage, string pause, string group = Group, int batches = 3) => stage.Cloud.Call("StartInstanceRefresh", $$"""
        {"AutoScalingGroupId": "{{group}}", "RefreshMode": "ROLLING_UPDATE_RESET",
         "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": {{batches}}, "BatchPause": "{{pause}}", "FailProcess": "AUTO_PAUSE"} } }
        """);

    private static void Order(ReplayStage stage, string order, string activity)
        => stage.Cloud.Call($"{order}InstanceRefresh", $$"""{"AutoScalingGroupId": "{{Group}}", "RefreshActivityId": "{{activity}}"}""");

    private static void Until(ReplayStage stage, ActivityStatus status, string group = Group) => Until(stage, () => Newest(stage, group).Status == status);

    private static void UntilBatch(ReplayStage stage, int batch) => Until(stage, () => Newest(stage).Batches[batch - 1].Status == BatchStatus.Running);

    private static void Until(ReplayStage stage, Func<bool> reached)
    {
        for (int looks = 0; !reached(); looks++)
        {
            Assert.That(looks, Is.LessThan(1000), "the service does not get there");
            stage.Cloud.Cloud.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
