using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about starting and about who may ask what when, each flipped.</summary>
public sealed class AskingTests
{
    private const string Conflict = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";

    [TestCase("reset", null)]
    [TestCase("refuse", "InvalidParameterValue")]
    [Assumes("rollingUpdateMode")]
    public void ModeOfTheOlderPage_IsAResetOrRefused(string value, string? code)
        => Assert.That(With("rollingUpdateMode", value).TryStart(mode: "ROLLING_UPDATE").ErrorCode, Is.EqualTo(code));

    [TestCase("true", null)]
    [TestCase("false", "InvalidParameterValue")]
    [Assumes("pauseInAnyCase")]
    public void PauseInMixedCase_IsAcceptedOrRefused(string value, string? code)
        => Assert.That(With("pauseInAnyCase", value).TryStart(pause: "Automatic").ErrorCode, Is.EqualTo(code));

    [TestCase("true", null)]
    [TestCase("false", "InvalidParameterValue")]
    [Assumes("replaceMode")]
    public void ReplaceMode_IsOfferedOrNot(string value, string? code)
        => Assert.That(With("replaceMode", value).TryStart(mode: "ROLLING_UPDATE_REPLACE").ErrorCode, Is.EqualTo(code));

    [TestCase("unset", null)]
    [TestCase("refuse", "InvalidParameterValue")]
    [Assumes("maxSurgeZero")]
    public void SurgeOfZero_IsNoneOrRefused(string value, string? code)
        => Assert.That(With("maxSurgeZero", value).TryStart(surge: 0).ErrorCode, Is.EqualTo(code));

    [TestCase("largestBatch", 2, null)]
    [TestCase("smallestBatch", 2, "InvalidParameterValue.MaxSurgeTooLarge")]
    [TestCase("smallestBatch", 1, null)]
    [Assumes("maxSurgeBound")]
    public void Surge_IsBoundByABatch(string value, int surge, string? code)
        => Assert.That(With("maxSurgeBound", value).TryStart(batches: 4, surge: surge).ErrorCode, Is.EqualTo(code));

    [TestCase("even", new[] { 2, 2, 1, 1 })]
    [TestCase("ceiling", new[] { 2, 2, 2 })]
    [Assumes("batchSplit")]
    public void SixInstancesInFourBatches_AreDealtAsTheSwitchSays(string value, int[] sizes)
    {
        var bed = With("batchSplit", value);

        Assert.That(bed.Activity(bed.Start(batches: 4)).Batches.Select(batch => batch.Instances.Length), Is.EqualTo(sizes));
    }

    [TestCase("addTime")]
    [TestCase("id")]
    [Assumes("instanceOrder")]
    public void Instances_AreDealtInTheOrderOfTheSwitch(string value)
    {
        var bed = With("instanceOrder", value);
        var byTime = bed.TheGroup.Instances.Select(instance => instance.Id).ToList();

        Assert.That(bed.Activity(bed.Start()).Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
            Is.EqualTo(value == "id" ? byTime.Order(StringComparer.Ordinal) : byTime));
    }

    [Test, Assumes("startWhilePaused")]
    public void Start_WhilePaused_MayCancelThePaused()
    {
        var bed = With("startWhilePaused", "accept");
        var paused = Situations.Bring(bed, Situation.AutoPause);
        var id = bed.Start();

        Assert.That(bed.Activity(paused).Status, Is.EqualTo(ActivityStatus.Cancelled));
        Assert.That(bed.TheGroup.Enabled, Is.False);
        bed.Until(id, ActivityStatus.Successful);
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [Test, Assumes("conflictCode")]
    public void Conflict_MayHaveAnotherCode()
    {
        var bed = With("conflictCode", "ResourceInUse.Something");

        Assert.That(bed.Stop(Situations.Bring(bed, Situation.Cancelled)).ErrorCode, Is.EqualTo("ResourceInUse.Something"));
    }

    [TestCase("stopBeforeStart", "refuse", "Stop", nameof(Situation.Init), Conflict)]
    [TestCase("stopWhilePaused", "ignore", "Stop", nameof(Situation.AutoPause), null)]
    [TestCase("stopWhilePaused", "ignore", "Stop", nameof(Situation.ManualPauseWorking), null)]
    [TestCase("resumeNotPaused", "ignore", "Resume", nameof(Situation.RunningWork), null)]
    [TestCase("resumeNotPaused", "ignore", "Resume", nameof(Situation.SuccessfulNewest), null)]
    [TestCase("resumeWhileFinishing", "refuse", "Resume", nameof(Situation.ManualPauseWorking), Conflict)]
    [TestCase("cancelBeforeStart", "refuse", "Cancel", nameof(Situation.Init), Conflict)]
    [Assumes("stopBeforeStart"), Assumes("stopWhilePaused"), Assumes("resumeNotPaused"), Assumes("resumeWhileFinishing"), Assumes("cancelBeforeStart")]
    public void Cell_Flipped_AnswersTheOtherWayAndChangesNothing(string name, string value, string action, string situation, string? code)
    {
        var bed = With(name, value);
        var id = Situations.Bring(bed, Enum.Parse<Situation>(situation));
        var before = bed.Activity(id);

        var answer = action switch { "Stop" => bed.Stop(id), "Resume" => bed.Resume(id), _ => bed.Cancel(id) };

        Assert.That(answer.ErrorCode, Is.EqualTo(code));
        Assert.That(bed.Activity(id), Is.EqualTo(before));
    }

    [Test, Assumes("cancelWhileWorking")]
    public void Cancel_WhileWorking_MayLetTheBatchEndInTheCancelled()
    {
        var bed = With("cancelWhileWorking", "accept");
        var id = Situations.Bring(bed, Situation.RunningWork);
        Assert.That(bed.Cancel(id).ErrorCode, Is.Null);
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Cancelled).And.Property("Working").True);
        bed.Settle();

        Assert.That(bed.Activity(id).Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.Cancelled, BatchStatus.Cancelled }));
        Assert.That(bed.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));
    }

    [Test, Assumes("rollbackUnknownOrigin")]
    public void RollbackOfNothing_MayHaveTheOtherCode()
        => Assert.That(With("rollbackUnknownOrigin", "ResourceUnavailable.RefreshActivityCanNotRollback").TryRollBack("asr-zzzzzzzz").ErrorCode,
            Is.EqualTo("ResourceUnavailable.RefreshActivityCanNotRollback"));

    [Test, Assumes("rollbackOfReplaceCode")]
    public void RollbackOfAReplacement_MayHaveTheOtherCode()
    {
        var bed = With("rollbackOfReplaceCode", Conflict);
        var id = bed.Start(mode: "ROLLING_UPDATE_REPLACE");
        bed.Until(id, ActivityStatus.Successful);

        Assert.That(bed.TryRollBack(id).ErrorCode, Is.EqualTo(Conflict));
    }

    [TestCase("true", "ResourceUnavailable.RefreshActivityCanNotRollback")]
    [TestCase("false", null)]
    [Assumes("cancelledHidesOlder")]
    public void RollbackPastACancelledOne_IsRefusedOrAccepted(string value, string? code)
    {
        var bed = With("cancelledHidesOlder", value);
        var id = Situations.Bring(bed, Situation.SuccessfulNewest);
        Situations.Bring(bed, Situation.Cancelled);

        Assert.That(bed.TryRollBack(id).ErrorCode, Is.EqualTo(code));
    }

    private static Bed With(string name, string value) => new(Fleet.Default, set => set.With(name, value));
}
