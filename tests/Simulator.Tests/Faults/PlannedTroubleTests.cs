using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Faults;

/// <summary>Machines that fail as planned, and people who interfere as planned.</summary>
public sealed class PlannedTroubleTests
{
    [Test]
    public void FailOnce_OnAMachine_FailsItsFirstAttempt()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Bed.Group, 3)));
        var id = bed.Start();
        var paused = bed.Until(id, ActivityStatus.FailedPause);
        Assert.That(paused.CurrentBatch, Is.EqualTo(2));
        Assert.That(paused.Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed),
            Has.Property("InstanceId").EqualTo(Fleet.InstanceId(Bed.Group, 3)).And.Property("Message").Contains("failed"));

        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void FailOnce_WithTimesTwo_FailsTwoAttemptsWithItsMessage()
    {
        var bed = new Bed();
        bed.Faults.Add(new() { InstanceId = Fleet.InstanceId(Bed.Group, 1), Kind = FaultKind.FailOnce, Times = 2, Message = "disk full" });
        var id = bed.Start();
        for (var i = 0; i < 2; i++)
        {
            Assert.That(bed.Until(id, ActivityStatus.FailedPause).Batch!.Instances[0].Message, Is.EqualTo("disk full"));
            bed.Resume(id);
        }

        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void FailAlways_OnAMachine_FailsEveryAttemptUntilItIsTakenBack()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Bed.Group, 1), FaultKind.FailAlways));
        var id = bed.Start();
        for (var i = 0; i < 3; i++)
        {
            bed.Until(id, ActivityStatus.FailedPause);
            bed.Resume(id);
        }

        bed.Until(id, ActivityStatus.FailedPause);
        bed.Faults.Clear();
        bed.Resume(id);
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stuck_Machine_HoldsItsBatchUntilItIsTakenBack()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.InBatch(Bed.Group, 1, FaultKind.Stuck));
        var id = bed.Start();
        bed.Pass(7200);
        Assert.That(bed.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(1));

        bed.Faults.Clear();
        bed.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Pause_AtBatchTwo_IsThereWhenThatBatchHasBegun()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.Pause, atBatch: 2));
        var id = bed.Start();
        Assert.That(bed.Until(id, ActivityStatus.ManualPause), Has.Property("CurrentBatch").EqualTo(2).And.Property("Working").True);
        bed.Settle();

        Assert.That(bed.Activity(id).Batches[1].Status, Is.EqualTo(BatchStatus.Successful));
        Assert.That(bed.Calls.After(0).Select(call => call.Action), Is.EqualTo(new[] { "StartInstanceRefresh" }), "nobody called for it");
    }

    [Test]
    public void Cancel_AtBatchTwo_ComesWhenThatBatchHasEnded()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.Cancel, atBatch: 2));
        var id = bed.Start();
        bed.Until(id, ActivityStatus.ManualPause);

        var cancelled = bed.Until(id, ActivityStatus.Cancelled);

        Assert.That(cancelled.Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.Successful, BatchStatus.Cancelled }));
        Assert.That(bed.Faults.Planned, Is.Empty);
    }

    [Test]
    public void Rollback_AtBatchTwo_UndoesWhatHasBegun()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.Rollback, atBatch: 2));
        var id = bed.Start();
        bed.Until(id, ActivityStatus.Cancelled);

        Assert.That(bed.Newest, Has.Property("OriginId").EqualTo(id));
        Assert.That(bed.Until(bed.Newest.Id, ActivityStatus.Successful).Batches.SelectMany(batch => batch.Instances).Count(), Is.EqualTo(4));
    }

    [Test]
    public void Break_AtBatchTwo_FailsForGood()
    {
        var bed = new Bed();
        bed.Faults.Add(Fault.ThirdParty(Bed.Group, FaultKind.Break, atBatch: 2));

        Assert.That(bed.Until(bed.Start(), ActivityStatus.Failed).EndTime, Is.Not.Null);
        bed.Settle();
        Assert.That(bed.TheGroup.Enabled, Is.True);
    }

    [TestCase("instanceId=ins-00000001,kind=failOnce", FaultKind.FailOnce, 1)]
    [TestCase("instanceId=ins-00000001, kind=failAlways", FaultKind.FailAlways, null)]
    [TestCase("""{"action":"StartInstanceRefresh","kind":"error","phase":"after","code":"InternalError","times":3}""", FaultKind.Error, 3)]
    [TestCase("action=StartInstanceRefresh,kind=lostAnswer,times=always", FaultKind.LostAnswer, null)]
    [TestCase("groupId=asg-9dn1a5y6,kind=cancel,atBatch=2", FaultKind.Cancel, 1)]
    public void Parse_BothForms_AreRead(string text, FaultKind kind, int? times)
        => Assert.That(FaultJson.Parse(text), Has.Property("Kind").EqualTo(kind).And.Property("Times").EqualTo(times));

    [TestCase("kind=explode")]
    [TestCase("""{"action":"*","kind":"explode"}""")]
    [Bug("a fault of an unknown kind was also told what another kind needs")]
    public void Parse_UnknownKind_IsTheOnlyMistake(string text)
        => Assert.That(() => FaultJson.Parse(text), Throws.TypeOf<FleetFormatException>().With.Property("Mistakes").Count.EqualTo(1));

    [Test]
    [Bug("a fault that is no JSON was told of in the parser's words")]
    public void Parse_BrokenJson_SaysWhereInPlainWords()
        => Assert.That(() => FaultJson.Parse("{\"kind\":"), Throws.TypeOf<FleetFormatException>().With.Message.EqualTo("this is not JSON; it goes wrong at character 9"));

    [TestCase("kind=failOnce", "instanceId")]
    [TestCase("instanceId=ins-00000001,kind=explode", "explode")]
    [TestCase("action=StartInstanceRefresh,kind=error,phase=during", "during")]
    [TestCase("kind=error", "needs an action")]
    [TestCase("groupId=asg-9dn1a5y6,kind=pause,atBatch=0", "atBatch")]
    [TestCase("groupId=asg-9dn1a5y6,kind=pause,colour=red", "colour")]
    [TestCase("action=StartInstanceRefresh,kind=emptySet", "DescribeRefreshActivities")]
    [TestCase("action=X,kind=error,probability=2", "probability")]
    [TestCase("action=X,kind=error,times=0", "times")]
    [TestCase("action=X,kind=error,times=many", "times")]
    [TestCase("failOnce", "name=value")]
    [TestCase("{", "JSON")]
    public void Parse_Nonsense_SaysWhatIsWrong(string text, string said)
        => Assert.That(() => FaultJson.Parse(text), Throws.TypeOf<FleetFormatException>().With.Message.Contains(said));
}
