using TencentcloudRefresh.Simulator.Machine;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Who may do what when, cell by cell: every action in every situation, asked of the service itself.</summary>
public sealed class PermissionTests
{
    private const string Busy = "ResourceUnavailable.AutoScalingGroupInRefreshActivity";
    private const string Conflict = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";
    private const string Late = "ResourceUnavailable.RefreshActivityCanNotRollback";

    // In the order of the situations; null is accepted.
    private static readonly Dictionary<string, string?[]> Expected = new()
    {
        //            INIT      work      surge in  AUTO  MAN work  MAN idle FAILED_P SUCC newest, older, CANCELLED, FAILED
        ["Start"] = [Busy, Busy, Busy, Busy, Busy, Busy, Busy, null, null, null, null],
        ["Stop"] = [null, null, Conflict, Conflict, Conflict, Conflict, Conflict, Conflict, Conflict, Conflict, Conflict],
        ["Resume"] = [Conflict, Conflict, Conflict, null, null, null, null, Conflict, Conflict, Conflict, Conflict],
        ["Cancel"] = [null, Conflict, Conflict, null, Conflict, null, null, Conflict, Conflict, Conflict, Conflict],
        ["Rollback"] = [Conflict, Conflict, Conflict, null, null, null, null, null, Late, Conflict, Conflict],
    };

    private static IEnumerable<TestCaseData> Cells()
        => from action in Expected.Keys
           from situation in Enum.GetValues<Situation>()
           select new TestCaseData(action, situation.ToString(), Expected[action][(int)situation]).SetArgDisplayNames(action, situation.ToString());

    [TestCaseSource(nameof(Cells))]
    public void Action_InASituation_IsAnsweredAsTheTableSays(string action, string situation, string? code)
    {
        var bed = new Bed();
        var id = Situations.Bring(bed, Enum.Parse<Situation>(situation));
        var before = bed.Activity(id);

        var answer = action switch
        {
            "Start" => bed.TryStart(batches: 2),
            "Stop" => bed.Stop(id),
            "Resume" => bed.Resume(id),
            "Cancel" => bed.Cancel(id),
            _ => bed.TryRollBack(id),
        };

        Assert.That(answer.ErrorCode, Is.EqualTo(code), answer.ErrorText);
        if (code is not null)
            Assert.That(bed.Activity(id), Is.EqualTo(before), "a refused call changes nothing");
    }

    [TestCase("StopInstanceRefresh")]
    [TestCase("ResumeInstanceRefresh")]
    [TestCase("CancelInstanceRefresh")]
    public void Action_ActivityUnknown_IsNotFound(string action)
    {
        var bed = new Bed();
        foreach (var id in new[] { "asr-zzzzzzzz", "img-juhf6ytr", "" })
            Assert.That(bed.Call(action, new { AutoScalingGroupId = Bed.Group, RefreshActivityId = id }).ErrorCode,
                Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));
    }

    [Test]
    public void Action_ActivityOfAnotherGroup_IsNotFound()
    {
        var bed = new Bed(Simulator.Fleets.Fleet.Default.AndGroup("asg-00000002", 2));
        var id = bed.Start();

        Assert.That(bed.Call("StopInstanceRefresh", new { AutoScalingGroupId = "asg-00000002", RefreshActivityId = id }).ErrorCode,
            Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));
    }

    [Test]
    public void Rollback_OriginUnknown_IsNotFound()
        => Assert.That(new Bed().TryRollBack("asr-zzzzzzzz").ErrorCode, Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));

    [TestCase(nameof(Situation.Init))]
    [TestCase(nameof(Situation.RunningWork))]
    [TestCase(nameof(Situation.AutoPause))]
    [TestCase(nameof(Situation.ManualPauseWorking))]
    [TestCase(nameof(Situation.SuccessfulNewest))]
    public void Rollback_OfARollback_IsRefusedInEveryStatus(string situation)
    {
        var bed = new Bed();
        var rollback = bed.RollBack(Situations.Bring(bed, Situation.SuccessfulNewest), batches: 3, pause: situation == nameof(Situation.AutoPause) ? "FIRST_BATCH_PAUSE" : null);
        if (situation == nameof(Situation.RunningWork))
            bed.Pass(30);
        if (situation == nameof(Situation.ManualPauseWorking))
            bed.Stop(rollback);
        if (situation is nameof(Situation.AutoPause) or nameof(Situation.SuccessfulNewest))
            bed.Until(rollback, activity => activity.IsPaused || !activity.IsAlive);

        Assert.That(bed.TryRollBack(rollback).ErrorCode, Is.EqualTo("ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain"));
    }

    [Test]
    public void Rollback_OfAReplacement_IsRefused()
    {
        var bed = new Bed();
        var id = bed.Start(mode: "ROLLING_UPDATE_REPLACE");
        bed.Until(id, Model.ActivityStatus.Successful);

        Assert.That(bed.TryRollBack(id).ErrorCode, Is.EqualTo(Late));
    }
}
