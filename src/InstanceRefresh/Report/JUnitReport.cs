using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>The report for the test tab of a pipeline: <see cref="JUnitSuites"/> as XML.</summary>
internal static class JUnitReport
{
    public static string Render(RolloutReport report)
    {
        ImmutableArray<JUnitSuite> suites = JUnitSuites.Of(report);
        using var text = new Utf8Writer();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"{report.AutoScalingGroupId} {report.RefreshActivityId}");
            xml.WriteAttributeString("tests", Number(suites.Sum(suite => suite.Cases.Length)));
            xml.WriteAttributeString("failures", Number(suites.Sum(suite => suite.Failures)));
            xml.WriteAttributeString("time", Number(report.ElapsedSeconds));
            foreach (JUnitSuite suite in suites)
                Suite(xml, suite);
            xml.WriteEndElement();
        }
        return text + "\n";
    }

    private static void Suite(XmlWriter xml, JUnitSuite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite.Name);
        xml.WriteAttributeString("tests", Number(suite.Cases.Length));
        xml.WriteAttributeString("failures", Number(suite.Failures));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(suite.Skipped));
        xml.WriteAttributeString("time", Number(suite.Seconds));
        if (suite.Begin is { } at) // the schema wants it without a zone
            xml.WriteAttributeString("timestamp", ReportText.Iso(at).TrimEnd('Z'));
        foreach (JUnitCase test in suite.Cases)
            Case(xml, test);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", test.ClassName);
        xml.WriteAttributeString("name", test.Name);
        xml.WriteAttributeString("time", Number(test.Seconds));
        if (test.Verdict is { } verdict)
        {
            xml.WriteStartElement(verdict is JUnitVerdict.Failure ? "failure" : "skipped");
            xml.WriteAttributeString("message", verdict.Message);
            if (verdict is JUnitVerdict.Failure failure)
            {
                xml.WriteAttributeString("type", failure.Type);
                if (failure.Detail.Length > 0)
                    xml.WriteString(failure.Detail);
            }
            xml.WriteEndElement();
        }
        if (test.Output.Length > 0)
            xml.WriteElementString("system-out", test.Output);
        xml.WriteEndElement();
    }

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Makes the declaration say UTF-8, which is what the text is written as.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
