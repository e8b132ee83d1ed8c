namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ActivityChangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly RefreshActivity Seen = new()
    {
        RefreshActivityId = "asr-1",
        Status = ActivityStatus.Running,
        CurrentRefreshBatchNum = 1,
        RefreshBatchSet = [Batch(1, BatchStatus.Running, InstanceStatus.Running), Batch(2, BatchStatus.Waiting, InstanceStatus.Waiting)],
    };

    private static RefreshBatch Batch(int number, string status, string instance, string attempt = "asa-1", string message = "") => new()
    {
        RefreshBatchNum = number,
        RefreshBatchStatus = status,
        RefreshBatchRelatedInstanceSet =
            [new() { InstanceId = $"ins-{number}", InstanceStatus = instance, LastActivityId = attempt, InstanceStatusMessage = message }],
    };

    private static RefreshActivity With(RefreshBatch first) => Seen with { RefreshBatchSet = [first, Seen.RefreshBatchSet[1]] };

    private static IEnumerable<TestCaseData> Movements()
    {
        yield return Row("the status", Seen with { Status = ActivityStatus.AutoPause });
        yield return Row("the current batch", Seen with { CurrentRefreshBatchNum = 2 });
        yield return Row("a batch", With(Batch(1, BatchStatus.Successful, InstanceStatus.Running)));
        yield return Row("an instance", With(Batch(1, BatchStatus.Running, InstanceStatus.Successful)));
        yield return Row("another attempt", With(Batch(1, BatchStatus.Running, InstanceStatus.Running, "asa-2")));
        yield return Row("a batch that is not listed any more", Seen with { RefreshBatchSet = [Seen.RefreshBatchSet[0]] });
        yield return Row("another activity", Seen with { RefreshActivityId = "asr-2" });

        static TestCaseData Row(string name, RefreshActivity after) => new TestCaseData(after).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Movements))]
    public void IsNone_AnythingHasMoved_IsFalse(RefreshActivity after) => Assert.That(ActivityChange.Between(Seen, after).IsNone, Is.False);

    [Test]
    public void IsNone_OtherTimesAndWords_IsTrue()
    {
        var reported = Batch(1, BatchStatus.Running, InstanceStatus.Running, message: "still at it") with { StartTime = Noon };

        Assert.That(ActivityChange.Between(Seen, With(reported) with { EndTime = Noon }).IsNone);
    }

    [Test]
    public void IsNone_FirstPoll_IsFalse() => Assert.That(ActivityChange.Between(null, Seen).IsNone, Is.False);

    [Test]
    public void Batches_OneInstanceHasMoved_ListsThatOneOnly()
    {
        var change = ActivityChange.Between(Seen, With(Batch(1, BatchStatus.Running, InstanceStatus.Failed)));

        var (before, after) = change.Batches.Single().Instances.Single();
        Assert.That((before!.InstanceStatus, after.InstanceStatus), Is.EqualTo((InstanceStatus.Running, InstanceStatus.Failed)));
    }

    [Test]
    public void UsualBatchTime_SomeBatchesAreRetriedOrInProgress_CountsTheOthers()
    {
        RefreshBatch Lasting(int minutes, string status = BatchStatus.Successful) => Batch(1, status, InstanceStatus.Successful) with
        {
            StartTime = Noon,
            EndTime = Noon.AddMinutes(minutes),
        };
        var retried = Lasting(600) with
        {
            RefreshBatchRelatedInstanceSet = [new() { InstanceId = "ins-1", LastActivityId = "asa-1" }, new() { InstanceId = "ins-2", LastActivityId = "asa-2" }],
        };

        Assert.That((Seen with { RefreshBatchSet = [Lasting(2), Lasting(4), Lasting(0), retried, Lasting(60, BatchStatus.Running)] }).UsualBatchTime,
            Is.EqualTo(TimeSpan.FromMinutes(3)));
        Assert.That(Seen.UsualBatchTime, Is.Null);
    }

    [TestCase(InstanceStatus.Failed, FailProcess.AutoCancel)]
    [TestCase(InstanceStatus.Successful, null)]
    public void AppliedFailProcess_IsThatOfTheSettings_OnceAnInstanceHasFailed(string instance, string? applied)
    {
        var activity = With(Batch(1, BatchStatus.Running, instance)) with
        {
            RefreshSettings = new() { RollingUpdateSettings = new() { FailProcess = FailProcess.AutoCancel } },
        };

        Assert.That(activity.AppliedFailProcess, Is.EqualTo(applied));
    }
}
