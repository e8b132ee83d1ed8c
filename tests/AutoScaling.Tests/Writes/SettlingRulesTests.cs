namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The pure questions behind the writes: is this ours, is it new, is it the same pause.</summary>
internal sealed class SettlingRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static RefreshActivity Echo(string mode = "ROLLING_UPDATE_RESET", RollingUpdateSettings? rolling = null, bool? health = null,
        int? timeout = null) => new()
        {
            RefreshMode = mode,
            RefreshSettings = new() { RollingUpdateSettings = rolling, CheckInstanceTargetHealth = health, CheckInstanceTargetHealthTimeout = timeout },
        };

    private static readonly RefreshSettings Asked = new()
    {
        RollingUpdateSettings = new() { BatchNumber = 3, BatchPause = BatchPause.FirstBatch, MaxSurge = 1, FailProcess = FailProcess.AutoCancel },
        CheckInstanceTargetHealth = true,
        CheckInstanceTargetHealthTimeout = 600,
    };

    private static IEnumerable<TestCaseData> Echoes()
    {
        var same = Asked.RollingUpdateSettings!;
        yield return Row("the same", Echo(rolling: same, health: true, timeout: 600), true);
        yield return Row("the page's own spelling", Echo(rolling: same with { BatchPause = "First_Batch_Pause" }), true);
        yield return Row("members left out", Echo(rolling: new() { BatchNumber = 3 }), true);
        yield return Row("nothing but the mode", Echo(), true);
        yield return Row("no settings at all", new() { RefreshMode = "ROLLING_UPDATE_RESET" }, true);
        yield return Row("another mode", Echo("ROLLING_UPDATE_REPLACE", same), false);
        yield return Row("another number of batches", Echo(rolling: same with { BatchNumber = 4 }), false);
        yield return Row("another pause", Echo(rolling: same with { BatchPause = BatchPause.Automatic }), false);
        yield return Row("another surge", Echo(rolling: same with { MaxSurge = 0 }), false);
        yield return Row("another policy", Echo(rolling: same with { FailProcess = FailProcess.AutoPause }), false);
        yield return Row("no health check", Echo(rolling: same, health: false), false);
        yield return Row("another patience", Echo(rolling: same, health: true, timeout: 1800), false);

        static TestCaseData Row(string name, RefreshActivity activity, bool isEcho) => new TestCaseData(activity, isEcho).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Echoes))]
    public void IsEcho_OfTheSettingsAsked_IgnoresWhatTheServiceDoesNotSay(RefreshActivity activity, bool isEcho)
        => Assert.That(SettingsMatch.IsEcho(activity, mode: null, Asked), Is.EqualTo(isEcho));

    [Test]
    public void IsEcho_DefaultsFilledIn_MatchesWhatWasLeftOut()
    {
        var filled = Echo(rolling: new() { BatchNumber = 2, BatchPause = "AUTOMATIC", MaxSurge = 0, FailProcess = "AUTO_PAUSE" }, health: false,
            timeout: 1800);
        Assert.That(SettingsMatch.IsEcho(filled, RefreshMode.Reset, Requests.TwoBatches));
    }

    [Test]
    public void After_KnownActivity_LeavesItAndTheOlderOnesOut()
    {
        RefreshActivity[] newestFirst = [At("c", 2), At("b", 1), At("known", 1), At("a", 0)];
        Assert.That(NewActivities.After("known", Noon, newestFirst).Select(activity => activity.RefreshActivityId), Is.EqualTo(new[] { "c", "b" }),
            "one of the same second counts as newer");
    }

    [Test]
    public void After_NoActivityKnown_TakesAll()
        => Assert.That(NewActivities.After(null, Noon.AddYears(1), [At("a", 0)]), Has.One.Items);

    [Test]
    public void After_KnownOneHasAgedOut_GoesByTheTimeOfTheCall()
    {
        RefreshActivity[] newestFirst = [At("c", 2), At("b", -10), new() { RefreshActivityId = "timeless" }];
        Assert.That(NewActivities.After("gone", Noon, newestFirst).Select(activity => activity.RefreshActivityId),
            Is.EqualTo(new[] { "c", "timeless" }));
    }

    private static RefreshActivity At(string id, int minutes) => new() { RefreshActivityId = id, CreatedTime = Noon.AddMinutes(minutes) };

    private static RefreshActivity Paused(string status = ActivityStatus.FailedPause, int batch = 1, string attempt = "asa-1",
        string instance = InstanceStatus.Failed, bool begun = true) => new()
        {
            Status = status,
            CurrentRefreshBatchNum = batch,
            RefreshBatchSet =
        [
            new() { RefreshBatchNum = 2, RefreshBatchStatus = BatchStatus.Waiting },
            new()
            {
                RefreshBatchNum = 1,
                StartTime = begun ? Noon : Noon.AddMinutes(5),
                EndTime = instance is InstanceStatus.Running ? null : Noon.AddMinutes(2),
                RefreshBatchRelatedInstanceSet = [new() { InstanceId = "ins-1", InstanceStatus = instance, LastActivityId = attempt },
                    new() { InstanceId = "ins-2", LastActivityId = "asa-1" }],
            },
        ],
        };

    [Test]
    public void PauseMark_SamePause_IsTheSame()
    {
        var mark = PauseMark.Of(Paused());
        Assert.Multiple(() =>
        {
            Assert.That(PauseMark.Of(Paused(status: ActivityStatus.AutoPause)), Is.EqualTo(mark), "the batch tells, not the word");
            Assert.That(PauseMark.Of(Paused(ActivityStatus.ManualPause, instance: InstanceStatus.Running)), Is.EqualTo(mark),
                "a batch that finishes under a manual pause was not resumed");
        });
    }

    [Test]
    public void PauseMark_AnotherBatchAttemptOrBeginning_IsAnother() => Assert.Multiple(() =>
    {
        Assert.That(PauseMark.Of(Paused(batch: 2)), Is.Not.EqualTo(PauseMark.Of(Paused())));
        Assert.That(PauseMark.Of(Paused(attempt: "asa-2")), Is.Not.EqualTo(PauseMark.Of(Paused())));
        Assert.That(PauseMark.Of(Paused(begun: false)), Is.Not.EqualTo(PauseMark.Of(Paused())));
    });
}
