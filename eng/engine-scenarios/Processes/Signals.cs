using System.Globalization;

namespace TencentcloudRefresh.EngineScenarios.Processes;

/// <summary>
/// Whether Ctrl-C reaches what is started. A shell starts what runs in its background with SIGINT ignored, and that is inherited: there a scenario that
/// interrupts would wait for ever.
/// </summary>
internal static class Signals
{
    private const string Status = "/proc/self/status";
    private const string IgnoredSignals = "SigIgn:";
    private const int Interrupt = 2;

    /// <summary>The command so that it hears SIGINT, by <c>env</c> where it would not.</summary>
    public static CommandLine Heard(CommandLine command)
        => OperatingSystem.IsLinux() && File.Exists(Status) && IgnoresInterrupt(File.ReadAllText(Status))
            ? command with { File = "/usr/bin/env", Arguments = ["--default-signal=INT", command.File, .. command.Arguments] }
            : command;

    /// <param name="status">What the system tells of a process: one line has its ignored signals as a number, a bit each.</param>
    internal static bool IgnoresInterrupt(string status)
    {
        string? ignored = status.Split('\n').FirstOrDefault(line => line.StartsWith(IgnoredSignals, StringComparison.Ordinal));
        return ignored is not null
            && ulong.TryParse(ignored[IgnoredSignals.Length..].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong signals)
            && (signals & (1UL << (Interrupt - 1))) != 0;
    }
}
