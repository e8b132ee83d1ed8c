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
        var fixture = new Fixture();
        var id = Situations.Bring(fixture, Enum.Parse<Situation>(situation));
        var before = fixture.Activity(id);

        var answer = action switch
        {
            "Start" => fixture.TryStart(batches: 2),
            "Stop" => fixture.Stop(id),
            "Resume" => fixture.Resume(id),
            "Cancel" => fixture.Cancel(id),
            _ => fixture.TryRollBack(id),
        };

        Assert.That(answer.ErrorCode, Is.EqualTo(code), answer.ErrorText);
        if (code is not null)
            Assert.That(fixture.Activity(id), Is.EqualTo(before), "a refused call changes nothing");
    }

    [TestCase("StopInstanceRefresh")]
    [TestCase("ResumeInstanceRefresh")]
    [TestCase("CancelInstanceRefresh")]
    public void Action_ActivityUnknown_IsNotFound(string action)
    {
        var fixture = new Fixture();
        foreach (var id in new[] { "asr-zzzzzzzz", "img-juhf6ytr", "" })
            Assert.That(fixture.Call(action, new { AutoScalingGroupId = Fixture.Group, RefreshActivityId = id }).ErrorCode,
                Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));
    }

    [Test]
    public void Action_ActivityOfAnotherGroup_IsNotFound()
    {
        var fixture = new Fixture(Simulator.Fleets.Fleet.Default.AndGroup("asg-00000002", 2));
        var id = fixture.Start();

        Assert.That(fixture.Call("StopInstanceRefresh", new { AutoScalingGroupId = "asg-00000002", RefreshActivityId = id }).ErrorCode,
            Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));
    }

    [Test]
    public void Rollback_OriginUnknown_IsNotFound()
        => Assert.That(new Fixture().TryRollBack("asr-zzzzzzzz").ErrorCode, Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));

    [TestCase(nameof(Situation.Init))]
    [TestCase(nameof(Situation.RunningWork))]
    [TestCase(nameof(Situation.AutoPause))]
    [TestCase(nameof(Situation.ManualPauseWorking))]
    [TestCase(nameof(Situation.SuccessfulNewest))]
    public void Rollback_OfARollback_IsRefusedInEveryStatus(string situation)
    {
        var fixture = new Fixture();
        var rollback = fixture.RollBack(Situations.Bring(fixture, Situation.SuccessfulNewest), batches: 3, pause: situation == nameof(Situation.AutoPause) ? "FIRST_BATCH_PAUSE" : null);
        if (situation == nameof(Situation.RunningWork))
            fixture.Pass(30);
        if (situation == nameof(Situation.ManualPauseWorking))
            fixture.Stop(rollback);
        if (situation is nameof(Situation.AutoPause) or nameof(Situation.SuccessfulNewest))
            fixture.Until(rollback, activity => activity.IsPaused || !activity.IsAlive);

        Assert.That(fixture.TryRollBack(rollback).ErrorCode, Is.EqualTo("ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain"));
    }

    [Test]
    public void Rollback_OfAReplacement_IsRefused()
    {
        var fixture = new Fixture();
        var id = fixture.Start(mode: "ROLLING_UPDATE_REPLACE");
        fixture.Until(id, Model.ActivityStatus.Successful);

        Assert.That(fixture.TryRollBack(id).ErrorCode, Is.EqualTo(Late));
    }
}
