using System.Collections.Immutable;
using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Output;
using TencentcloudRefresh.Rehearsal.Commands;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>The rollouts of a group: what each came to, how long the group could not scale, and which image it brought where that can still be told.</summary>
internal static class HistoryCommand
{
    private const int Usual = 20, Most = 1_000;

    public static Command Make(CloudCommand commands)
    {
        var group = Arguments.Group();
        var limit = NumberOption.Make("--limit", $"How many, newest first. Default: {Usual}.", from: 1, to: Most);
        return commands.Make("history", "Lists the rollouts of a group, newest first: images, outcome, and for how long the group could not scale.", [group, limit], async call =>
        {
            string id = RolloutName.ParseGroup(call.Parsed.GetValue(group)!);
            var history = await call.Queries.HistoryAsync(id, call.CancellationToken) ?? throw call.NoSuchGroup(id);
            ImmutableArray<RolloutView> shown = [.. history.Rollouts.Take(call.Parsed.GetValue(limit) ?? Usual)];
            call.Screen.Json(new(history.Group, shown), OutputJson.Plain.HistoryOutput);
            Write(call.Screen, history, shown);
            return ExitCode.Done;
        });
    }

    private static void Write(Screen screen, GroupHistory history, ImmutableArray<RolloutView> shown)
    {
        if (shown.IsEmpty)
            screen.Line($"{RolloutText.Title(history.Group)} has no rollout that the service still lists.", hanging: "  ");
        foreach (var rollout in shown)
        {
            screen.Line($"{Times.Write(rollout.CreatedTime) ?? "time not known"}  {RolloutText.Heading(rollout)}", hanging: "  ");
            screen.Line(Detail(rollout), "  ", "  ");
        }

        if (history.Rollouts.Length > shown.Length)
            screen.Line($"{history.Rollouts.Length - shown.Length} older ones are not shown: --limit {history.Rollouts.Length} shows all.", hanging: "  ");
    }

    private static string Detail(RolloutView rollout)
    {
        var progress = rollout.Progress;
        string images = rollout.Images is { } change ? $"; {RolloutText.Change(change)}" : "";
        string failed = progress.Failed > 0 ? $", {progress.Failed} failed" : "";
        string paused = rollout.PausedSeconds > 0 ? $", {RolloutText.Span(rollout.PausedSeconds)} of it between batches" : "";
        return $"{progress.Done} of {progress.Total} instances in {progress.Batches} batch{(progress.Batches == 1 ? "" : "es")}{failed}; "
            + $"no scaling for {RolloutText.Span(rollout.FrozenSeconds)}{paused}{images}";
    }
}
