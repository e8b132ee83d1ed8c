using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The file that GitHub Actions shows on the page of a run: the Markdown form of each report is appended to it. One for the life of a process; safe from
/// several threads.
/// </summary>
/// <param name="path">As <c>GITHUB_STEP_SUMMARY</c> names it.</param>
public sealed class StepSummary(string path)
{
    /// <summary>The variable that names the file, for each step of a job another one.</summary>
    public const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>The runner shows nothing of a step that has more than 1 MiB.</summary>
    private const long Largest = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _gate = new();
    private bool _warned;

    /// <summary>Appends a report, unless its ending stands there already: an operation that has changed nothing has nothing to add.</summary>
    /// <returns>Null, or why it could not be written: a sentence to warn with, once for the whole process. Nothing is thrown.</returns>
    internal string? Append(RolloutReport report)
    {
        lock (_gate)
        {
            try
            {
                return Put(MarkdownReport.Render(report), MarkOf(report)) ? null : Once($"it has no room for the report of {report.RefreshActivityId} (1 MiB).");
            }
            catch (Exception trouble) // whatever it is, the rollout is more important than its report
            {
                return Once(trouble.Message);
            }
        }
    }

    /// <returns>False where there is no room.</returns>
    private bool Put(string markdown, string mark)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (file.Length > Largest)
            return false;
        byte[] there = new byte[file.Length];
        file.ReadExactly(there);
        if (there.AsSpan().IndexOf(Utf8.GetBytes(mark)) >= 0)
            return true;
        string between = there.Length == 0 ? "" : there[^1] == '\n' ? "\n" : "\n\n";
        byte[] more = Utf8.GetBytes($"{between}{markdown}\n{mark}\n");
        if (there.Length + more.Length > Largest)
            return false;
        file.Write(more);
        return true;
    }

    private string? Once(string why)
    {
        bool warned = _warned;
        _warned = true;
        return warned ? null : $"Reports cannot be appended to {path} ({Variable}): {why}";
    }

    /// <summary>A comment that is equal for equal endings, whenever they were seen.</summary>
    private static string MarkOf(RolloutReport report)
    {
        var ending = new StringBuilder($"{report.AutoScalingGroupId} {report.Outcome} {report.EndedWell}");
        foreach (ReportActivity activity in report.Activities)
        {
            ending.Append('\n').Append(activity.RefreshActivityId).Append(' ').Append(activity.Status);
            foreach (ReportBatch batch in activity.Batches)
                ending.Append(CultureInfo.InvariantCulture, $"\n{batch.Number} {batch.Status} {batch.EndTime:O} {batch.Counts}");
        }
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ending.ToString())))[..16];
        return $"<!-- rollout {ReportFiles.NameOf(report)} {digest} -->";
    }
}
