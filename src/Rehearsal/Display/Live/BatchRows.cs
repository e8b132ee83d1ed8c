using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Rehearsal.Display.Live;

/// <summary>One row of the picture: a batch, or several that follow one another and are in the same case.</summary>
/// <param name="First">The first batch's number.</param>
/// <param name="Last">The last one's.</param>
/// <param name="Sum">Their instances together.</param>
internal sealed record BatchRow(int First, int Last, BatchProgress Sum)
{
    private bool IsOne => First == Last;

    public string Name => $"{(IsOne ? "batch" : "batches")} {Numbers}";

    public string Numbers => IsOne ? $"{First}" : $"{First}-{Last}";
}

/// <summary>Batches as rows: one each as long as there is room; then those that are done or still wait fold. Pure.</summary>
internal static class BatchRows
{
    private enum Case { Waiting, Busy, Done, Failed }

    /// <param name="atMost">Rows; at least 1. Where folding does not do, the batches at the beginning become one row.</param>
    public static ImmutableArray<BatchRow> Of(RolloutProgress progress, int atMost)
    {
        ImmutableArray<BatchProgress> batches = progress.PerBatch;
        if (batches.IsEmpty)
        {
            return progress.Total == 0 ? []
                : [new(1, Math.Max(1, progress.Batches), new(1, progress.Total, progress.Done, progress.Failed, 0))];
        }

        if (batches.Length <= atMost)
            return [.. batches.Select(batch => new BatchRow(batch.Number, batch.Number, batch))];
        ImmutableArray<BatchRow> folded = Folded(batches, batch => CaseOf(batch));
        if (folded.Length > atMost)
            folded = Folded(batches, batch => CaseOf(batch) == Case.Failed ? Case.Done : CaseOf(batch));
        int over = folded.Length - Math.Max(1, atMost);
        return over <= 0 ? folded : [folded.Take(over + 1).Aggregate(Together), .. folded.Skip(over + 1)];
    }

    private static ImmutableArray<BatchRow> Folded(ImmutableArray<BatchProgress> batches, Func<BatchProgress, Case> caseOf)
    {
        List<BatchRow> rows = [];
        Case? before = null;
        foreach (BatchProgress batch in batches)
        {
            BatchRow row = new(batch.Number, batch.Number, batch);
            Case now = caseOf(batch);
            if (now == before && now is not (Case.Busy or Case.Failed))
                rows[^1] = Together(rows[^1], row);
            else
                rows.Add(row);
            before = now;
        }

        return [.. rows];
    }

    private static BatchRow Together(BatchRow one, BatchRow next) => new(one.First, next.Last, new(
        one.Sum.Number, one.Sum.Total + next.Sum.Total, one.Sum.Done + next.Sum.Done, one.Sum.Failed + next.Sum.Failed, one.Sum.Busy + next.Sum.Busy)
    {
        Lost = one.Sum.Lost + next.Sum.Lost,
        Elapsed = one.Sum.Elapsed is null && next.Sum.Elapsed is null ? null : (one.Sum.Elapsed ?? TimeSpan.Zero) + (next.Sum.Elapsed ?? TimeSpan.Zero),
    });

    private static Case CaseOf(BatchProgress batch) => batch switch
    {
        { Failed: > 0 } or { Lost: > 0 } => Case.Failed,
        { Busy: > 0 } => Case.Busy,
        _ when batch.Done == batch.Total && batch.Total > 0 => Case.Done,
        { Done: > 0 } => Case.Busy,
        _ => Case.Waiting,
    };
}
