using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>A plugin in a process of its own, as the engine starts it; disposing ends it.</summary>
internal sealed class PluginProcess : IDisposable
{
    private readonly Process _process;
    private readonly LoopbackChannel _channel;

    private PluginProcess(Process process, int port, TimeSpan portAfter)
    {
        _process = process;
        PortAfter = portAfter;
        _channel = new($"127.0.0.1:{port}");
        Client = new(_channel.Invoker);
    }

    public ResourceProvider.ResourceProviderClient Client { get; }

    /// <summary>From the start of the process to its port line.</summary>
    public TimeSpan PortAfter { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds in memory now, and the most that it has held, in MiB.</summary>
    public (double Now, double Peak) Memory => (Mebibytes("VmRSS:"), Mebibytes("VmHWM:"));

    public static async Task<PluginProcess> StartAsync(string file, params string[] arguments)
    {
        var started = TimeProvider.System.GetTimestamp();
        // Without an engine it prints each rollout's progress to its error output.
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line = await process.StandardOutput.ReadLineAsync();
        var after = TimeProvider.System.GetElapsedTime(started);
        if (int.TryParse(line, CultureInfo.InvariantCulture, out int port))
            return new(process, port, after);
        process.Kill();
        throw new InvalidOperationException($"{file} printed '{line}' instead of its port.");
    }

    /// <summary>The engine's first call.</summary>
    public async Task HandshakeAsync()
        => await Client.HandshakeAsync(new ProviderHandshakeRequest { ConfigureWithUrn = true, SendsOldOutputsToCheck = true });

    /// <summary>Configured for a simulator.</summary>
    public async Task ConfigureAsync(Uri endpoint, string more = "") => await Client.ConfigureAsync(new ConfigureRequest
    {
        AcceptSecrets = true,
        Args = Struct.Parser.ParseJson($$"""
            {"region": "ap-guangzhou", "secretId": "AKIDsimulator0000000000000000000001", "endpoint": "{{endpoint}}",
             "secretKey": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "simulator-secret-key-00000000000001"} {{more}} }
            """),
    });

    private double Mebibytes(string name)
    {
        string line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return int.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
