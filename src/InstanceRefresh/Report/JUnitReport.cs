using System.Globalization;
using System.Text;
using System.Xml;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>
/// The report for the test tab of a pipeline: a suite for each batch with a case for each instance, and one case for the rollout itself, since
/// a rollout can go wrong while no instance failed. A retry that helped is a pass whose output tells the failures before it.
/// </summary>
internal static class JUnitReport
{
    public static string Render(RolloutReport report)
    {
        using var text = new Utf8Writer();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace }))
        {
            xml.WriteStartElement("testsuites");
            HashSet<string> restored = ReportFormatter.RestoredByRollback(report);
            xml.WriteAttributeString("name", $"{report.AutoScalingGroupId} {report.RefreshActivityId}");
            ReportVerification[] verifications = [.. ReportVerification.LastOf(report)];
            xml.WriteAttributeString("tests", Number(1 + verifications.Length + report.Activities.Sum(activity => activity.Batches.Sum(batch => batch.Counts.Total))));
            xml.WriteAttributeString("failures", Number((report.EndedWell ? 0 : 1) + verifications.Count(verification => IsFailure(report, verification)) + report.Activities.Sum(activity => activity.Batches
                .SelectMany(batch => batch.Instances).Count(instance => IsFailure(instance, RestoredOf(activity, restored))))));
            xml.WriteAttributeString("time", Number(report.ElapsedSeconds));
            Rollout(xml, report);
            Verifications(xml, report, verifications);
            foreach (ReportActivity activity in report.Activities)
            {
                foreach (ReportBatch batch in activity.Batches)
                    Batch(xml, report, activity, batch, RestoredOf(activity, restored));
            }
            xml.WriteEndElement();
        }
        return text + "\n";
    }

    private static void Rollout(XmlWriter xml, RolloutReport report)
    {
        bool unfinished = report.EndedWell && (report.Outcome is nameof(RefreshOutcome.AwaitingApproval) or nameof(RefreshOutcome.InProgress));
        Suite(xml, "rollout", 1, report.EndedWell ? 0 : 1, unfinished ? 1 : 0, report.ElapsedSeconds,
            report.Activities is [{ CreatedTime: { } created }, ..] ? created : report.AsOf);
        Case(xml, report.AutoScalingGroupId, $"rollout {report.RefreshActivityId}", report.ElapsedSeconds);
        if (!report.EndedWell)
            Verdict(xml, "failure", report.Outcome, report.Headline, string.Join('\n', [.. report.Reasons, .. report.NextSteps]));
        else if (unfinished)
            Verdict(xml, "skipped", null, report.Headline, null);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What was verified. One that failed has been decided about where the operation ended well.</summary>
    private static void Verifications(XmlWriter xml, RolloutReport report, ReportVerification[] verifications)
    {
        if (verifications is not [var first, ..])
            return;
        int failed = verifications.Count(verification => IsFailure(report, verification));
        int passed = verifications.Count(verification => verification.Verdict == nameof(VerificationVerdict.Passed));
        Suite(xml, "verification", verifications.Length, failed, verifications.Length - failed - passed, verifications.Sum(Seconds), first.From);
        foreach (ReportVerification verification in verifications)
        {
            Case(xml, $"{report.AutoScalingGroupId}.{verification.RefreshActivityId}", $"verification of {verification.Place}", Seconds(verification));
            if (IsFailure(report, verification))
                Verdict(xml, "failure", verification.Verdict, verification.Reason ?? verification.InWords, null);
            else if (verification.Verdict != nameof(VerificationVerdict.Passed))
                Verdict(xml, "skipped", null, verification.Reason is { } reason ? $"{verification.InWords}: {reason}" : verification.InWords, null);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static double Seconds(ReportVerification verification) => (verification.To - verification.From).TotalSeconds;

    private static bool IsFailure(RolloutReport report, ReportVerification verification)
        => !report.EndedWell && verification.Verdict is (nameof(VerificationVerdict.Failed) or nameof(VerificationVerdict.Unknown));

    private static void Batch(XmlWriter xml, RolloutReport report, ReportActivity activity, ReportBatch batch, HashSet<string> restored)
    {
        string name = activity.IsRollback ? $"rollback batch {batch.Number}" : $"batch {batch.Number}";
        DateTimeOffset until = ReportFormatter.Until(report, activity);
        int failed = batch.Instances.Count(instance => IsFailure(instance, restored));
        Suite(xml, name, batch.Counts.Total, failed, batch.Counts.Total - batch.Counts.Successful - failed, Spans.Worked(batch.Marks, until), batch.StartTime);
        foreach (ReportInstance instance in batch.Instances)
        {
            Case(xml, $"{report.AutoScalingGroupId}.{activity.RefreshActivityId}.batch-{batch.Number}", instance.InstanceId,
                Spans.Worked(instance.Marks, until));
            string message = instance.Message ?? "the service gave no reason";
            if (IsFailure(instance, restored))
                Verdict(xml, "failure", instance.Status, message, instance.LastActivityId is { } scaling ? $"scaling activity {scaling}" : null);
            else if (instance.Status == InstanceStatus.Failed)
                Verdict(xml, "skipped", null, $"failed and was rolled back since: {message}", null);
            else if (instance.Status != InstanceStatus.Successful)
                Verdict(xml, "skipped", null, instance.Status, null);
            if (Earlier(instance) is { Length: > 0 } earlier)
                xml.WriteElementString("system-out", earlier);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>The failures before the present state.</summary>
    private static string Earlier(ReportInstance instance) => string.Join('\n', instance.Marks.SkipLast(1)
        .Where(mark => mark.Status == InstanceStatus.Failed)
        .Select(mark => $"{ReportText.Iso(mark.At)} failed: {mark.Message ?? "no reason given"}{(mark.LastActivityId is { } id ? $" ({id})" : "")}"));

    private static void Suite(XmlWriter xml, string name, int tests, int failures, int skipped, double seconds, DateTimeOffset? begin)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(tests));
        xml.WriteAttributeString("failures", Number(failures));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(skipped));
        xml.WriteAttributeString("time", Number(seconds));
        if (begin is { } at) // the schema wants it without a zone
            xml.WriteAttributeString("timestamp", ReportText.Iso(at).TrimEnd('Z'));
    }

    private static HashSet<string> RestoredOf(ReportActivity activity, HashSet<string> restored) => activity.IsRollback ? [] : restored;

    /// <summary>Whether it counts as a failure: failed, and no rollback has settled it since.</summary>
    private static bool IsFailure(ReportInstance instance, HashSet<string> restored) => instance.Status == InstanceStatus.Failed && !restored.Contains(instance.InstanceId);

    private static void Case(XmlWriter xml, string className, string name, double seconds)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", className);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("time", Number(seconds));
    }

    private static void Verdict(XmlWriter xml, string element, string? type, string message, string? more)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", message);
        if (type is not null)
            xml.WriteAttributeString("type", type);
        if (!string.IsNullOrEmpty(more))
            xml.WriteString(more);
        xml.WriteEndElement();
    }

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Makes the declaration say UTF-8, which is what the text is written as.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
