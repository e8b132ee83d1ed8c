using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Diff;

public sealed class RefreshDiffTests
{
    private static readonly PropertyMap Old = InputsCheck.Check(Written.LeastWith(""" "triggers": { "image": "img-1" } """)).Inputs;

    private static readonly RefreshActivity Succeeded = Sample.Activity(ActivityStatus.Successful, "SS", "SS", "SS");

    [Test]
    public void Between_NothingChangedAndSucceeded_IsNoChange()
    {
        var diff = Diff(Old, Succeeded);

        Assert.That(diff.Changes, Is.False);
        Assert.That(diff.Details, Is.Empty);
        Assert.That(diff.Replaces, Is.False);
    }

    [TestCase(""" "triggers": { "image": "img-2" } """, "triggers.image UpdateReplace")]
    [TestCase(""" "triggers": { "image": "img-1", "data": "x" } """, "triggers.data AddReplace")]
    [TestCase(""" "triggers": { } """, "triggers.image DeleteReplace")]
    [TestCase(""" "triggers": null """, "triggers.image DeleteReplace")]
    [TestCase(""" "triggers": { "image": "«unknown»" } """, "triggers.image UpdateReplace")]
    [TestCase(""" "triggers": "«unknown»" """, "triggers UpdateReplace")]
    [TestCase(""" "triggers": { "image": "img-1", "user.data": "x" } """, "triggers[\"user.data\"] AddReplace")]
    [TestCase(""" "autoScalingGroupId": "asg-other000" """, "autoScalingGroupId UpdateReplace")]
    [TestCase(""" "autoScalingGroupId": "«unknown»" """, "autoScalingGroupId UpdateReplace")]
    public void Between_GroupOrTriggersChanged_ReplacesDeletingFirst(string members, string change)
    {
        var diff = Diff(With(members), Succeeded);

        Assert.That(diff.Details.Select(Show), Is.EqualTo(new[] { change }));
        Assert.That((diff.Replaces, diff.DeleteBeforeReplace), Is.EqualTo((true, true)));
    }

