using System.Diagnostics;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>A started program: its lines, its end, and the ways to end it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly bool _ownGroup;
    private readonly TimeProvider _clock;
    private readonly Task _output;

    private ChildProcess(Process process, bool ownGroup, Action<string, bool> onLine, TimeProvider clock)
    {
        (_process, _ownGroup, _clock) = (process, ownGroup, clock);
        _output = Task.WhenAll(
            PumpAsync(process.StandardOutput, line => onLine(line, false)),
            PumpAsync(process.StandardError, line => onLine(line, true)));
    }

    public int Id => _process.Id;

    /// <summary>The exit code, once the process has ended and all its lines were read.</summary>
    public Task<int> Ended => EndAsync();

    /// <param name="onLine">Called with each line and whether it came from standard error. Calls may come from two threads.</param>
    /// <exception cref="ProcessException">The file cannot be started.</exception>
    public static ChildProcess Start(ChildProcessOptions options, Action<string, bool> onLine, TimeProvider clock)
    {
        ProcessStartInfo start = options.ToStartInfo();
        bool ownGroup = OwnGroup.Apply(start);
        try
        {
            Process process = Process.Start(start) ?? throw new ProcessException($"{options.File} did not start.");
            process.StandardInput.Close();
            return new(process, ownGroup, onLine, clock);
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
        {
            throw new ProcessException($"{options.File} cannot be started: {failure.Message}", failure);
        }
    }

    /// <summary>Interrupt, wait, kill: what the engine does to a plugin whose connection it has closed.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Signals.Ask(_process, _ownGroup);
        await KillAfterAsync(patience);
    }

    /// <summary>Waits for the end by itself, then kills.</summary>
    public async Task KillAfterAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience, _clock);
        }
        catch (TimeoutException)
        {
            Signals.Kill(_process, _ownGroup);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Signals.Kill(_process, _ownGroup);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        // A grandchild that inherited the streams may hold them open for ever: what it prints is no longer ours to wait for.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1), _clock));
        return _process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
            onLine(line);
    }
}
