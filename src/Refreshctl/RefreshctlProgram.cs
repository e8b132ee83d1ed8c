using System.CommandLine.Invocation;
using TencentcloudRefresh.Refreshctl.Commands;
using TencentcloudRefresh.Rehearsal.Commands;

namespace TencentcloudRefresh.Refreshctl;

/// <summary>The program: reads the command line, runs the command, ends with its code.</summary>
internal static class RefreshctlProgram
{
    /// <param name="args">As given to the program.</param>
    /// <param name="cancellationToken">Interrupts the command, as Ctrl-C does.</param>
    public static async Task<int> RunAsync(string[] args, ProgramEnvironment environment, CancellationToken cancellationToken)
    {
        var parsed = CommandTree.Make(environment).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            UsageErrors.Report(parsed, "refreshctl", environment.Errors);
            return ExitCode.UsageError;
        }

        // Ctrl-C is ours: the library would end the process after two seconds.
        return await parsed.InvokeAsync(
            new() { Output = environment.Output, Error = environment.Errors, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, cancellationToken);
    }
}
