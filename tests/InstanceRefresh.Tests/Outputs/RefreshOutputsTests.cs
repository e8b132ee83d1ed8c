using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Outputs;

public sealed class RefreshOutputsTests
{
    [Test]
    public void Build_FailedPause_CountsAndNamesTheFailed()
    {
        var outputs = Sample.Outputs(Sample.Activity(ActivityStatus.FailedPause, "SS", "SFN", "WW"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
            Assert.That((outputs.BatchCount, outputs.CurrentBatch), Is.EqualTo((3, 2)));
            Assert.That((outputs.TotalInstances, outputs.RefreshedInstances), Is.EqualTo((7, 3)));
            Assert.That(outputs.FailedInstances, Is.EqualTo(new[] { new FailedInstance("ins-0201", 2, "The instance did not become healthy in time.", "asa-0002") }));
            Assert.That(outputs.Batches[1].InstanceCounts, Is.EquivalentTo(new Dictionary<string, int> { ["SUCCESSFUL"] = 1, ["FAILED"] = 1, ["NOT_FOUND"] = 1 }));
            Assert.That(outputs.FrozenSeconds, Is.EqualTo(180), "from its acceptance to the poll");
        }
    }

    [Test]
    public void Build_LargeFleet_StaysSmall()
    {
        var outputs = Sample.Outputs(Sample.Activity(ActivityStatus.FailedPause, new string('F', 1000), new string('W', 1000)));

        Assert.That(outputs.FailedInstances, Has.Length.EqualTo(200));
        Assert.That(outputs.Batches[0].InstanceCounts["FAILED"], Is.EqualTo(1000), "the counts are whole");
    }

    [Test]
    public void Build_WithARollback_ReportsOfTheRollbackAndSumsTheFrozenTime()
    {
        var origin = Sample.Activity(ActivityStatus.Cancelled, "SS", "CC") with { EndTime = Sample.Start + TimeSpan.FromMinutes(5) };
        var rollback = Sample.Rollback(ActivityStatus.Running, "R", "W") with { CreatedTime = Sample.Start + TimeSpan.FromMinutes(7), EndTime = null };

        var outputs = OutputsBuilder.Build(
            new RefreshOutputs { RefreshActivityId = origin.RefreshActivityId, ResumeCount = 2 }, origin, rollback, Sample.Start + TimeSpan.FromMinutes(8));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outputs.RefreshActivityId, Is.EqualTo("asr-4k7m2p9q"));
            Assert.That(outputs.RollbackActivityId, Is.EqualTo("asr-8c1d5e2f"));
            Assert.That((outputs.Status, outputs.ActivityType), Is.EqualTo(("RUNNING", "ROLLBACK")));
            Assert.That(outputs.FrozenSeconds, Is.EqualTo(360), "five minutes of the rollout, one of the rollback");
            Assert.That(outputs.ResumeCount, Is.EqualTo(2));
        }
    }

    [Test]
    public void Build_MessageOfSeveralLines_IsOneShortLine()
    {
        var activity = Sample.Activity(ActivityStatus.FailedPause, "F");
        var batch = activity.RefreshBatchSet[0];
        activity = activity with
        {
            RefreshBatchSet = [batch with { RefreshBatchRelatedInstanceSet = [batch.RefreshBatchRelatedInstanceSet[0] with { InstanceStatusMessage = "a\r\nb" + new string('x', 900) }] }],
        };

        Assert.That(Sample.Outputs(activity).FailedInstances[0].Message, Does.StartWith("a  bxxx").And.Length.EqualTo(300));
    }

    [Test]
    public void Map_OfOutputs_ReadsBackTheSame()
    {
        var outputs = Sample.Outputs(Sample.Activity(ActivityStatus.FailedPause, "SS", "SF", "WW")) with
        {
            LaunchConfigurationId = "asc-1",
            LaunchConfigurationVersion = 3,
            ResumeCount = 1,
            RollbackActivityId = "asr-8c1d5e2f",
            Deviations = [new("ins-0201", DeviationKind.LeftBehind, 2, "img-a", "img-b", "It stays in standby.")],
            Adopted = true,
            IsIndeterminate = true,
            Region = "ap-guangzhou",
            AccountId = "100000000001",
            Reported = new("FAILED_PAUSE", 2),
            RolledBackTriggers = "1f2e",
            TriggersAtRollback = "3d4c",
            AppliedItems = "5c",
            Images = ImmutableSortedDictionary<string, int>.Empty.Add("img-a", 2).Add("img-b", 1),
            Verified = true,
            PlanDigest = "asg-1/RESET/asc-1:00000000/1:00000000/00000000",
            Applied = new("asc-1", "img-b", ImmutableSortedDictionary<string, string>.Empty.Add("imageId", "0a").Add("userData", "1b")),
            ReportedConfiguration = "6d",
            ImagesBefore = new("img-a", ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("img-0", ["ins-1", "ins-2"])),
        };

        Assert.That(RefreshOutputs.From(outputs.ToMap(Written.Map(Written.Least))), Is.EqualTo(outputs));
    }

    [Test]
    public void Map_OfOutputs_HoldsTheInputsAndOnlyTheNamedProperties()
    {
        var inputs = Written.Map(Written.Least);
        var full = (Sample.Outputs(Sample.Activity(ActivityStatus.Successful, "S")) with { LaunchConfigurationId = "asc-1", LaunchConfigurationVersion = 1, RollbackActivityId = "asr-2", Region = "ap-guangzhou", PlanDigest = "asg-1" }).ToMap(inputs);

        Assert.That(full.Keys, Is.EquivalentTo(inputs.Keys.Concat(RefreshOutputs.Names)));
    }

    [Test]
    public void From_StateWithoutAnActivity_IsNull() => Assert.That(RefreshOutputs.From(Written.Map(Written.Least)), Is.Null);

    [TestCase(ActivityStatus.Init, false, 0, RefreshOutcome.InProgress)]
    [TestCase(ActivityStatus.Running, false, 1, RefreshOutcome.InProgress)]
    [TestCase(ActivityStatus.AutoPause, false, 0, RefreshOutcome.AwaitingApproval)]
    [TestCase(ActivityStatus.ManualPause, false, 0, RefreshOutcome.AwaitingApproval)]
    [TestCase(ActivityStatus.ManualPause, false, 1, RefreshOutcome.Failed)]
    [TestCase(ActivityStatus.FailedPause, false, 1, RefreshOutcome.Failed)]
    [TestCase(ActivityStatus.Failed, false, 0, RefreshOutcome.Failed)]
    [TestCase(ActivityStatus.Cancelled, false, 0, RefreshOutcome.Cancelled)]
    [TestCase(ActivityStatus.Successful, false, 0, RefreshOutcome.Succeeded)]
    [TestCase(ActivityStatus.Successful, false, 1, RefreshOutcome.PartiallySucceeded)]
    [TestCase(ActivityStatus.Successful, true, 0, RefreshOutcome.RolledBack)]
    [TestCase("REBALANCING", false, 0, RefreshOutcome.InProgress)]
    public void Of_EachStatus_HasAnOutcome(string status, bool isRollback, int failed, RefreshOutcome outcome)
        => Assert.That(Outcomes.Of(status, isRollback, failed), Is.EqualTo(outcome));

    [Test]
    public void Parse_Id_TakesThePairAndNothingElse()
    {
        Assert.That(ActivityId.Parse("asg-1/asr-2"), Is.EqualTo(new ActivityId("asg-1", "asr-2")));
        Assert.That(ActivityId.Parse("asg-1/asr-2").ToString(), Is.EqualTo("asg-1/asr-2"));
        foreach (string bad in new[] { "", "asr-2", "asg-1", "asr-2/asg-1", "asg-1/asr-2/x", "asg-/asr-", "asg-1/" })
            Assert.That(() => ActivityId.Parse(bad), Throws.TypeOf<FormatException>().With.Message.Contains("<autoScalingGroupId>/<refreshActivityId>"), bad);
    }
}
