using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Tests.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about starting and about who may ask what when, each flipped.</summary>
public sealed class RequestAssumptionTests
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
        var fixture = With("batchSplit", value);

        Assert.That(fixture.Activity(fixture.Start(batches: 4)).Batches.Select(batch => batch.Instances.Length), Is.EqualTo(sizes));
    }

    [TestCase("addTime")]
    [TestCase("id")]
    [Assumes("instanceOrder")]
    public void Instances_AreDealtInTheOrderOfTheSwitch(string value)
    {
        var fixture = With("instanceOrder", value);
        var byTime = fixture.TheGroup.Instances.Select(instance => instance.Id).ToList();

        Assert.That(fixture.Activity(fixture.Start()).Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
            Is.EqualTo(value == "id" ? byTime.Order(StringComparer.Ordinal) : byTime));
    }

    [Test, Assumes("startWhilePaused")]
    public void Start_WhilePaused_MayCancelThePaused()
    {
        var fixture = With("startWhilePaused", "accept");
        var paused = Situations.Bring(fixture, Situation.AutoPause);
        var id = fixture.Start();

        Assert.That(fixture.Activity(paused).Status, Is.EqualTo(ActivityStatus.Cancelled));
        Assert.That(fixture.TheGroup.Enabled, Is.False);
        fixture.Until(id, ActivityStatus.Successful);
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [Test, Assumes("conflictCode")]
    public void Conflict_MayHaveAnotherCode()
    {
        var fixture = With("conflictCode", "ResourceInUse.Something");

        Assert.That(fixture.Stop(Situations.Bring(fixture, Situation.Cancelled)).ErrorCode, Is.EqualTo("ResourceInUse.Something"));
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
        var fixture = With(name, value);
        var id = Situations.Bring(fixture, Enum.Parse<Situation>(situation));
        var before = fixture.Activity(id);

        var answer = action switch { "Stop" => fixture.Stop(id), "Resume" => fixture.Resume(id), _ => fixture.Cancel(id) };

        Assert.That(answer.ErrorCode, Is.EqualTo(code));
        Assert.That(fixture.Activity(id), Is.EqualTo(before));
    }

    [Test, Assumes("cancelWhileWorking")]
    public void Cancel_WhileWorking_MayLetTheBatchEndInTheCancelled()
    {
        var fixture = With("cancelWhileWorking", "accept");
        var id = Situations.Bring(fixture, Situation.RunningWork);
        Assert.That(fixture.Cancel(id).ErrorCode, Is.Null);
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Cancelled).And.Property("Working").True);
        fixture.Settle();

        Assert.That(fixture.Activity(id).Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.Cancelled, BatchStatus.Cancelled }));
        Assert.That(fixture.TheGroup.Instances, Has.All.Matches<Instance>(instance => instance!.IsRunning));
    }

    [Test, Assumes("rollbackUnknownOrigin")]
    public void RollbackOfNothing_MayHaveTheOtherCode()
        => Assert.That(With("rollbackUnknownOrigin", "ResourceUnavailable.RefreshActivityCanNotRollback").TryRollBack("asr-zzzzzzzz").ErrorCode,
            Is.EqualTo("ResourceUnavailable.RefreshActivityCanNotRollback"));

    [Test, Assumes("rollbackOfReplaceCode")]
    public void RollbackOfAReplacement_MayHaveTheOtherCode()
    {
        var fixture = With("rollbackOfReplaceCode", Conflict);
        var id = fixture.Start(mode: "ROLLING_UPDATE_REPLACE");
        fixture.Until(id, ActivityStatus.Successful);

        Assert.That(fixture.TryRollBack(id).ErrorCode, Is.EqualTo(Conflict));
    }

    [TestCase("true", "ResourceUnavailable.RefreshActivityCanNotRollback")]
    [TestCase("false", null)]
    [Assumes("cancelledHidesOlder")]
    public void RollbackPastACancelledOne_IsRefusedOrAccepted(string value, string? code)
    {
        var fixture = With("cancelledHidesOlder", value);
        var id = Situations.Bring(fixture, Situation.SuccessfulNewest);
        Situations.Bring(fixture, Situation.Cancelled);

        Assert.That(fixture.TryRollBack(id).ErrorCode, Is.EqualTo(code));
    }

    private static Fixture With(string name, string value) => new(Fleet.Default, set => set.With(name, value));
}
