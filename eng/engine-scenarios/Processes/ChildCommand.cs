using System.Diagnostics;
using System.Text;

namespace TencentcloudRefresh.EngineScenarios.Processes;

/// <summary>What to run, and where.</summary>
internal sealed record CommandLine(string File, IReadOnlyList<string> Arguments)
{
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Variables to set; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}

/// <summary>How a command ended.</summary>
/// <param name="Output">Both of its outputs, in the order in which their lines came.</param>
internal sealed record CommandEnd(int ExitCode, string Output);

/// <summary>A command that runs: waited for with a limit, interrupted, or killed.</summary>
internal sealed class ChildCommand : IAsyncDisposable
{
    /// <summary>What it leaves behind may hold its outputs open.</summary>
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task _outputs;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _text = new();
    private readonly Transcript _transcript;

    private ChildCommand(ProcessStartInfo start, Transcript transcript)
    {
        _transcript = transcript;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _ended.TrySetResult();
        _process.Start();
        _process.StandardInput.Close();
        _outputs = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public static ChildCommand Start(CommandLine command, Transcript transcript)
    {
        transcript.Add($"$ {Path.GetFileName(command.File)} {string.Join(' ', command.Arguments)}");
        CommandLine heard = Signals.Heard(command);
        ProcessStartInfo start = new(heard.File, heard.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in command.Variables)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return new(start, transcript);
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <summary>Waits for its end; one that takes longer than the limit is killed.</summary>
    /// <exception cref="ScenarioFailedException">It took too long.</exception>
    public async Task<CommandEnd> EndAsync(TimeSpan limit)
    {
        await Task.WhenAny(_ended.Task, Task.Delay(limit, TimeProvider.System, CancellationToken.None));
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            throw new ScenarioFailedException($"{_process.StartInfo.FileName} had not ended after {limit.TotalSeconds:0} s");
        }

        await Task.WhenAny(_outputs, Task.Delay(OutputLimit, TimeProvider.System, CancellationToken.None));
        _transcript.Add($"exit code {_process.ExitCode}");
        return new(_process.ExitCode, Output);
    }

    /// <summary>Ctrl-C, as a terminal sends it to the command alone.</summary>
    public async Task InterruptAsync()
    {
        _transcript.Add("^C");
        using Process kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary><c>kill -9</c>: nothing that it has started is told.</summary>
    public void Kill()
    {
        _transcript.Add("kill -9");
        _process.Kill(entireProcessTree: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await Task.WhenAny(_outputs, Task.Delay(OutputLimit, TimeProvider.System, CancellationToken.None));
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_text)
                _text.Append(line).Append('\n');
            _transcript.Add(line);
        }
    }
}
