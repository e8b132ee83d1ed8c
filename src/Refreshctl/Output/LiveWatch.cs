using System.Collections.Immutable;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Display.Live;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>A rollout on a terminal: drawn again and again in its place, with a clock that goes on between two looks; below it, while it is paused, why and
/// what to do.</summary>
internal static class LiveWatch
{
    private sealed record Look(RolloutView Rollout, long At);

    /// <summary>Draws what is seen until there is nothing more to see.</summary>
    /// <param name="first">What to draw until then.</param>
    /// <returns>What was seen last.</returns>
    public static async Task<RolloutView> ShowAsync(RolloutView first, IAsyncEnumerable<RolloutView> looks, TimeProvider clock)
    {
        var last = new Look(first, clock.GetTimestamp());
        return await new LiveScreen(AnsiConsole.Console, clock).WatchAsync(
            size => Drawn(last.Rollout, clock.GetElapsedTime(last.At), size.Width, size.Height), FollowAsync());

        async Task<RolloutView> FollowAsync()
        {
            await foreach (var seen in looks)
                last = new Look(seen, clock.GetTimestamp());
            return last.Rollout;
        }
    }

    /// <summary>The advice comes before the batches where a terminal is too low for both.</summary>
    internal static ImmutableArray<string> Drawn(RolloutView rollout, TimeSpan since, int width, int height)
    {
        ImmutableArray<string> advice = rollout.Alive
            ? [.. RolloutText.Advice(rollout).SelectMany(line => TextWrap.Lines(line.Text, width, line.Indent, "  ")).Select(Markup.Escape).Take(Math.Max(0, height - 4))]
            : [];
        return [.. RolloutDrawing.Of(rollout.Progress, since, new(width, height - advice.Length)), .. advice];
    }
}
