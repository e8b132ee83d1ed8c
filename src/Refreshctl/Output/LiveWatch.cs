using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Display.Live;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>A rollout on a terminal: drawn again and again in its place, with a clock that goes on between two looks.</summary>
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
            size => RolloutDrawing.Of(last.Rollout.Progress, clock.GetElapsedTime(last.At), size), FollowAsync());

        async Task<RolloutView> FollowAsync()
        {
            await foreach (var seen in looks)
                last = new Look(seen, clock.GetTimestamp());
            return last.Rollout;
        }
    }
}
