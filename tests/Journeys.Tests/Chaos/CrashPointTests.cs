using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>
/// Engine and provider are killed at one point of an operation, and new processes go on: before and after each call of the API, before each answer that the engine
/// gets and after each state that it stores. <c>CRASH_POINTS=all</c> tries every point of every operation; the usual run tries the last point of each kind, in half of
/// the operations' variants.
/// </summary>
[NonParallelizable] // it plays many points at once itself
public sealed class CrashPointTests
{
    /// <summary>Under which the table is kept for the page of promises.</summary>
    public const string TableOf = "table of crash points";

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("CRASH_POINTS") == "all";

    [Test]
    public async Task KilledAnywhere_NewProcesses_EndItWithOneRolloutAndNothingLost()
    {
        ConcurrentBag<(CrashOperation Operation, ReachedPlace Place, string Recovery)> points = [];
        ConcurrentQueue<string> broken = [];
        long begin = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(CrashOperation.All(IsWhole), async (operation, _) =>
        {
            var whole = await ChaosPlayer.PlayAsync(operation.With(incident: null));
            if (whole.Broken is { } rule)
                broken.Enqueue($"{operation.Name}, not killed: {rule.Message}");
            var places = whole.Runs[operation.Before.Count(action => action is ChaosAction.Run)].Places;
            await Parallel.ForEachAsync(Chosen(places), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 4 }, async (place, _) =>
            {
                Incident kill = new(IncidentKind.KillAll, place.Number, place.After) { Place = place.Place };
                var result = await ChaosPlayer.PlayAsync(operation.With(kill));
                if (Fault(operation, result) is { } fault)
                    broken.Enqueue($"{operation.Name}, killed {place.Name} ({place.Number}): {fault}\n  {string.Join("\n  ", result.Story)}");
                points.Add((operation, place, Recovery(operation, result)));
            });
        });

        TestContext.Out.WriteLine($"crash points: {points.Count}, {broken.Count} broken, {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:F0} s");
        Assert.That(string.Join("\n\n", broken.Take(3)), Is.Empty);
        Proof.Held(TableOf, Table([.. points]));
        Proof.Held("crash points", $"{points.Count} points of {points.Select(point => point.Operation.Name).Distinct().Count()} operations");
    }

    private static IEnumerable<ReachedPlace> Chosen(IEnumerable<ReachedPlace> places)
        => IsWhole ? places : places.GroupBy(place => place.Name, StringComparer.Ordinal).Select(group => group.Last());

    /// <summary>What is wrong at the end; null where nothing is.</summary>
    private static string? Fault(CrashOperation operation, ChaosResult result)
    {
        if (result.Broken is { } rule)
            return rule.Message;
        if (result.Held != (operation.IsDestroy ? 0 : 1))
            return $"the state holds {result.Held}";
        // A destroyed rollout that nobody holds any more is one that the state never knew.
        return result.Truth.Activities.Where(activity => activity.IsAlive).ToList() is [var alive, ..] ? $"{alive.Id} is left {alive.Status}" : null;
    }

    /// <summary>How the runs after the kill ended, up to the first of the quiet ones.</summary>
    private static string Recovery(CrashOperation operation, ChaosResult result)
    {
        var after = result.Runs.Skip(operation.Before.Count(action => action is ChaosAction.Run) + 1).ToList();
        int needed = after.FindLastIndex(run => !run.IsGood || !run.Writes.IsEmpty || run.Touched.Count > 0) + 1;
        return needed == 0 ? "0" : string.Join(" ", after.Take(needed).Select(run => run.IsGood ? "0" : "1"));
    }

    /// <summary>A row for each operation and way to recover, so that it can be read.</summary>
    private static string Table((CrashOperation Operation, ReachedPlace Place, string Recovery)[] points)
    {
        StringBuilder table = new("| operation | exit codes of the runs that followed | points | killed |\n|---|---|---|---|\n");
        foreach (var row in points.GroupBy(point => (point.Operation.Name, point.Recovery)).OrderBy(row => row.Key))
        {
            string places = string.Join(", ", row.Select(point => point.Place.Name).Distinct().Order(StringComparer.Ordinal));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {row.Key.Name} | {row.Key.Recovery} | {row.Count()} | {places} |");
        }

        return table.ToString();
    }
}
