using System.Globalization;
using BenchmarkDotNet.Running;
using TencentcloudRefresh.Benchmarks;

const string Usage = """
    dotnet run -c Release --project tests/Benchmarks -- BENCHMARK
      simulator                                how soon the simulator is ready, how large it is, how many calls it answers
      rollouts [--count 100] [--baseline]      many rollouts at once in real time: calls, delays, memory
               [--instances 6] [--batches 3] [--reset-seconds 70-130]
      startup                                  start of the plugin to its port line and Handshake, and its memory
      wire                                     Check and Diff beside empty calls
      micro                                    signing, codec, decision, difference; BenchmarkDotNet's own options may follow
      unchanged [COUNT ...]                    a run without a change: processor time and calls, for 1, 100 and 500 entries
    Each prints its table and keeps it in tests/Benchmarks/Results. Each publishes the programs first, unless BENCHMARK_PROGRAMS names a folder with plugin
    and simulator in it.
    """;
try
{
    switch (args)
    {
        case ["simulator"]:
            return await SimulatorBenchmark.RunAsync(Console.Out);
        case ["rollouts", .. var more]:
            var options = RolloutsOptions.Parse(more);
            return await KeptAsync($"rollouts-{options.Count}{(options.Baseline ? "-baseline" : "")}", output => RolloutsBenchmark.RunAsync(options, output));
        case ["startup"]:
            return await KeptAsync("startup", StartupBenchmark.RunAsync);
        case ["micro", .. var own]:
            BenchmarkRunner.Run<Micro>(args: own);
            return 0;
        case ["wire"]:
            return await KeptAsync("wire", WireBenchmark.RunAsync);
        case ["unchanged", .. var counts]:
            int[] entries = counts.Length == 0 ? [1, 100, 500] : [.. counts.Select(count => int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture))];
            return await KeptAsync("unchanged", output => UnchangedBenchmark.RunAsync(entries, output));
        default:
            throw new FormatException(Usage);
    }
}
catch (FormatException misuse)
{
    Console.Error.WriteLine(misuse.Message);
    return 2;
}

static async Task<int> KeptAsync(string name, Func<TextWriter, Task> run)
{
    await using var results = new ResultsFile(name, Console.Out);
    await run(results);
    results.Keep();
    return 0;
}
