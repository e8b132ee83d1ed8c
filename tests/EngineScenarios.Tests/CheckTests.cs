namespace TencentcloudRefresh.EngineScenarios.Tests;

/// <summary>A check that cannot fail proves nothing.</summary>
public sealed class CheckTests
{
    [Test]
    public void Equal_OtherValue_NamesBoth()
        => Assert.That(() => Check.Equal("Succeeded", "Failed", "the outcome"),
            Throws.TypeOf<ScenarioFailedException>().With.Message.EqualTo("the outcome: expected Succeeded, but it is Failed"));

    [Test]
    public void Equal_Nothing_IsSaidInAWord()
        => Assert.That(() => Check.Equal("Succeeded", null, "the outcome"), Throws.TypeOf<ScenarioFailedException>().With.Message.Contains("nothing"));

    [TestCase("Start")]
    [TestCase("Start", "Start", "Resume")]
    [TestCase("Resume", "Start")]
    public void Sequence_OtherCallsOrOrder_Fails(params string[] actual)
        => Assert.That(() => Check.Sequence(["Start", "Resume"], actual, "the calls"), Throws.TypeOf<ScenarioFailedException>());

    [Test]
    public void True_False_Fails()
        => Assert.That(() => Check.True(false, "it is so"), Throws.TypeOf<ScenarioFailedException>());

    [Test]
    public void Everything_AsExpected_Passes()
    {
        Check.Equal(0, 0, "the exit code");
        Check.Sequence(["Start"], ["Start"], "the calls");
        Check.True(true, "it is so");
    }

    [Test]
    public void Waiting_WhatNeverBecomesTrue_EndsAtTheLimit()
        => Assert.That(() => Waiting.UntilAsync(() => Task.FromResult(false), TimeSpan.FromMilliseconds(1), "the end of all waiting"),
            Throws.TypeOf<ScenarioFailedException>().With.Message.Contains("the end of all waiting"));
}
