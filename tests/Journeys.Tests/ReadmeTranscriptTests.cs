using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The failed batch that the README shows is what its commands print, ids included: the same seed gives the same run.</summary>
public sealed class ReadmeTranscriptTests
{
    [Test]
    public async Task Readme_FailedBatch_IsWhatItsCommandsPrint()
    {
        using var checkout = new Checkout();
        string[] up = ["up", "--plain", "--checkpoint", checkout.Checkpoint];
        await RehearsalRun.ToEndAsync(up);

        var failed = await RehearsalRun.ToEndAsync([.. up, "--config", "imageId=img-new00001", "--fault", "batch=2,kind=failOnce"]);

        Assert.That(failed.ExitCode, Is.EqualTo(1), failed.ToString());
        string[] printed = failed.Output.Split('\n');
        Assert.That(Shown().Where(line => !printed.Contains(line, StringComparer.Ordinal)), Is.Empty, failed.Output);
    }

    private static List<string> Shown()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");
        string block = readme[(readme.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length)..];
        return [.. block[..block.IndexOf("\n```", StringComparison.Ordinal)].Split('\n')];
    }
}
