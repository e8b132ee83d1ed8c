using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Progress;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>Progress that a plugin sends beside a line of its log.</summary>
internal static class ProgressReader
{
    /// <returns>Null where there is none, or none that can be read: a picture is a nicety, and the line itself is shown.</returns>
    public static RolloutProgress? Read(Metadata headers)
    {
        try
        {
            return headers.GetValueBytes(ProgressPayload.Header) is { } bytes ? Progress(ProgressPayload.Parser.ParseFrom(bytes)) : null;
        }
        catch (Exception broken) when (broken is InvalidProtocolBufferException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static RolloutProgress Progress(ProgressPayload payload) => new()
    {
        RefreshActivityId = payload.RefreshActivityId,
        AutoScalingGroupId = payload.AutoScalingGroupId,
        IsRollback = payload.IsRollback,
        Phase = payload.Phase,
        IsOver = payload.IsOver,
        Batch = payload.Batch,
        Batches = payload.Batches,
        Done = payload.Done,
        Total = payload.Total,
        Failed = payload.Failed,
        Elapsed = payload.HasElapsed ? TimeSpan.FromSeconds(payload.Elapsed) : null,
        Left = payload.HasLeft ? TimeSpan.FromSeconds(payload.Left) : null,
        Bake = payload.Bake is { } bake ? new(TimeSpan.FromSeconds(bake.Spent), TimeSpan.FromSeconds(bake.Whole)) : null,
        Quiet = payload.Quiet is { } quiet ? new(TimeSpan.FromSeconds(quiet.Spent), TimeSpan.FromSeconds(quiet.Whole)) : null,
        PerBatch = Batches(payload),
        InProgress = [.. payload.InProgress.Select(one => new InstanceProgress(one.Id, one.Batch, one.Phase))],
    };

    /// <summary>Columns of the same length; others would be somebody else's.</summary>
    private static ImmutableArray<BatchProgress> Batches(ProgressPayload payload)
    {
        int[] lengths = [payload.BatchTotal.Count, payload.BatchDone.Count, payload.BatchFailed.Count, payload.BatchBusy.Count, payload.BatchLost.Count, payload.BatchElapsed.Count];
        return lengths.Distinct().Count() > 1 ? [] :
        [
            .. Enumerable.Range(0, lengths[0]).Select(row
                => new BatchProgress(row + 1, payload.BatchTotal[row], payload.BatchDone[row], payload.BatchFailed[row], payload.BatchBusy[row])
                {
                    Lost = payload.BatchLost[row],
                    Elapsed = payload.BatchElapsed[row] is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                }),
        ];
    }
}
