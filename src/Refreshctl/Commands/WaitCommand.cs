using System.Collections.Immutable;
using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Output;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>Waits for an outcome; the exit code tells which one came.</summary>
internal static class WaitCommand
{
    private static readonly ImmutableArray<string> Outcomes =
        [.. Enum.GetValues<RefreshOutcome>().Where(outcome => outcome is not (RefreshOutcome.InProgress or RefreshOutcome.UpToDate)).Select(outcome => outcome.ToString())];

    public static Command Make(CloudCommand commands)
    {
        var rollout = Arguments.Rollout();
        Option<string[]> outcomes = new("--for")
        {
            Description = $"The outcome to wait for: {string.Join(", ", Outcomes)}. May be repeated: any of them. Default: Succeeded.",
            HelpName = "OUTCOME",
        };
        outcomes.CompletionSources.Add([.. Outcomes]);
        Option<string?> timeout = new("--timeout") { Description = "How long at most, such as 90s, 30m or 1h30m. Default: no limit.", HelpName = "TIME" };
        Option<bool> throughPauses = new("--through-pauses") { Description = "Wait on while the rollout is paused: somebody else continues it. Otherwise a pause ends the waiting." };
        return commands.Make(
            "wait", "Waits until a rollout comes to an outcome. Exit code 0: it did; 10 to 15: it came to another one; 124: time is up.",
            [rollout, outcomes, timeout, throughPauses],
            async call =>
            {
                var name = RolloutName.Parse(call.Parsed.GetValue(rollout)!);
                var wanted = Wanted(call.Parsed.GetValue(outcomes) ?? []);
                var limit = call.Parsed.GetValue(timeout) is { } text ? Spans.Parse(timeout.Name, text) : Timeout.InfiniteTimeSpan;
                using var late = new CancellationTokenSource(limit, call.Environment.Clock);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, call.CancellationToken);
                try
                {
                    var waiting = call with { CancellationToken = both.Token };
                    return await RunAsync(waiting, await StatusCommand.FindRolloutAsync(waiting, name), wanted, call.Parsed.GetValue(throughPauses));
                }
                catch (OperationCanceledException) when (late.IsCancellationRequested && !call.CancellationToken.IsCancellationRequested)
                {
                    call.Screen.Error($"{name} did not come to {string.Join(" or ", wanted)} within {Times.Span(limit)}: `refreshctl status {name}` shows where it stands.");
                    return ExitCode.TimedOut;
                }
            });
    }

    private static async Task<int> RunAsync(CloudCall call, GroupStatus status, ImmutableHashSet<RefreshOutcome> wanted, bool throughPauses)
    {
        var last = status.Rollout!;
        await foreach (var seen in call.Queries.FollowAsync(status, new ScreenLog(call.Screen), call.CancellationToken))
        {
            last = seen;
            if (wanted.Contains(seen.Outcome) || (seen is { Alive: true, Outcome: not RefreshOutcome.InProgress } && !throughPauses && !IsAtWork(seen)))
                break;
        }

        call.Screen.Json(new(status.Group, last), OutputJson.Plain.StatusOutput);
        RolloutText.WriteEnd(call.Screen, last);
        return wanted.Contains(last.Outcome) ? ExitCode.Done : ExitCode.Of(last.Outcome);
    }

    /// <summary>A stop finishes the batch in progress first.</summary>
    private static bool IsAtWork(RolloutView seen) => seen.Progress.PerBatch.Any(batch => batch.Busy > 0);

    private static ImmutableHashSet<RefreshOutcome> Wanted(string[] names)
        => names.Length == 0 ? [RefreshOutcome.Succeeded] : [.. names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries)).Select(Outcome)];

    /// <exception cref="ToolException">There is no such outcome.</exception>
    private static RefreshOutcome Outcome(string name)
        => Outcomes.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<RefreshOutcome>(known)
            : throw ToolException.Usage($"--for {name}: the outcomes are {string.Join(", ", Outcomes)}."
                + (Suggestion.For(name, Outcomes) is { } meant ? $" Did you mean {meant}?" : ""));
}
