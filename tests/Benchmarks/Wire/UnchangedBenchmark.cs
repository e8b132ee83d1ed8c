using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>A run in which nothing has changed: Check and Diff of each entry, then, as with <c>--refresh</c>, a Read of each. The plugin is a fresh process.</summary>
internal static class UnchangedBenchmark
{
    private const string Token = "tencentcloud-refresh:index:InstanceRefresh";

    public static async Task RunAsync(IEnumerable<int> counts, TextWriter output)
    {
        using var programs = await NativePrograms.PublishAsync("src/Provider", "src/Simulator");
        foreach (int count in counts)
            await RunAsync(programs, count, output);
    }

    private static async Task RunAsync(NativePrograms programs, int count, TextWriter output)
    {
        string[] groups = [.. Enumerable.Range(0, count).Select(number => $"asg-{number:d8}")];
        string seed = Path.Combine(programs.Folder, $"fleet-{count}.json");
        await File.WriteAllTextAsync(seed, JsonSerializer.Serialize(new { groups = groups.Select(id => new { id, instances = 2 }) }));
        using var simulator = await SimulatorProcess.StartAsync(programs.Simulator, "--seed", seed, "--no-rate-limits", "--speed", "1000");
        var entries = await RolledAsync(programs, simulator.Endpoint, groups);

        using var calls = new SimulatorCalls(simulator.Endpoint);
        await calls.CountAsync();
        var before = calls.ByAction.ToDictionary(StringComparer.Ordinal);
        using var plugin = await PluginProcess.StartAsync(programs.Plugin);
        await plugin.HandshakeAsync();
        await plugin.ConfigureAsync(simulator.Endpoint);
        var atStart = plugin.ProcessorTime;
        await Task.WhenAll(entries.Select(entry => DiffAsync(plugin, entry)));
        var diffed = plugin.ProcessorTime;
        await Task.WhenAll(entries.Select(entry => ReadAsync(plugin, entry)));
        var read = plugin.ProcessorTime;
        await calls.CountAsync();
        var asked = calls.ByAction.ToDictionary(action => action.Key, action => action.Value - before.GetValueOrDefault(action.Key), StringComparer.Ordinal);
        int total = asked.Values.Sum();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count,4} entries: Check and Diff {(diffed - atStart).TotalMilliseconds / count:0.00} ms of processor time each; Read {(read - diffed).TotalMilliseconds / count:0.00} ms each, {total} calls, {(double)total / count:0.00} each"));
        foreach (var (action, calledTimes) in asked.Where(action => action.Value > 0))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       {action,-30} {calledTimes,5}"));
    }

    private static async Task<IReadOnlyList<Entry>> RolledAsync(NativePrograms programs, Uri endpoint, string[] groups)
    {
        using var plugin = await PluginProcess.StartAsync(programs.Plugin);
        await plugin.HandshakeAsync();
        await plugin.ConfigureAsync(endpoint, """, "requestsPerSecond": 1000, "pollIntervalSeconds": 0.05""");
        return await Task.WhenAll(groups.Select(async group =>
        {
            string urn = $"urn:pulumi:dev::benchmark::{Token}::{group}";
            var news = Struct.Parser.ParseJson($$$"""
                {"autoScalingGroupId": "{{{group}}}", "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 1}}, "triggers": {"image": "img-1"}}
                """);
            var check = await plugin.Client.CheckAsync(new CheckRequest { Urn = urn, Type = Token, News = news });
            var created = await plugin.Client.CreateAsync(new CreateRequest { Urn = urn, Type = Token, Properties = check.Inputs });
            return new Entry(urn, created.Id, news, check.Inputs, created.Properties);
        }));
    }

    private static async Task DiffAsync(PluginProcess plugin, Entry entry)
    {
        var check = await plugin.Client.CheckAsync(new CheckRequest { Urn = entry.Urn, Type = Token, Olds = entry.Inputs, News = entry.News });
        await plugin.Client.DiffAsync(new DiffRequest { Id = entry.Id, Urn = entry.Urn, Type = Token, Olds = entry.Outputs, OldInputs = entry.Inputs, News = check.Inputs });
    }

    private static async Task ReadAsync(PluginProcess plugin, Entry entry)
        => await plugin.Client.ReadAsync(new ReadRequest { Id = entry.Id, Urn = entry.Urn, Type = Token, Inputs = entry.Inputs, Properties = entry.Outputs });

    private sealed record Entry(string Urn, string Id, Struct News, Struct Inputs, Struct Outputs);
}
