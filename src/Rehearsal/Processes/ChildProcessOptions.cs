using System.Diagnostics;
using System.Text;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>What to start, where, and with which variables besides the inherited ones. An empty value is left out.</summary>
internal sealed record ChildProcessOptions(string File, string WorkingDirectory)
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

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
        foreach ((string name, string value) in Environment)
        {
            if (value.Length > 0)
                start.Environment[name] = value;
        }

        return start;
    }
}
