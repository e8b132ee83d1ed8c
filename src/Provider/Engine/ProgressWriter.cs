using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Progress;

namespace TencentcloudRefresh.Provider.Engine;

/// <summary>Progress in the form in which it goes with a line of the log.</summary>
internal static class ProgressWriter
{
    /// <summary>So many fit into a header beside all else; a rollout of more batches goes as its totals.</summary>
    private const int BatchesAtMost = 400;

    public static ProgressPayload Payload(RolloutProgress progress)
    {
        ProgressPayload payload = new()
        {
            RefreshActivityId = progress.RefreshActivityId,
            AutoScalingGroupId = progress.AutoScalingGroupId,
            IsRollback = progress.IsRollback,
            Phase = progress.Phase,
            IsOver = progress.IsOver,
            Batch = progress.Batch,
            Batches = progress.Batches,
            Done = progress.Done,
            Total = progress.Total,
            Failed = progress.Failed,
            Bake = progress.Bake is { } bake ? Part(bake.Spent, bake.Whole) : null,
            Quiet = progress.Quiet is { } quiet ? Part(quiet.Spent, quiet.AtMost) : null,
        };
        if (progress.Elapsed is { } elapsed)
            payload.Elapsed = elapsed.TotalSeconds;
        if (progress.Left is { } left)
            payload.Left = left.TotalSeconds;
        if (progress.PerBatch.Length <= BatchesAtMost)
            AddBatches(payload, progress);
        payload.InProgress.Add(progress.InProgress.Select(one => new ProgressPayload.Types.Instance { Id = one.InstanceId, Batch = one.Batch, Phase = one.Phase }));
        return payload;
    }

    private static void AddBatches(ProgressPayload payload, RolloutProgress progress)
    {
        foreach (var batch in progress.PerBatch)
        {
            payload.BatchTotal.Add(batch.Total);
            payload.BatchDone.Add(batch.Done);
            payload.BatchFailed.Add(batch.Failed);
            payload.BatchBusy.Add(batch.Busy);
            payload.BatchLost.Add(batch.Lost);
            payload.BatchElapsed.Add(batch.Elapsed is { } elapsed ? (int)elapsed.TotalSeconds : -1);
        }
    }

    private static ProgressPayload.Types.Part Part(TimeSpan spent, TimeSpan whole) => new() { Spent = spent.TotalSeconds, Whole = whole.TotalSeconds };
}
