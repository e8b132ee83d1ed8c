using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Planning;

public sealed class CoverageTests
{
    private static readonly RefreshActivity Done = Sample.Activity(ActivityStatus.Successful, "SS", "SS");

    [Test]
    public void Of_EveryInstanceBroughtThrough_IsComplete() => Assert.That(Coverage.Of(Done, Sample.Instances(2, 2)).IsComplete, Is.True);

    [Test]
    public void Of_OneOfThemGoneSince_IsComplete() => Assert.That(Coverage.Of(Done, Sample.Instances(2, 1)).IsComplete, Is.True);

    [Test]
    public void Of_AGroupWithoutInstances_IsNot() => Assert.That(Coverage.Of(Done, []).IsComplete, Is.False);

    [Test, Bug("a replacement that had ended well was rolled a second time, since it lists machines that are gone")]
    public void Of_AReplacement_IsJudgedByWhatWasMadeSince()
    {
        var replaced = Done with { RefreshMode = RefreshMode.Replace };
        AutoScalingInstance[] made = [.. Enumerable.Range(0, 4).Select(index => Sample.Instance($"ins-new{index}", TimeSpan.FromMinutes(2 + index)))];

        Assert.That(Coverage.Of(replaced, made).IsComplete, Is.True);
        Assert.That(Coverage.Of(replaced, [.. made, Sample.Instance("ins-0101") with { LifeCycleState = "TERMINATING" }]).IsComplete, Is.True, "on its way out");
        Assert.That(Coverage.Of(replaced, [.. made[..3], Sample.Instance("ins-new9") with { AddTime = null }]).IsComplete, Is.False, "nothing tells when it was made");
    }

    [Test, Bug("an instance in standby made a rollout that had ended well be started a second time")]
    public void Of_AnInstanceThatWasNeverSelected_LeavesItCompleteAndIsNamed()
    {
        var coverage = Coverage.Of(Done, [.. Sample.Instances(2, 2), Sample.Instance("ins-standby")]);

        Assert.That(coverage.IsComplete, Is.True);
        Assert.That(coverage.Instances.Single(instance => !instance.IsCovered), Is.EqualTo(new InstanceCoverage("ins-standby", Covered.NotSelected, 0, "")));
    }

    [TestCase("SS,SF", "Failed")]
    [TestCase("SS,SC", "Unfinished")]
    public void Of_ASelectedInstanceThatWasNotBroughtThrough_IsNotComplete(string batches, string expected)
    {
        var coverage = Coverage.Of(Sample.Activity(ActivityStatus.Successful, batches.Split(',')), Sample.Instances(2, 2));

        Assert.That(coverage.IsComplete, Is.False);
        Assert.That(coverage.Instances[^1].As.ToString(), Is.EqualTo(expected));
        Assert.That(coverage.Instances[^1].Batch, Is.EqualTo(2));
    }

    [Test]
    public void Of_AMachineThatSomebodyHasPutIntoTheGroupSince_IsNotComplete()
        => Assert.That(
            Coverage.Of(Done, [.. Sample.Instances(2, 2), Sample.Instance("ins-attached", TimeSpan.FromHours(1)) with { CreationType = "MANUAL_ATTACHING" }]).IsComplete,
            Is.False);
}
