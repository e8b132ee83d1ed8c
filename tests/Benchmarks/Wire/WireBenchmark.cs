using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>Check and Diff of an unchanged resource, beside empty calls of the same host: one connection, as the engine has one, and 16 calls in flight.</summary>
internal static class WireBenchmark
{
    private const int InFlight = 16;
    private const string Token = "tencentcloud-refresh:index:InstanceRefresh";
    private const string Urn = $"urn:pulumi:dev::benchmark::{Token}::rollout";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(TextWriter output)
    {
        using var programs = await NativePrograms.PublishAsync("src/Provider");
        using var plugin = await PluginProcess.StartAsync(programs.Plugin);
        await plugin.HandshakeAsync();
        await plugin.ConfigureAsync(new Uri("http://127.0.0.1:1"));
        var inputs = Struct.Parser.ParseJson("""
            {"autoScalingGroupId": "asg-00000001", "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 3}}, "triggers": {"image": "img-1", "userData": "0123456789abcdef"}}
            """);
        var news = (await plugin.Client.CheckAsync(new CheckRequest { Urn = Urn, Type = Token, News = inputs })).Inputs;
        var olds = news.Clone();
        olds.Fields["refreshActivityId"] = Value.ForString("asr-00000001");
        olds.Fields["status"] = Value.ForString("SUCCESSFUL");
        olds.Fields["outcome"] = Value.ForString("Succeeded");

        async Task PairAsync()
        {
            var check = await plugin.Client.CheckAsync(new CheckRequest { Urn = Urn, Type = Token, Olds = news, News = inputs });
            await plugin.Client.DiffAsync(new DiffRequest { Id = "asg-00000001/asr-00000001", Urn = Urn, Type = Token, Olds = olds, OldInputs = news, News = check.Inputs });
        }

        async Task EmptyAsync() => await plugin.Client.GetPluginInfoAsync(new Empty());

        await RateAsync(EmptyAsync, WarmUp);
        await RateAsync(PairAsync, WarmUp);
        var empty = await RateAsync(EmptyAsync, Length);
        var pairs = await RateAsync(PairAsync, Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"empty calls              {empty}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Check and Diff, pairs    {pairs}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pairs beside empty calls {pairs.PerSecond / empty.PerSecond:0.00} (two calls a pair: {2 * pairs.PerSecond / empty.PerSecond:0.00})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory                   {plugin.Memory.Now:0.0} MiB now, peak {plugin.Memory.Peak:0.0} MiB"));
    }

    private static async Task<Rate> RateAsync(Func<Task> call, TimeSpan length)
    {
        long begin = TimeProvider.System.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (TimeProvider.System.GetElapsedTime(begin) < length)
            {
                long sent = TimeProvider.System.GetTimestamp();
                await call();
                mine.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
            }

            return mine;
        })));
        double[] sorted = [.. times.SelectMany(some => some).Order()];
        return new(sorted.Length / TimeProvider.System.GetElapsedTime(begin).TotalSeconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }

    private readonly record struct Rate(double PerSecond, double Median, double Slow)
    {
        public override string ToString()
            => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0} a second, median {Median:0.00} ms, 99 % within {Slow:0.00} ms ({Slow / Median:0.0} x)");
    }
}
