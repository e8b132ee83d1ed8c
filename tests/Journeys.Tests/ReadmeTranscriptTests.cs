using System.Text.RegularExpressions;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The failed batch that the README shows is what its commands print. Ids and times move with each change of when the service is asked.</summary>
public sealed partial class ReadmeTranscriptTests
{
    [Test]
    public async Task Readme_FailedBatch_IsWhatItsCommandsPrint()
    {
        using var checkout = new Checkout();
        string[] up = ["up", "--plain", "--checkpoint", checkout.Checkpoint];
        await RehearsalRun.ToEndAsync(up);

        var failed = await RehearsalRun.ToEndAsync([.. up, "--config", "imageId=img-new00001", "--fault", "batch=2,kind=failOnce"]);

        Assert.That(failed.ExitCode, Is.EqualTo(1), failed.ToString());
        var printed = failed.Output.Split('\n').Select(Fixed).ToHashSet(StringComparer.Ordinal);
        Assert.That(Shown().Select(Fixed).Where(line => !printed.Contains(line)), Is.Empty, failed.Output);
    }

    private static List<string> Shown()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");
        string block = readme[(readme.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length)..];
        return [.. block[..block.IndexOf("\n```", StringComparison.Ordinal)].Split('\n')];
    }

    private static string Fixed(string line) => Times().Replace(Ids().Replace(line, "ID"), "TIME");

    [GeneratedRegex("(?:asa|asg|asr|ins)-[a-z0-9]{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\b(?:\d+h)?\d+m(?:\d+s)?\b|\b\d+s\b", RegexOptions.NonBacktracking)]
    private static partial Regex Times();
}
