using System.Globalization;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>
/// What each `pulumi up` pays several times: the start of the plugin, to its port line and to the answered Handshake, and what it holds in memory then. Beside it, in
/// turns, the framework-dependent build of the same sources and the smallest native host there is.
/// </summary>
internal static class StartupBenchmark
{
    private const int Starts = 15;

    public static async Task RunAsync(TextWriter output)
    {
        using var native = await NativePrograms.PublishAsync("src/Provider");
        string managed = Path.Combine(native.Folder, "managed");
        await NativePrograms.PublishToAsync(Path.Combine(NativePrograms.RepositoryRoot(), "src", "Provider"), managed, "-p:PublishAot=false");
        string bare = Path.Combine(native.Folder, "bare");
        await NativePrograms.PublishToAsync(Path.Combine(NativePrograms.RepositoryRoot(), "tests", "Benchmarks", "BareHost"), bare);

        Series[] series =
        [
            new("native plugin", native.Plugin, IsPlugin: true),
            new("framework-dependent plugin", Path.Combine(managed, "pulumi-resource-tencentcloud-refresh"), IsPlugin: true),
            new("bare native host", Path.Combine(bare, "BareHost"), IsPlugin: false),
        ];
        for (int start = 0; start < Starts; start++)
        {
            foreach (var one in series)
                await one.StartOnceAsync();
        }

        output.WriteLine($"Medians of {Starts} starts, in turns.");
        foreach (var one in series)
            output.WriteLine(one.ToString());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"native beside framework-dependent {series[0].Port / series[1].Port:0.00}; beside the bare host {series[0].Port / series[2].Port:0.00} to the port line, {series[0].Answered / series[2].Port:0.00} to the answered Handshake"));
    }

    private sealed record Series(string Name, string File, bool IsPlugin)
    {
        private readonly List<double> _ports = [];
        private readonly List<double> _answers = [];
        private readonly List<double> _memoryAtPort = [];
        private readonly List<double> _memoryConfigured = [];

        public double Port => Median(_ports);

        public double Answered => Median(_answers);

        public async Task StartOnceAsync()
        {
            long begin = TimeProvider.System.GetTimestamp();
            using var process = await PluginProcess.StartAsync(File);
            _ports.Add(process.PortAfter.TotalMilliseconds);
            _memoryAtPort.Add(process.Memory.Now);
            if (!IsPlugin)
                return;
            await process.HandshakeAsync();
            _answers.Add(TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds);
            await process.ConfigureAsync(new Uri("http://127.0.0.1:1"));
            _memoryConfigured.Add(process.Memory.Now);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-28} port line after {Port:0.0} ms, {Median(_memoryAtPort):0.0} MiB")
            + (IsPlugin ? string.Create(CultureInfo.InvariantCulture, $"; Handshake answered after {Answered:0.0} ms; configured {Median(_memoryConfigured):0.0} MiB") : "");

        private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }
}
