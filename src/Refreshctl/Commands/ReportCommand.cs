using System.CommandLine;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>The report that the provider writes at the end of a rollout, made from what the service still says of it.</summary>
internal static class ReportCommand
{
    public static Command Make(CloudCommand commands)
    {
        var rollout = Arguments.Rollout();
        Option<string?> directory = new("--directory") { Description = "Write the report there, as Markdown, JSON, JUnit XML and a page. Default: Markdown, or JSON with --json, on standard output.", HelpName = "FOLDER" };
        return commands.Make("report", "Prints or writes the report of a rollout, made from what the service still says of it.", [rollout, directory], async call =>
        {
            var name = RolloutName.Parse(call.Parsed.GetValue(rollout)!);
            var status = await StatusCommand.FindRolloutAsync(call, name);
            var report = await call.Queries.ReportAsync(status, call.CancellationToken);
            if (call.Parsed.GetValue(directory) is not { } folder)
            {
                call.Screen.Whole(call.Screen.IsJson ? report.Json : report.Markdown);
                return ExitCode.Done;
            }

            if (report.WriteTo(folder) is { } problem)
                throw ToolException.Failed($"{problem} Give a folder that may be written to: {directory.Name} FOLDER.");
            call.Screen.Line($"Written to {Path.Combine(folder, report.Name)}.md, .json, .junit.xml and .html", hanging: "  ");
            return ExitCode.Done;
        });
    }
}
