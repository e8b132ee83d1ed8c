using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Reporting;

/// <summary>A progress line says no more than is known.</summary>
public sealed class HonestProgressTests
{
    private static readonly TimeSpan Expected = TimeSpan.FromSeconds(90);

    [Test]
    public void Line_OfABatchThatIsSlowerThanExpected_SaysHowLongNothingHasMoved()
        => Assert.That(
            RolloutProgress.Of(Sample.Activity(ActivityStatus.Running, "SR", "WW"), Sample.Start + TimeSpan.FromMinutes(12),
                new() { ExpectedBatch = Expected, Quiet = new(TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(50)) }).Line,
            Is.EqualTo("1/2 · 1/4 ok · 12m00s · no progress for 12m (deadline 50m)"));

    [Test]
    public void Line_InABake_SaysHowMuchOfItIsOver()
        => Assert.That(
            RolloutProgress.Of(Sample.Activity(ActivityStatus.AutoPause, "SS", "WW"), Sample.Start + TimeSpan.FromMinutes(3),
                new() { ExpectedBatch = Expected, Bake = new(TimeSpan.FromSeconds(125), TimeSpan.FromMinutes(5)) }).Line,
            Is.EqualTo("baking 2m of 5m · 1/2 · 2/4 ok · 3m00s"));

    [TestCase(DesiredState.Completed, "set desiredState to RolledBack to undo it; set desiredState to Cancelled to end it here")]
    [TestCase(DesiredState.RolledBack, "set desiredState to Cancelled to end it here")]
    [TestCase(DesiredState.Cancelled, "set desiredState to RolledBack to undo it")]
    public void Advice_WhatIsWantedAlready_IsNoneOfTheNextSteps(DesiredState desired, string steps)
        => Assert.That(string.Join("; ", Reasons.Ends(Sample.Activity(ActivityStatus.FailedPause, "SF", "WW"), desired)), Is.EqualTo(steps));
}
