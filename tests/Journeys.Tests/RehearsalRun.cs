using System.Diagnostics;
using System.Text.Json;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The rehearsal as a person starts it: a process, its two outputs and its exit code. What it starts in turn is the real provider and program.</summary>
internal sealed class RehearsalRun : IAsyncDisposable
{
    /// <summary>
    /// Far more than the whole scenario takes (half a minute on two quiet processors), since the other test projects run at the same time: it ends what hangs,
    /// and measures nothing.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private RehearsalRun(Process process)
        => (_process, _output, _errors) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    private static string Executable => Repository.PathOf($"src/Rehearsal/bin/{Repository.Configuration}/net10.0/Rehearsal{(OperatingSystem.IsWindows() ? ".exe" : "")}");

    public static RehearsalRun Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables beside those of a pipeline.</param>
    public static RehearsalRun Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // A pipeline's environment: no terminal, and no keys, whatever the person who runs the tests has.
        start.Environment["CI"] = "true";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TENCENTCLOUD_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    /// <exception cref="TimeoutException">It hangs.</exception>
    public static async Task<RunEnd> ToEndAsync(params string[] arguments)
    {
        await using var run = Start(arguments);
        return await run.EndAsync();
    }

    public async Task<RunEnd> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return new(_process.ExitCode, await _output.Soon(), await _errors.Soon());
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>The run and what it has started, as far as the system shows it.</summary>
    public IEnumerable<int> Processes => Below(_process.Id);

    /// <summary>Kill -9 of everything: engine, program and provider.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"])!.WaitForExit();

    private static IEnumerable<int> Below(int process)
    {
        string children = $"/proc/{process}/task/{process}/children";
        string text = "";
        try
        {
            text = File.Exists(children) ? File.ReadAllText(children) : "";
        }
        catch (IOException)
        {
            // It has ended meanwhile.
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(child => Below(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture))).Prepend(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await Task.WhenAll(_output, _errors).Soon();
        _process.Dispose();
    }
}

/// <summary>How a run ended.</summary>
internal sealed record RunEnd(int ExitCode, string Output, string Errors)
{
    /// <summary>With <c>--json</c>: an object a line, and nothing else.</summary>
    public IReadOnlyList<JsonElement> Steps
        => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
