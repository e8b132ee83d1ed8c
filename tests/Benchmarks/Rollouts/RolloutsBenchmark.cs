using System.Globalization;
using System.Text.Json;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>
/// Many rollouts in one run, in real time, against a simulator that enforces the limits of requests: the calls that they take, how soon an end is known, and
/// what the plugin needs. Both programs are the published native files, each a process of its own.
/// </summary>
internal static class RolloutsBenchmark
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(RolloutsOptions options, TextWriter output)
    {
        using var programs = await NativePrograms.PublishAsync("src/Provider", "src/Simulator");
        string seed = Path.Combine(programs.Folder, "fleet.json");
        string[] groups = [.. Enumerable.Range(0, options.Count).Select(number => $"asg-{number:d8}")];
        await File.WriteAllTextAsync(seed, JsonSerializer.Serialize(new { groups = groups.Select(id => new { id, instances = options.Instances }) }));
        using var simulator = await SimulatorProcess.StartAsync(programs.Simulator, "--seed", seed, "--reset-seconds", options.ResetSeconds);
        using var calls = new SimulatorCalls(simulator.Endpoint);
        var begin = TimeProvider.System.GetTimestamp();
        using var counting = new CancellationTokenSource();
        var counted = CountAsync(calls, counting.Token);

        IRolloutRunner runner = options.Baseline
            ? new PollLoops(simulator.Endpoint)
            : await PluginRollouts.StartAsync(programs.Plugin, simulator.Endpoint);
        using (runner)
        {
            var ends = await Task.WhenAll(groups.Select(group => runner.RollAsync(group, options.Batches)));
            var took = TimeProvider.System.GetElapsedTime(begin);
            await counting.CancelAsync();
            await counted;
            await calls.CountAsync();
            Report(options, took, calls, Delays(ends, await calls.EndsAsync()), runner.Usage, output);
        }
    }

    private static async Task CountAsync(SimulatorCalls calls, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(CountEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await calls.CountAsync();
        }
        catch (OperationCanceledException)
        {
            // Counted once more by whoever ended it.
        }
    }

    /// <summary>From the end of an activity, as the simulator knows it, to the moment at which it was known outside; in seconds, sorted.</summary>
    private static double[] Delays(IEnumerable<RolloutEnd> ends, IReadOnlyDictionary<string, DateTimeOffset> ended)
        => [.. ends.Select(end => (end.KnownAt - ended[end.ActivityId]).TotalSeconds).Order()];

    private static void Report(RolloutsOptions options, TimeSpan took, SimulatorCalls calls, double[] delays, string usage, TextWriter output)
    {
        FormattableString[] lines =
        [
            $"{options.Count} rollouts of {options.Instances} instances in {options.Batches} batches, {options.ResetSeconds} s a machine, speed 1, {(options.Baseline ? "one poll loop each" : "native plugin")}",
            $"whole run                {took.TotalSeconds:0} s",
            $"calls                    {calls.Total}, {(double)calls.Total / options.Count:0.00} a rollout, {calls.Refused} refused by the limit",
            $"end known after          median {At(delays, 0.5):0.0} s, 95 % {At(delays, 0.95):0.0} s, 99 % {At(delays, 0.99):0.0} s",
            $"{usage}",
        ];
        foreach (var line in lines)
            output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        foreach (var (action, count) in calls.ByAction)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {action,-30} {count,7}  {(double)count / options.Count:0.00}"));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}

/// <summary>Somebody who rolls a group and waits for the end.</summary>
internal interface IRolloutRunner : IDisposable
{
    /// <summary>What it has needed, as a line of the report.</summary>
    string Usage { get; }

    Task<RolloutEnd> RollAsync(string groupId, int batches);
}

/// <summary>The end of a rollout, and when it was known.</summary>
internal sealed record RolloutEnd(string ActivityId, DateTimeOffset KnownAt);
