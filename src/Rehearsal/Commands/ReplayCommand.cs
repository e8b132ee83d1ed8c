using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Display.Live;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Shows a rollout again from the recording that a client has kept: on a terminal as it went, elsewhere a line for each change.</summary>
internal static class ReplayCommand
{
    private const double UsualSpeed = 60;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public static Command Make(SharedOptions shared, Func<ParseResult, bool> isWatched, Func<Func<Task<int>>, Task<int>> guard)
    {
        Argument<FileInfo> file = new("file") { Description = "What recordFile of the provider, or --record, has kept." };
        Option<double?> speed = NumberOption.Make("--speed", "Seconds of the recording in a second on a terminal. Default: 60.", from: 1.0, to: 100_000);
        Command command = new("replay", "Shows a recorded rollout again.") { file, speed };
        command.SetAction((parsed, cancelled) => guard(async () =>
        {
            using Interrupts interrupts = new();
            await using RecordedRollouts recorded = await RecordedRollouts.OpenAsync(parsed.GetValue(file)!, cancelled);
            if (recorded.TornLines > 0)
                await Console.Error.WriteLineAsync($"warning: {recorded.TornLines} lines of the recording are torn and were skipped");
            try
            {
                await (isWatched(parsed) ? WatchAsync(recorded, parsed.GetValue(speed) ?? UsualSpeed, interrupts.Interruption.Once)
                    : PrintAsync(recorded, shared.IsJson(parsed), interrupts.Interruption.Once));
                return 0;
            }
            catch (OperationCanceledException)
            {
                return 130;
            }
        }));
        return command;
    }

    private static async Task WatchAsync(RecordedRollouts recorded, double speed, CancellationToken interrupted)
    {
        IReadOnlyList<RolloutProgress> seen = [];
        await new LiveScreen(AnsiConsole.Console, TimeProvider.System).WatchAsync(
            size => Volatile.Read(ref seen) is [var progress] ? RolloutDrawing.Of(progress, TimeSpan.Zero, size) : ["[grey]no rollout yet[/]"],
            Task.Run(async () =>
            {
                await foreach (var look in recorded.LooksAsync(Step, () => Task.Delay(Step / speed, TimeProvider.System, interrupted), interrupted))
                    Volatile.Write(ref seen, [look.Progress]);
                return 0;
            }, CancellationToken.None));
    }

    /// <summary>A line wherever more has changed than the time.</summary>
    private static async Task PrintAsync(RecordedRollouts recorded, bool json, CancellationToken interrupted)
    {
        RolloutProgress? before = null;
        await foreach (var (at, progress) in recorded.LooksAsync(Step, () => Task.CompletedTask, interrupted))
        {
            if (before?.RefreshActivityId != progress.RefreshActivityId && !json)
                await Console.Out.WriteLineAsync($"{(progress.IsRollback ? "Rollback" : "Activity")} {progress.RefreshActivityId} on scaling group {progress.AutoScalingGroupId}");
            if (before is null || Place(before) != Place(progress))
                await Console.Out.WriteLineAsync(json ? Json(at, progress) : string.Create(CultureInfo.InvariantCulture, $"  {at:HH:mm:ss}  {progress.Line}"));
            before = progress;
        }
    }

    private static (string Id, string Place, int Done, int Failed) Place(RolloutProgress progress)
        => (progress.RefreshActivityId, ProgressText.Place(progress), progress.Done, progress.Failed);

    private static string Json(DateTimeOffset at, RolloutProgress progress) => new JsonObject
    {
        ["time"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["groupId"] = progress.AutoScalingGroupId,
        ["activityId"] = progress.RefreshActivityId,
        ["phase"] = progress.Phase,
        ["batch"] = progress.Batch,
        ["batches"] = progress.Batches,
        ["done"] = progress.Done,
        ["total"] = progress.Total,
        ["failed"] = progress.Failed,
        ["line"] = progress.Line,
    }.ToJsonString(JsonText.Plain);
}
