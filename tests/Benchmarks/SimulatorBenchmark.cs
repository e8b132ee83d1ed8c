using System.Globalization;
using System.Text.Json;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>
/// The three figures a simulator is judged by, measured on its published build: how soon it is ready, how large it is with a hundred thousand
/// machines, and how many describes of one activity it answers in a second. Judge on a quiet machine.
/// </summary>
internal static class SimulatorBenchmark
{
    private const int Starts = 7;
    private const double ReadyLimit = 400;
    private const double MemoryLimit = 80;
    private const double RateLimit = 2_000;

    /// <returns>0 if all three are within their limits, else 1.</returns>
    public static async Task<int> RunAsync(TextWriter output)
    {
        using var programs = await NativePrograms.PublishAsync("src/Simulator");
        var ready = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var simulator = await SimulatorProcess.StartAsync(programs.Simulator);
            ready.Add(simulator.ReadyAfter.TotalMilliseconds);
        }

        ready.Sort();
        var good = Report(output, "ready line after", ready[Starts / 2], "ms", $"median of {Starts} starts, {ready[0]:0} to {ready[^1]:0}", atMost: ReadyLimit);

        var seed = Path.Combine(programs.Folder, "fleet.json");
        await File.WriteAllTextAsync(seed, JsonSerializer.Serialize(new { groups = Enumerable.Range(0, 50).Select(i => new { id = $"asg-{i:00000000}", instances = 2_000 }) }));
        using (var large = await SimulatorProcess.StartAsync(programs.Simulator, "--seed", seed))
            good &= Report(output, "memory with 50 groups of 2,000 instances", large.ResidentMegabytes, "MiB", $"ready after {large.ReadyAfter.TotalMilliseconds:0} ms", atMost: MemoryLimit);

        using var busy = await SimulatorProcess.StartAsync(programs.Simulator, "--no-rate-limits", "--speed", "1000");
        var (rate, slowest) = await SimulatorLoad.RunAsync(busy.Endpoint, TimeSpan.FromSeconds(5));
        good &= Report(output, "describes of one activity", rate, "requests/s",
            $"{SimulatorLoad.Connections} connections, {Environment.ProcessorCount} cores for both sides, 99 % within {slowest.TotalMilliseconds:0.0} ms", atLeast: RateLimit);
        return good ? 0 : 1;
    }

    private static bool Report(TextWriter output, string what, double value, string unit, string how, double atMost = double.MaxValue, double atLeast = 0)
    {
        var good = value <= atMost && value >= atLeast;
        var limit = atLeast > 0 ? $"at least {atLeast:N0}" : $"at most {atMost:N0}";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(good ? "ok  " : "OVER")}  {what}: {value:N0} {unit} ({limit}; {how})"));
        return good;
    }
}
