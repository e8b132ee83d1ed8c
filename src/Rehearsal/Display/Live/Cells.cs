using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Rehearsal.Display.Live;

internal enum CellKind { Done, Failed, Lost, Busy, Waiting }

/// <summary>The instances of a batch as cells: one each as long as there is room, in proportion where there is not. Pure.</summary>
internal static class Cells
{
    public static string Glyph(CellKind cell) => cell switch
    {
        CellKind.Done => "■",
        CellKind.Failed => "✗",
        CellKind.Lost => "?",
        CellKind.Busy => "▣",
        _ => "□",
    };

    public static string Color(CellKind cell) => cell switch
    {
        CellKind.Done => "green",
        CellKind.Failed => "red",
        CellKind.Lost => "magenta",
        CellKind.Busy => "yellow",
        _ => "grey",
    };

    /// <param name="room">The most cells to draw. A batch of more instances keeps a cell for each failed or lost one, up to half of the room, and at least one
    /// for whatever is there at all; the others share what is left.</param>
    public static ImmutableArray<CellKind> Of(BatchProgress batch, int room)
    {
        int waiting = Math.Max(0, batch.Total - batch.Done - batch.Failed - batch.Lost - batch.Busy);
        int[] counts = [batch.Done, batch.Failed, batch.Lost, batch.Busy, waiting];
        if (counts.Sum() > room)
        {
            int half = Math.Max(1, room / 2);
            int[] amiss = batch.Failed + batch.Lost <= half ? [batch.Failed, batch.Lost] : Shared([batch.Failed, batch.Lost], half);
            int[] others = Shared([batch.Done, batch.Busy, waiting], room - amiss.Sum());
            counts = [others[0], .. amiss, others[1], others[2]];
        }

        return [.. counts.SelectMany((count, kind) => Enumerable.Repeat((CellKind)kind, count))];
    }

    /// <summary>Runs of the same kind as text.</summary>
    public static string Text(ImmutableArray<CellKind> cells) => string.Concat(cells.Select(Glyph));

    public static string Markup(ImmutableArray<CellKind> cells) => string.Concat(Enum.GetValues<CellKind>()
        .Select(kind => (Kind: kind, Count: cells.Count(cell => cell == kind)))
        .Where(run => run.Count > 0)
        .Select(run => $"[{Color(run.Kind)}]{string.Concat(Enumerable.Repeat(Glyph(run.Kind), run.Count))}[/]"));

    /// <summary>In proportion, the largest remainders first; whatever is there keeps one.</summary>
    private static int[] Shared(int[] counts, int room)
    {
        int total = Math.Max(1, counts.Sum());
        int[] shares = [.. counts.Select(count => count == 0 ? 0 : Math.Max(1, count * room / total))];
        int[] byRemainder = [.. Enumerable.Range(0, counts.Length).Where(kind => counts[kind] > 0).OrderByDescending(kind => count(kind))];
        for (int next = 0; shares.Sum() < room && byRemainder.Length > 0; next++)
            shares[byRemainder[next % byRemainder.Length]]++;
        while (shares.Sum() > room && shares.Max() > 1)
            shares[Array.IndexOf(shares, shares.Max())]--;
        return shares;

        int count(int kind) => counts[kind] * room % total;
    }
}
