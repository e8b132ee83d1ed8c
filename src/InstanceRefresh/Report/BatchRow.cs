using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>A row of a table of batches: one batch, or neighbours that nobody has begun to work on and that are alike.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The number of the last.</param>
/// <param name="Counts">Of their instances together.</param>
internal sealed record BatchRow(ReportBatch First, int Last, InstanceCounts Counts)
{
    public bool HasBegun { get; } = !IsUntouched(First);

    public int Batches => Last - First.Number + 1;

    /// <summary>E.g. <c>3</c>, or <c>3–50</c>.</summary>
    public string Numbers => Batches == 1 ? $"{First.Number}" : $"{First.Number}–{Last}";

    public static ImmutableArray<BatchRow> Of(ReportActivity activity)
    {
        ImmutableArray<BatchRow>.Builder rows = ImmutableArray.CreateBuilder<BatchRow>();
        foreach (ReportBatch batch in activity.Batches)
        {
            if (rows is [.., var row] && row.TakesIn(batch))
                rows[^1] = row with { Last = batch.Number, Counts = row.Counts.Plus(batch.Counts) };
            else
                rows.Add(new(batch, batch.Number, batch.Counts));
        }
        return rows.ToImmutable();
    }

    private bool TakesIn(ReportBatch next) => !HasBegun && IsUntouched(next) && next.Status == First.Status && next.Number == Last + 1;

    private static bool IsUntouched(ReportBatch batch) => batch.Instances.All(instance => instance.Status is InstanceStatus.Waiting or InstanceStatus.Cancelled && instance.Attempts == 0)
        && batch.Status is BatchStatus.Waiting or BatchStatus.Cancelled;
}