    [TestCase(""" "refreshMode": "ROLLING_UPDATE_REPLACE" """, "refreshMode Update")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 4 } } """, "refreshSettings.rollingUpdateSettings.batchNumber Update")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "maxUnavailablePercent": 30 } } """, "refreshSettings.rollingUpdateSettings.batchNumber Delete, refreshSettings.rollingUpdateSettings.maxUnavailablePercent Add")]
    [TestCase(""" "refreshSettings": "«unknown»" """, "refreshSettings Update")]
    [TestCase(""" "resumeMode": "CONTINUE" """, "resumeMode Update")]
    [TestCase(""" "approvedThroughBatch": 2 """, "approvedThroughBatch Add")]
    [TestCase(""" "onInterrupt": "Pause", "failureRetries": 2 """, "failureRetries Update, onInterrupt Update")]
    public void Between_HowToRollChanged_IsAnUpdateThatNeverReplaces(string members, string changes)
    {
        var diff = Diff(With(members), Succeeded);

        Assert.That(string.Join(", ", diff.Details.Select(Show)), Is.EqualTo(changes));
        Assert.That(diff.Replaces, Is.False);
    }

    [Test]
    public void Between_DefaultsWrittenOut_IsNoChange()
        => Assert.That(Diff(With(""" "refreshMode": "ROLLING_UPDATE_RESET", "failureRetries": 0.0, "approvedThroughBatch": null """), Succeeded).Changes, Is.False);

    [Test]
    public void Between_InputsOfAnOlderVersion_FillsInTheirDefaults()
    {
        // Stored before onConflict existed, with a key that this version does not know.
        var stored = Old.Without("onConflict").With("legacy", true);

        Assert.That(RefreshDiff.Between(RefreshInputs.From(stored), Sample.Outputs(Succeeded), Old).Changes, Is.False);
    }

    [TestCase(ActivityStatus.Running)]
    [TestCase(ActivityStatus.FailedPause)]
    [TestCase(ActivityStatus.ManualPause)]
    [TestCase(ActivityStatus.AutoPause)]
    [TestCase("REBALANCING")]
    public void Between_NotWhereItShouldBe_IsAnUpdateOfTheStatus(string status)
    {
        var diff = Diff(Old, Sample.Activity(status, "SS", "SS", "WW"));

        Assert.That(Show(diff), Is.EqualTo("status: update"));
    }

    [TestCase(ActivityStatus.Cancelled)]
    [TestCase(ActivityStatus.Failed)]
    public void Between_EndedElsewhere_Replaces(string status)
    {
        var diff = Diff(Old, Sample.Activity(status, "SS", "CC"));

        Assert.That(Show(diff), Is.EqualTo("status: replace"));
        Assert.That((diff.Replaces, diff.DeleteBeforeReplace), Is.EqualTo((true, true)));
    }

    [Test]
    public void Between_RolledBackUnderCompleted_Replaces()
        => Assert.That(Show(Diff(Old, Sample.Rollback(ActivityStatus.Successful, "SS"))), Is.EqualTo("status: replace"));

    [TestCase(null, true)]
    [TestCase(1, false)]
    [TestCase(2, true)]
    [TestCase(5, true)]
    public void Between_PolicyPauseAfterBatchTwo_IsAChangeUnlessItHolds(int? approved, bool changes)
    {
        var news = Old.With("approvedThroughBatch", approved is { } number ? number : null);

        Assert.That(
            RefreshDiff.Between(RefreshInputs.From(news), Sample.Outputs(Sample.Activity(ActivityStatus.AutoPause, "SS", "SS", "WW")), news).Changes,
            Is.EqualTo(changes));
    }

    [TestCase("RolledBack")]
    [TestCase("Cancelled")]
    public void Between_TriggersRestoredWhileRollingBack_DoNotStartARolloutInstead(string desired)
    {
        var diff = Diff(With($$""" "triggers": { "image": "img-0" }, "desiredState": "{{desired}}" """), Sample.Activity(ActivityStatus.FailedPause, "SS", "SF", "WW"));

        Assert.That(Show(diff), Is.EqualTo("desiredState Update, status: update"));
        Assert.That(diff.Replaces, Is.False);
    }

    [Test]
    public void Between_TriggersChangedAfterARollback_AreStoredWithoutACall()
    {
        var stored = With(""" "desiredState": "RolledBack" """);
        var news = With(""" "desiredState": "RolledBack", "triggers": { "image": "img-0" } """);
        var outputs = Sample.Outputs(Sample.Rollback(ActivityStatus.Successful, "SS"));

        Assert.That(RefreshDiff.Between(RefreshInputs.From(stored), outputs, news).Changes, Is.False);
    }

    [Test]
    [Bug("the first program after an import rolled the fleet, since it had triggers and the import had none")]
    public void Between_FirstTriggersAfterAnImport_AreNotedAndStartNothing()
    {
        var imported = InputsCheck.Check(Written.LeastWith("")).Inputs;
        var outputs = (Sample.Outputs(Succeeded) with { IsImported = true });

        var first = RefreshDiff.Between(RefreshInputs.From(imported), outputs, Old);
        var later = RefreshDiff.Between(RefreshInputs.From(Old), outputs, With(""" "triggers": { "image": "img-2" } """));
        var without = RefreshDiff.Between(RefreshInputs.From(imported), outputs, imported);

        Assert.That((first.NotesTriggers, first.Replaces), Is.EqualTo((true, false)));
        Assert.That((first.Changes, first.Details.Count, first.Outputs.Count), Is.EqualTo((true, 0, 0)), "an update, so that the engine stores them, and no name of ours");
        Assert.That((later.Replaces, later.NotesTriggers), Is.EqualTo((true, false)), "the engine has stored the first ones");
        Assert.That((without.Changes, without.NotesTriggers), Is.EqualTo((false, false)));
    }

    [TestCase(ActivityStatus.Cancelled, """ "triggers": { "image": "img-1" } """)]
    [TestCase(ActivityStatus.Successful, """ "triggers": { "image": "img-1" }, "autoScalingGroupId": "asg-other000" """)]
    public void Between_FirstTriggersAfterAnImportThatIsReplacedAnyway_AreNotSaidToStartNothing(string status, string members)
    {
        var imported = InputsCheck.Check(Written.LeastWith("")).Inputs;
        var outputs = (Sample.Outputs(Sample.Activity(status, "SS", "SS")) with { IsImported = true });

        var diff = RefreshDiff.Between(RefreshInputs.From(imported), outputs, With(members));

        Assert.That((diff.Replaces, diff.NotesTriggers), Is.EqualTo((true, false)));
    }

    [Test]
    public void Between_FirstTriggersOfARolloutOfOurOwn_StartOne()
    {
        var without = InputsCheck.Check(Written.LeastWith("")).Inputs;

        Assert.That(RefreshDiff.Between(RefreshInputs.From(without), Sample.Outputs(Succeeded), Old).Replaces, Is.True);
    }

    [Test]
    public void Between_RolledBackAndCompletedAgain_StartsANewRollout()
    {
        var stored = With(""" "desiredState": "RolledBack" """);
        var diff = RefreshDiff.Between(RefreshInputs.From(stored), Sample.Outputs(Sample.Rollback(ActivityStatus.Successful, "SS")), Old);

        Assert.That(Show(diff), Is.EqualTo("desiredState Update, status: replace"));
    }

    [Test]
    public void Between_StateWithoutOutputs_IsAnUpdate()
        => Assert.That(Show(RefreshDiff.Between(RefreshInputs.From(Old), null, Old)), Is.EqualTo("status: update"));

    [TestCase(ActivityStatus.Running, ActivityStatus.AutoPause)]
    [TestCase(ActivityStatus.AutoPause, ActivityStatus.Cancelled)]
    [TestCase(ActivityStatus.Running, ActivityStatus.Successful)]
    [Bug("up --refresh resumed a pause that nobody had seen, and replaced a rollout that a person had cancelled, without a word")]
    public void Between_StatusThatWasNotReportedYet_IsAnUpdateThatReportsIt(string reported, string found)
    {
        var outputs = Sample.Outputs(Sample.Activity(found, "SS", "WW")) with { Reported = new(reported, 1) };

        Assert.That(Show(RefreshDiff.Between(RefreshInputs.From(Old), outputs, Old)), Is.EqualTo("status: update"));
    }

    [Test]
    [Bug("a refresh of an unmoved pause showed AUTO_PAUSE => AUTO_PAUSE, and --expect-no-changes failed for ever")]
    public void OfARead_OnlyTheFrozenTimeMoved_IsNoChange()
    {
        var before = Sample.Outputs(Sample.Activity(ActivityStatus.AutoPause, "SS", "WW"));

        Assert.That(RefreshDiff.OfARead(before, before with { FrozenSeconds = before.FrozenSeconds + 60 }).Changes, Is.False);
    }

    [Test]
    [Bug("a refresh that found the next batch showed the resource as unchanged")]
    public void OfARead_NextBatch_NamesTheOutputsThatMoved()
    {
        var diff = RefreshDiff.OfARead(Sample.Outputs(Sample.Activity(ActivityStatus.Running, "SS", "WW")), Sample.Outputs(Sample.Activity(ActivityStatus.Running, "SS", "RR")));

        Assert.That((diff.Changes, diff.Details.Count, diff.Replaces), Is.EqualTo((true, 0, false)));
        Assert.That(diff.Outputs, Is.EqualTo(new[] { "currentBatch", "batches" }));
    }

    private static PropertyMap With(string members)
        => InputsCheck.Check(Written.Map($"{{ {members} }}").Aggregate(Old, (map, member) => map.With(member.Key, member.Value))).Inputs;

    private static DiffResult Diff(PropertyMap news, RefreshActivity seen) => RefreshDiff.Between(RefreshInputs.From(Old), Sample.Outputs(seen), news);

    private static string Show(PropertyChange change) => $"{change.Path} {change.Kind}";

    private static string Show(DiffResult diff)
        => string.Join(", ", diff.Details.Select(Show).Concat(diff.Outputs.Select(name => $"{name}: {(diff.ReplacesWhatEnded ? "replace" : "update")}")));
}
