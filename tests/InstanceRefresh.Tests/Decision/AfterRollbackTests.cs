using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

public sealed class AfterRollbackTests
{
    private static readonly RefreshOutputs RolledBack = OutputsBuilder.Build(
        new RefreshOutputs { RefreshActivityId = "asr-4k7m2p9q" }, Sample.Activity(ActivityStatus.Cancelled, "SF", "CC"), Sample.Rollback(ActivityStatus.Successful, "S"), Sample.Start);

    [TestCase("new", "restored", "restored", true, TestName = "The triggers that were noted mean nothing to do")]
    [TestCase("new", "restored", "new", false, TestName = "The triggers of the rolled-back rollout mean try again")]
    [TestCase("new", "new", "new", false, TestName = "They mean try again also where they are those that were noted")]
    [TestCase("new", "restored", "newer", false, TestName = "Any other triggers start a rollout")]
    [Bug("back from RolledBack to Completed reinstalled the fleet with the image that it already had")]
    public void IsWhatIsWanted_CompletedAfterARollback(string rolledOut, string noted, string wanted, bool expected)
    {
        var stored = RolledBack.Noted(Triggers(rolledOut), Triggers(noted));

        Assert.That(AfterRollback.IsWhatIsWanted(stored, Sample.Inputs() with { Triggers = Triggers(wanted) }), Is.EqualTo(expected));
    }

    [Test]
    public void IsWhatIsWanted_AStateOfAnOlderVersion_IsNot()
        => Assert.That(AfterRollback.IsWhatIsWanted(RolledBack, Sample.Inputs() with { Triggers = Triggers("any") }), Is.False);

    [Test]
    public void IsWhatIsWanted_ARollbackThatDidNotEndWell_IsNot()
    {
        var stored = RolledBack.Noted(Triggers("new"), Triggers("restored")) with { Status = ActivityStatus.Failed };

        Assert.That(AfterRollback.IsWhatIsWanted(stored, Sample.Inputs() with { Triggers = Triggers("restored") }), Is.False);
    }

    [Test]
    public void Noted_ARollbackThatSomebodyElseBegan_TakesWhatTheProgramSaysFirst()
    {
        var found = RolledBack.Noted(Triggers("new"), Triggers("new"));
        var said = found.Noted(rolledOut: null, Triggers("restored"));

        Assert.That(AfterRollback.IsWhatIsWanted(said, Sample.Inputs() with { Triggers = Triggers("restored") }), Is.True);
        Assert.That(said.Noted(rolledOut: null, Triggers("later")), Is.EqualTo(said), "what is noted later was never at the rollback");
    }

    [Test]
    public void Noted_HoldsNoValue()
        => Assert.That(RolledBack.Noted(Triggers("s3cr3t"), Triggers("s3cr3t")).ToMap(PropertyMap.Empty).ToString(), Does.Not.Contain("s3cr3t"));

    [Test]
    public void TriggerDigest_KeysAndValuesThatRunIntoEachOther_AreDistinguished()
        => Assert.That(TriggerDigest.Of(Of(("a", "1"), ("b", "2")), "x"), Is.Not.EqualTo(TriggerDigest.Of(Of(("a", "1\n1:b=1:2")), "x")));

    [Test]
    public void Decide_WhatTheRollbackBroughtBackIsWanted_IsWhereItShouldBe()
    {
        var seen = Situation.Of(RolledBack);
        var policy = RolloutPolicy.Of(Sample.Inputs(), ResumeTrigger.Adoption) with { RollbackSought = true };

        Assert.That(RolloutDecision.Decide(seen, policy with { KeepsRollback = true }), Is.EqualTo(new NextStep.Finish(Reached.Ended)));
        Assert.That(RolloutDecision.Decide(seen, policy), Is.EqualTo(new NextStep.GiveUp(Cause.RolledBack)));
    }

    private static ImmutableSortedDictionary<string, string> Triggers(string image) => Of(("image", image));

    private static ImmutableSortedDictionary<string, string> Of(params (string Key, string Value)[] triggers)
        => triggers.ToImmutableSortedDictionary(trigger => trigger.Key, trigger => trigger.Value);
}
