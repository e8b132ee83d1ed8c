using System.Diagnostics;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>
/// Starts a child in a process group of its own. A terminal sends Ctrl-C to its whole foreground group: without this the provider
/// would die of it before it could say what it had begun.
/// </summary>
internal static class OwnGroup
{
    // The runtime cannot set a child's group on Unix; these two small programs do it and then become the child, so the process id stays.
    private static readonly (string Path, string[] Arguments)[] Launchers =
    [
        ("/usr/bin/setsid", []),
        ("/bin/setsid", []),
        ("/usr/bin/perl", ["-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die qq($ARGV[0]: $!\\n)"]),
    ];

    /// <summary>True when <paramref name="start"/> now leads to a group of its own, so that signals may go to the whole group.</summary>
    public static bool Apply(ProcessStartInfo start)
    {
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
            return false;
        }

        (string path, string[] arguments) = Launchers.FirstOrDefault(launcher => File.Exists(launcher.Path));
        if (path is null)
            return false;
        string[] command = [.. arguments, start.FileName, .. start.ArgumentList];
        start.FileName = path;
        start.ArgumentList.Clear();
        foreach (string part in command)
            start.ArgumentList.Add(part);
        return true;
    }
}
