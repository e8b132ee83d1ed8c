using System.Collections.Immutable;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

internal enum CellKind { Waiting, Running, Done, Failed }

/// <summary>The batches of a rollout as rows of cells, one cell an instance as long as there is room.</summary>
internal static class BatchBar
{
    private const string Successful = "SUCCESSFUL";
    private const string Failing = "FAILED";

    public static string Glyph(CellKind cell) => cell switch
    {
        CellKind.Done => "■",
        CellKind.Failed => "✗",
        CellKind.Running => "▣",
        _ => "□",
    };

    public static string Color(CellKind cell) => cell switch
    {
        CellKind.Done => "green",
        CellKind.Failed => "red",
        CellKind.Running => "yellow",
        _ => "grey",
    };

    /// <summary>While it runs, from what its provider reports: instances are taken batch by batch.</summary>
    public static IReadOnlyList<ImmutableArray<CellKind>> Of(ProgressPayload progress, int width)
    {
        List<ImmutableArray<CellKind>> bars = [];
        (int done, int failed) = (progress.Done, progress.Failed);
        for (int batch = 1; batch <= progress.Batches; batch++)
        {
            int size = (progress.Total / progress.Batches) + (batch <= progress.Total % progress.Batches ? 1 : 0);
            int doneHere = Math.Min(size, done);
            int failedHere = batch <= progress.Batch ? Math.Min(size - doneHere, failed) : 0;
            CellKind rest = batch == progress.Batch ? CellKind.Running : CellKind.Waiting;
            bars.Add(Scaled([(CellKind.Done, doneHere), (CellKind.Failed, failedHere), (rest, size - doneHere - failedHere)],
                Room(progress.Batches, width)));
            (done, failed) = (done - doneHere, failed - failedHere);
        }

        return bars;
    }

    /// <summary>At its end, from what is stored.</summary>
    public static IReadOnlyList<ImmutableArray<CellKind>> Of(RolloutRecord rollout, int width) =>
    [
        .. rollout.Batches.Select(batch =>
        {
            int done = batch.InstanceCounts.GetValueOrDefault(Successful);
            int failed = batch.InstanceCounts.GetValueOrDefault(Failing);
            int running = batch.InstanceCounts.GetValueOrDefault("RUNNING");
            int waiting = batch.InstanceCounts.Values.Sum() - done - failed - running;
            return Scaled(
                [(CellKind.Done, done), (CellKind.Failed, failed), (CellKind.Running, running), (CellKind.Waiting, waiting)],
                Room(rollout.Batches.Length, width));
        }),
    ];

    private static int Room(int batches, int width) => Math.Max(1, (width / Math.Max(1, batches)) - 1);

    /// <summary>Shrinks to the room; whatever is there at all keeps at least one cell, a failure before anything else.</summary>
    private static ImmutableArray<CellKind> Scaled(IReadOnlyList<(CellKind Kind, int Count)> parts, int room)
    {
        int total = parts.Sum(part => part.Count);
        if (total <= room)
            return [.. parts.SelectMany(part => Enumerable.Repeat(part.Kind, part.Count))];
        IEnumerable<CellKind> cells = parts.Where(part => part.Count > 0)
            .OrderBy(part => part.Kind == CellKind.Failed ? 0 : 1)
            .SelectMany(part => Enumerable.Repeat(part.Kind, Math.Max(1, part.Count * room / total)))
            .Take(room);
        return [.. cells.OrderBy(kind => kind switch { CellKind.Done => 0, CellKind.Failed => 1, CellKind.Running => 2, _ => 3 })];
    }
}
