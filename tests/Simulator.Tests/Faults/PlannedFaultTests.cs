using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Faults;

/// <summary>Machines that fail as planned, and people who interfere as planned.</summary>
public sealed class PlannedFaultTests
{
    [Test]
    public void FailOnce_OnAMachine_FailsItsFirstAttempt()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Fixture.Group, 3)));
        var id = fixture.Start();
        var paused = fixture.Until(id, ActivityStatus.FailedPause);
        Assert.That(paused.CurrentBatch, Is.EqualTo(2));
        Assert.That(paused.Batch!.Instances.Single(instance => instance.Status == BatchInstanceStatus.Failed),
            Has.Property("InstanceId").EqualTo(Fleet.InstanceId(Fixture.Group, 3)).And.Property("Message").Contains("failed"));

        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void FailOnce_WithTimesTwo_FailsTwoAttemptsWithItsMessage()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(new() { InstanceId = Fleet.InstanceId(Fixture.Group, 1), Kind = FaultKind.FailOnce, Times = 2, Message = "disk full" });
        var id = fixture.Start();
        for (var i = 0; i < 2; i++)
        {
            Assert.That(fixture.Until(id, ActivityStatus.FailedPause).Batch!.Instances[0].Message, Is.EqualTo("disk full"));
            fixture.Resume(id);
        }

        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void FailAlways_OnAMachine_FailsEveryAttemptUntilItIsTakenBack()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.OfInstance(Fleet.InstanceId(Fixture.Group, 1), FaultKind.FailAlways));
        var id = fixture.Start();
        for (var i = 0; i < 3; i++)
        {
            fixture.Until(id, ActivityStatus.FailedPause);
            fixture.Resume(id);
        }

        fixture.Until(id, ActivityStatus.FailedPause);
        fixture.Faults.Clear();
        fixture.Resume(id);
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test]
    public void Stuck_Machine_HoldsItsBatchUntilItIsTakenBack()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.Stuck));
        var id = fixture.Start();
        fixture.Pass(7200);
        Assert.That(fixture.Activity(id), Has.Property("Status").EqualTo(ActivityStatus.Running).And.Property("CurrentBatch").EqualTo(1));

        fixture.Faults.Clear();
        fixture.Until(id, ActivityStatus.Successful);
    }

    [Test, Bug("a machine that was stuck never counted as a fault that happened")]
    public void Stuck_Machine_HasHappenedOnceItHoldsTheMachine()
    {
        var fixture = new Fixture();
        List<Fault> happened = [];
        fixture.Faults.Happened += happened.Add;
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 1, FaultKind.Stuck));
        fixture.Start();
        Assert.That(happened, Is.Empty);

        fixture.Pass(7200);

        Assert.That(happened.Select(fault => fault.Kind), Is.EqualTo(new[] { FaultKind.Stuck }));
        Assert.That(fixture.Faults.Planned.Single().Happened, Is.EqualTo(1));
    }

    [Test, Bug("a fault that had just stopped the rollout was told to have met nothing, since the cancellation waits for the batch")]
    public void Cancel_AtBatchTwo_HasHappenedWithItsStopAndNotAgainWithItsCancellation()
    {
        var fixture = new Fixture();
        List<Fault> happened = [];
        fixture.Faults.Happened += happened.Add;
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Cancel, atBatch: 2));
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.ManualPause);
        Assert.That(happened, Has.Count.EqualTo(1));
        Assert.That(fixture.Faults.Planned.Single().Happened, Is.EqualTo(1));

        fixture.Until(id, ActivityStatus.Cancelled);

        Assert.That(happened, Has.Count.EqualTo(1));
        Assert.That(fixture.Faults.Planned, Is.Empty);
    }

    [Test]
    public void Pause_AtBatchTwo_IsThereWhenThatBatchHasBegun()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Pause, atBatch: 2));
        var id = fixture.Start();
        Assert.That(fixture.Until(id, ActivityStatus.ManualPause), Has.Property("CurrentBatch").EqualTo(2).And.Property("Working").True);
        fixture.Settle();

        Assert.That(fixture.Activity(id).Batches[1].Status, Is.EqualTo(BatchStatus.Successful));
        Assert.That(fixture.Calls.After(0).Select(call => call.Action), Is.EqualTo(new[] { "StartInstanceRefresh" }), "nobody called for it");
    }

    [Test]
    public void Cancel_AtBatchTwo_ComesWhenThatBatchHasEnded()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Cancel, atBatch: 2));
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.ManualPause);

        var cancelled = fixture.Until(id, ActivityStatus.Cancelled);

        Assert.That(cancelled.Batches.Select(batch => batch.Status),
            Is.EqualTo(new[] { BatchStatus.Successful, BatchStatus.Successful, BatchStatus.Cancelled }));
        Assert.That(fixture.Faults.Planned, Is.Empty);
    }

    [Test]
    public void Rollback_AtBatchTwo_UndoesWhatHasBegun()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Rollback, atBatch: 2));
        var id = fixture.Start();
        fixture.Until(id, ActivityStatus.Cancelled);

        Assert.That(fixture.Newest, Has.Property("OriginId").EqualTo(id));
        Assert.That(fixture.Until(fixture.Newest.Id, ActivityStatus.Successful).Batches.SelectMany(batch => batch.Instances).Count(), Is.EqualTo(4));
    }

    [Test]
    public void Break_AtBatchTwo_FailsForGood()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Break, atBatch: 2));

        Assert.That(fixture.Until(fixture.Start(), ActivityStatus.Failed).EndTime, Is.Not.Null);
        fixture.Settle();
        Assert.That(fixture.TheGroup.Enabled, Is.True);
    }

    [TestCase("instanceId=ins-00000001,kind=failOnce", FaultKind.FailOnce, 1)]
    [TestCase("instanceId=ins-00000001, kind=failAlways", FaultKind.FailAlways, null)]
    [TestCase("""{"action":"StartInstanceRefresh","kind":"error","phase":"after","code":"InternalError","times":3}""", FaultKind.Error, 3)]
    [TestCase("action=StartInstanceRefresh,kind=lostAnswer,times=always", FaultKind.LostAnswer, null)]
    [TestCase("groupId=asg-9dn1a5y6,kind=cancel,atBatch=2", FaultKind.Cancel, 1)]
    public void Parse_BothForms_AreRead(string text, FaultKind kind, int? times)
        => Assert.That(FaultJson.Parse(text, Fleet.Default), Has.Property("Kind").EqualTo(kind).And.Property("Times").EqualTo(times));

    [Test]
    public void Parse_InstanceOrBatch_NeedsNoId()
    {
        Assert.That(FaultJson.Parse("instance=3,kind=failOnce", Fleet.Default).InstanceId, Is.EqualTo(Fleet.InstanceId(Fleet.DefaultGroupId, 3)));
        Fault batch = FaultJson.Parse("batch=2,kind=failOnce", Fleet.Default);
        Assert.That((batch.GroupId, batch.AtBatch), Is.EqualTo((Fleet.DefaultGroupId, 2)));
    }

    [TestCase("instance=7,kind=failOnce", "instances 1 to 6")]
    [TestCase("instance=0,kind=failOnce", "instances 1 to 6")]
    [TestCase("instance=third,kind=failOnce", "expected a number")]
    public void Parse_NoSuchInstance_SaysWhichThereAre(string text, string expected)
        => Assert.That(() => FaultJson.Parse(text, Fleet.Default), Throws.TypeOf<FleetFormatException>().With.Message.Contains(expected));

    [Test]
    public void Parse_BatchOfNoGroup_SaysWhatIsNeeded()
        => Assert.That(() => FaultJson.Parse("batch=2,kind=failOnce", Fleet.Empty), Throws.TypeOf<FleetFormatException>().With.Message.Contains("groupId"));

    [TestCase("kind=explode")]
    [TestCase("""{"action":"*","kind":"explode"}""")]
    [Bug("a fault of an unknown kind was also told what another kind needs")]
    public void Parse_UnknownKind_IsTheOnlyError(string text)
        => Assert.That(() => FaultJson.Parse(text, Fleet.Default), Throws.TypeOf<FleetFormatException>().With.Property("Errors").Count.EqualTo(1));

    [Test]
    [Bug("a fault that is no JSON was told of in the parser's words")]
    public void Parse_BrokenJson_SaysWhereInPlainText()
        => Assert.That(() => FaultJson.Parse("{\"kind\":", Fleet.Default), Throws.TypeOf<FleetFormatException>().With.Message.EqualTo("this is not JSON; it goes wrong at character 9"));

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
    public void Parse_Nonsense_SaysWhatIsWrong(string text, string expected)
        => Assert.That(() => FaultJson.Parse(text, Fleet.Default), Throws.TypeOf<FleetFormatException>().With.Message.Contains(expected));
}
