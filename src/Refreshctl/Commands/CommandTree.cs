using System.CommandLine;
using System.CommandLine.Help;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    public static RootCommand Make(ProgramEnvironment environment)
    {
        CloudCommand cloud = new(environment);
        RootCommand root = new("Looks after rolling refreshes of scaling groups: what one would do, where one stands, and what to do about it. Reads only; simulate and rehearse never reach a cloud.")
        {
            PlanCommand.Make(cloud),
            StatusCommand.Make(cloud),
            WatchCommand.Make(cloud),
            WaitCommand.Make(cloud),
            HistoryCommand.Make(cloud),
            ReportCommand.Make(cloud),
            SimulateCommand.Make(environment),
            new Rehearsal.Commands.CommandLine().AsCommand("rehearse"),
            CompletionCommand.Make(environment),
        };
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } option)
            option.Action = new HelpWithExamples(help);
        return root;
    }
}
