using System.Diagnostics;
using System.Text;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>What to start, where, and with which variables besides the inherited ones. Null takes an inherited one away.</summary>
internal sealed record ChildProcessOptions(string File, string WorkingDirectory)
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public ProcessStartInfo ToStartInfo()
    {
        bool managed = File.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        ProcessStartInfo start = new(managed ? "dotnet" : File)
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        string[] command = managed ? [File, .. Arguments] : [.. Arguments];
        foreach (string argument in command)
            start.ArgumentList.Add(argument);
        // Such a process lives for seconds: profiles for better code would only slow it down.
        start.Environment.TryAdd("DOTNET_TieredPGO", "0");
        foreach ((string name, string? value) in Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return start;
    }
}
