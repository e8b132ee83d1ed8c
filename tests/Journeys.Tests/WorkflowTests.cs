using System.Text.RegularExpressions;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The hosted workflows: what they run is there, what they use is pinned, and none may do more than it says.</summary>
public sealed partial class WorkflowTests
{
    [TestCaseSource(nameof(Workflows))]
    public void Workflow_ActionsOfOthers_ArePinnedByCommit(string path)
        => Assert.That(
            Uses().Matches(Text(path)).Select(use => use.Groups["action"].Value).Where(action => !action.StartsWith("./", StringComparison.Ordinal)),
            Has.All.Match("@[0-9a-f]{40}$"));

    [TestCaseSource(nameof(Workflows))]
    public void Workflow_Permissions_AreReadingUnlessAJobSaysMore(string path)
        => Assert.That(Text(path), Does.Contain("\npermissions:\n  contents: read\n"));

    [TestCaseSource(nameof(Workflows))]
    public void Workflow_ScriptsAndReusedWorkflows_AreThere(string path)
        => Assert.That(
            Scripts().Matches(Text(path)).Select(script => script.Groups["path"].Value)
                .Concat(Uses().Matches(Text(path)).Select(use => use.Groups["action"].Value)
                    .Where(action => action.StartsWith("./", StringComparison.Ordinal)))
                .Where(script => !File.Exists(Repository.PathOf(script))),
            Is.Empty);

    private static IEnumerable<string> Workflows()
        => Directory.EnumerateFiles(Repository.PathOf(".github/workflows"), "*.yml")
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    private static string Text(string path) => File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"uses: (?<action>\S+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Uses();

    [GeneratedRegex(@"run: (?<path>(\.ci|eng)/[\w/-]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();
}
