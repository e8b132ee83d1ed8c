using System.Text;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>A group of the largest size: what it leaves in the state must stay small enough to be read and written at each operation.</summary>
internal sealed class LargeGroupTests
{
    private const int Batches = 20;
    private const int InBatch = 100;
    private const int Kibibyte = 1024;

    private static int SizeInState(RefreshActivity activity)
    {
        var outputs = Sample.Outputs(activity);
        outputs = outputs with
        {
            Deviations = [.. OutputsBuilder.FailedIn(activity).Select(failed => new Deviation(
                failed.InstanceId, DeviationKind.LeftBehind, failed.Batch, "img-old00001", "img-new00001", $"{failed.InstanceId} was left behind: {failed.Message}"))],
        };
        return Encoding.UTF8.GetByteCount(PropertyJson.Write(new PropertyValue.Object(outputs.ToMap(PropertyMap.Empty)), encrypt: null));
    }

    [Test]
    public void Outputs_TwoThousandHealthyInstances_AreAtMost64Kibibytes()
    {
        var activity = Sample.Activity(ActivityStatus.Successful, [.. Enumerable.Repeat(new string('S', InBatch), Batches)]);

        Assert.That(SizeInState(activity), Is.LessThanOrEqualTo(64 * Kibibyte));
    }

    [Test]
    public void Outputs_TenPercentOfThemFailed_AreAtMost256Kibibytes()
    {
        string batch = new string('S', InBatch * 9 / 10) + new string('F', InBatch / 10);
        var activity = Sample.Activity(ActivityStatus.Successful, [.. Enumerable.Repeat(batch, Batches)]);
        string longest = new('m', 300);
        activity = activity with
        {
            RefreshBatchSet = [.. activity.RefreshBatchSet.Select(one => one with
            {
                RefreshBatchRelatedInstanceSet = [.. one.RefreshBatchRelatedInstanceSet.Select(instance => instance with { InstanceStatusMessage = longest })],
            })],
        };

        Assert.That(SizeInState(activity), Is.LessThanOrEqualTo(256 * Kibibyte));
    }
}
