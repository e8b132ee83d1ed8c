using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>The usual help, and below it examples of the command.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int Width = 80;

    private static readonly (string Command, string Example)[] Examples =
    [
        ("plan", "refreshctl plan asg-9dn1a5y6"),
        ("plan", "refreshctl plan asg-9dn1a5y6 --batch-number 4 --batch-pause FIRST_BATCH_PAUSE"),
        ("status", "refreshctl status asg-9dn1a5y6 --region ap-guangzhou"),
        ("status", "refreshctl status asg-9dn1a5y6/asr-4k7m2p9q --json"),
        ("watch", "refreshctl watch asg-9dn1a5y6"),
        ("watch", "refreshctl watch asg-9dn1a5y6/asr-4k7m2p9q --json"),
        ("wait", "refreshctl wait asg-9dn1a5y6 --for Succeeded --timeout 1h"),
        ("wait", "refreshctl wait asg-9dn1a5y6 --for AwaitingApproval --for Succeeded"),
        ("history", "refreshctl history asg-9dn1a5y6 --limit 5"),
        ("report", "refreshctl report asg-9dn1a5y6/asr-4k7m2p9q > rollout.md"),
        ("report", "refreshctl report asg-9dn1a5y6 --directory reports"),
        ("simulate", "refreshctl simulate --speed 60"),
        ("simulate", "refreshctl simulate --seed fleet.json --fault instanceId=ins-4q8w2e6r,kind=failOnce"),
        ("rehearse", "refreshctl rehearse"),
        ("rehearse", "refreshctl rehearse up --config imageId=img-5y1ux80q --fault batch=2,kind=failOnce"),
        ("completion", "source <(refreshctl completion bash)"),
    ];

    private readonly HelpAction _usual;

    public HelpWithExamples(HelpAction usual)
    {
        _usual = usual;
        _usual.MaxWidth = Width;
    }

    public override int Invoke(ParseResult parseResult)
    {
        int exit = _usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var names = command is RootCommand ? [.. command.Subcommands.Select(one => one.Name)] : (string[])[command.Name];
        var examples = Examples.Where(example => names.Contains(example.Command)).ToList();
        if (command is RootCommand)
            examples = [.. examples.DistinctBy(example => example.Command)];
        if (examples.Count > 0)
            output.WriteLine("Examples:");
        foreach (var (_, example) in examples)
            output.WriteLine($"  {example}");
        if (command.Name == SimulateCommand.Name)
            Simulator.CommandLine.DescribeAssumptions(output);
        return exit;
    }
}
