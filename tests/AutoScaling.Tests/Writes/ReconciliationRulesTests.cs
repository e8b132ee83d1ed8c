namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The pure questions behind the writes: is this ours, is it new, is it the same pause.</summary>
internal sealed class ReconciliationRulesTests
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
    public void MatchesSettings_OfTheSettingsAsked_IgnoresWhatTheServiceDoesNotSay(RefreshActivity activity, bool isEcho)
        => Assert.That(activity.MatchesSettings(mode: null, Asked), Is.EqualTo(isEcho));

    [Test]
    public void MatchesSettings_DefaultsFilledIn_MatchesWhatWasLeftOut()
    {
        var filled = Echo(rolling: new() { BatchNumber = 2, BatchPause = "AUTOMATIC", MaxSurge = 0, FailProcess = "AUTO_PAUSE" }, health: false,
            timeout: 1800);
        Assert.That(filled.MatchesSettings(RefreshMode.Reset, Requests.TwoBatches));
    }

    private static IEnumerable<TestCaseData> Ages()
    {
        yield return Row("the known one", At("known", 1), Newness.Older);
        yield return Row("of the same second as the known one", At("b", 1), Newness.New);
        yield return Row("after the call", At("c", 2), Newness.New);
        yield return Row("before the known one", At("a", 0), Newness.Older);
        yield return Row("without a time", new() { RefreshActivityId = "timeless" }, Newness.Unclear);

        static TestCaseData Row(string name, RefreshActivity activity, Newness newness) => new TestCaseData(activity, newness).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Ages))]
    public void Judge_OneIsKnown_GoesByItsTime(RefreshActivity activity, Newness newness)
        => Assert.That(new SentCall("known", Noon.AddMinutes(1)).Judge(activity, At("known", 1)), Is.EqualTo(newness));

    private static IEnumerable<TestCaseData> AgesByTheCall()
    {
        yield return Row("an old success", At("a", -10) with { Status = ActivityStatus.Successful, EndTime = Noon.AddMinutes(-5) }, Newness.Older);
        yield return Row("one just before the call that had ended by then", At("a", 0) with { CreatedTime = Noon.AddSeconds(-30), EndTime = Noon.AddSeconds(-2) },
            Newness.Older);
        yield return Row("clocks differ", At("a", 0) with { CreatedTime = Noon.AddSeconds(-30), Status = ActivityStatus.Running }, Newness.New);
        yield return Row("an older one that is alive", At("a", -10) with { Status = ActivityStatus.AutoPause }, Newness.Unclear);
        yield return Row("after the call", At("a", 1), Newness.New);

        static TestCaseData Row(string name, RefreshActivity activity, Newness newness) => new TestCaseData(activity, newness).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(AgesByTheCall))]
    public void Judge_NoneIsKnown_GoesByTheTimeOfTheCall(RefreshActivity activity, Newness newness)
        => Assert.That(new SentCall(null, Noon).Judge(activity, known: null), Is.EqualTo(newness));

    [Test]
    public void SentMark_OneAnswerHasADateFarAhead_IsNotBelievedAlone()
    {
        var clock = new VirtualTime.VirtualClock();
        var mark = new SentMark(null, Noon.AddHours(1), clock.GetTimestamp());
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(mark.SeenFrom(Noon.AddSeconds(2), clock).At, Is.EqualTo(Noon));
        Assert.That((mark with { AnsweredBefore = Noon }).SeenFrom(Noon.AddHours(1), clock).At, Is.EqualTo(Noon));
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
    public void OfAttempt_SamePause_IsFalse()
        => Assert.Multiple(() =>
        {
            Assert.That(ActivityChange.Between(Paused(), Paused(status: ActivityStatus.AutoPause)).OfAttempt, Is.False, "the batch tells, not the word");
            Assert.That(ActivityChange.Between(Paused(), Paused(ActivityStatus.ManualPause, instance: InstanceStatus.Running)).OfAttempt, Is.False,
                "a batch that finishes under a manual pause was not resumed");
        });

    [Test]
    public void OfAttempt_AnotherBatchAttemptOrBeginning_IsTrue() => Assert.Multiple(() =>
    {
        Assert.That(ActivityChange.Between(Paused(), Paused(batch: 2)).OfAttempt);
        Assert.That(ActivityChange.Between(Paused(), Paused(attempt: "asa-2")).OfAttempt);
        Assert.That(ActivityChange.Between(Paused(), Paused(begun: false)).OfAttempt);
    });
}
