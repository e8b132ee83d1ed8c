using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>Interrupt and kill, for one process or its whole group.</summary>
internal static class Signals
{
    private const int Interrupt = 2;
    private const int Kill9 = 9;

    public static void Ask(Process process, bool wholeGroup)
    {
        if (OperatingSystem.IsWindows())
            return; // a console break would reach this process too; the kill that follows does the work
        Send(process, wholeGroup, Interrupt);
    }

    public static void Kill(Process process, bool wholeGroup)
    {
        if (OperatingSystem.IsWindows() || !wholeGroup)
            process.Kill(entireProcessTree: true);
        else
            Send(process, wholeGroup, Kill9);
    }

    private static void Send(Process process, bool wholeGroup, int signal)
    {
        // A process that is gone already is what was wanted, so the answer does not matter.
        if (!process.HasExited)
            _ = NativeKill(wholeGroup ? -process.Id : process.Id, signal);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int processOrGroup, int signal);
}
