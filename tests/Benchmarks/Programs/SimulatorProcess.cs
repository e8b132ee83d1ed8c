using System.Diagnostics;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>A published simulator in a process of its own; disposing ends it.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, TimeSpan readyAfter, Uri endpoint)
        => (_process, ReadyAfter, Endpoint) = (process, readyAfter, endpoint);

    /// <summary>From the start of the process to its ready line.</summary>
    public TimeSpan ReadyAfter { get; }

    public Uri Endpoint { get; }

    /// <summary>What the process holds in memory now.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static async Task<SimulatorProcess> StartAsync(string file, params string[] arguments)
    {
        var started = TimeProvider.System.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(file, ["--port", "0", .. arguments]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync();
        var readyAfter = TimeProvider.System.GetElapsedTime(started);
        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true)
            return new(process, readyAfter, new Uri(line["ready ".Length..]));
        process.Kill();
        throw new InvalidOperationException($"The simulator said '{line}' instead of being ready.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
