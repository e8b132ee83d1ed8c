using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>
/// The report as files, <c>&lt;group&gt;-&lt;activity&gt;</c> with the endings <c>.md</c>, <c>.json</c>, <c>.junit.xml</c> and <c>.html</c>.
/// A rollout that takes several runs keeps one set of files: a later run continues where the JSON of the one before it ended.
/// </summary>
internal static class ReportFiles
{
    /// <summary>A JSON form larger than this is not ours: 2000 instances make about two megabytes.</summary>
    private const long LargestEarlier = 64 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the four files, each whole or not at all.</summary>
    /// <param name="directory">Made when it is missing. Null or empty: nothing is written.</param>
    /// <param name="report">What to write.</param>
    /// <returns>Null, or why it could not be written: a sentence to warn with. Nothing is thrown, since a full disk must not fail a rollout.</returns>
    public static string? Write(string? directory, RolloutReport report) => Write(directory, ref report);

    /// <inheritdoc cref="Write(string?, RolloutReport)"/>
    /// <param name="report">Becomes what was written: together with what earlier runs have left there.</param>
    public static string? Write(string? directory, ref RolloutReport report)
    {
        if (string.IsNullOrWhiteSpace(directory))
            return null;
        try
        {
            Directory.CreateDirectory(directory);
            string stem = Path.Combine(directory, NameOf(report));
            if (Earlier(stem + ".json", report) is { } earlier)
                report = ReportMerge.Continue(earlier, report);
            Put(stem + ".md", MarkdownReport.Render(report));
            Put(stem + ".junit.xml", JUnitReport.Render(report));
            Put(stem + ".html", HtmlReport.Render(report));
            Put(stem + ".json", JsonReport.Render(report)); // last: it is what the next run continues from
            return null;
        }
        catch (Exception trouble) // whatever it is, the rollout is more important than its report
        {
            return $"The report of {report.RefreshActivityId} could not be written to {directory}: {trouble.Message}";
        }
    }

    /// <summary>The name of the files without ending. Ids are the service's, hence not to be trusted with a path.</summary>
    internal static string NameOf(RolloutReport report) => $"{Safe(report.AutoScalingGroupId)}-{Safe(report.RefreshActivityId)}";

    private static string Safe(string id)
    {
        var safe = new StringBuilder(id.Length);
        foreach (char letter in id.AsSpan(0, Math.Min(id.Length, 60)))
            safe.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_');
        return safe.Length == 0 ? "unknown" : safe.ToString();
    }

    private static RolloutReport? Earlier(string path, RolloutReport report)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= LargestEarlier
            && JsonReport.Read(File.ReadAllText(path, Utf8)) is { } earlier
            && earlier.RefreshActivityId == report.RefreshActivityId
            && earlier.AutoScalingGroupId == report.AutoScalingGroupId
            && earlier.AsOf <= report.AsOf ? earlier : null;
    }

    private static void Put(string path, string text)
    {
        string half = path + ".part";
        try
        {
            File.WriteAllText(half, text, Utf8);
            File.Move(half, path, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }
}
