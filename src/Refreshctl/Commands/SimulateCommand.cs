using System.CommandLine;
using System.CommandLine.Invocation;
using TencentcloudRefresh.Simulator;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>The simulator, as its own program runs it.</summary>
internal static class SimulateCommand
{
    public const string Name = "simulate";

    public static Command Make(ProgramEnvironment environment)
    {
        var command = SimulatorProgram.AddTo(
            new Command(Name, "Runs a local stand-in for the Auto Scaling API until Ctrl-C: real signatures, real rules, no cloud."), environment.Output, environment.Errors);
        var serve = (AsynchronousCommandLineAction)command.Action!;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var interrupts = new Interrupts(cancellationToken);
            return await serve.InvokeAsync(parsed, interrupts.Token);
        });
        return command;
    }
}
