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

    [TestCase("new", "restored", DesiredState.RolledBack, true, TestName = "The first triggers after a rollback by somebody else are still to be noted")]
    [TestCase("new", "new", DesiredState.RolledBack, false, TestName = "Those of the rolled-back rollout restore nothing")]
    [TestCase("restored", "later", DesiredState.RolledBack, false, TestName = "What is noted stays noted")]
    [TestCase("new", "restored", DesiredState.Completed, false, TestName = "With Completed they ask for a rollout")]
    [Bug("the triggers that a program restored after a rollback were noted only if another change came with them")]
    public void Diff_RolledBackAsWanted_IsAnUpdateUntilTheTriggersAreNoted(string noted, string wanted, DesiredState desired, bool awaits)
    {
        var stored = RolledBack.Noted(Triggers("new"), Triggers(noted));
        var inputs = Sample.Inputs() with { DesiredState = desired, Triggers = Triggers(wanted) };

        Assert.That(AfterRollback.AwaitsNote(stored, inputs), Is.EqualTo(awaits));
        if (desired == DesiredState.RolledBack)
        {
            var diff = RefreshDiff.Between(inputs with { Triggers = Triggers(noted) }, stored, inputs.ToMap());
            Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((awaits, false)));
        }
    }

    [Test]
    public async Task Update_RolledBackAsWanted_NotesTheTriggersOnce()
    {
        await using var fixture = await Fixture.OpenAsync();
        var before = Fixture.Inputs(change: inputs => inputs with { Triggers = Triggers("new"), Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = await fixture.CreateAsync(before, process: fixture.NewProcess());
        // Rolled back before the program has restored its configuration: its triggers are still those of the rollout.
        var rolledBack = await fixture.UpdateAsync(paused, before with { DesiredState = DesiredState.RolledBack }, oldInputs: before);
        var restored = before with { DesiredState = DesiredState.RolledBack, Triggers = Triggers("restored") };

        Assert.That(RefreshDiff.Between(before with { DesiredState = DesiredState.RolledBack }, rolledBack.Outputs, restored.ToMap()).Changes, Is.True);
        fixture.Service.ClearCalls();
        var noted = (await fixture.UpdateAsync(rolledBack, restored, oldInputs: before with { DesiredState = DesiredState.RolledBack })).MustBeDone();

        Assert.That(RefreshDiff.Between(restored, noted.Outputs, restored.ToMap()).Changes, Is.False, "one update is enough");
        Assert.That(RefreshDiff.Between(restored, noted.Outputs, (restored with { DesiredState = DesiredState.Completed }).ToMap()).Replaces, Is.False, "it is what was brought back");
        Assert.That(fixture.Service.Calls, Is.Empty);
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
