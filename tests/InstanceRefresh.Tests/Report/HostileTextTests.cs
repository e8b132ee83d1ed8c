using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>Messages come from machines that may have been broken into: whatever they say must stay text in every form.</summary>
public partial class HostileTextTests
{
    private const string Tame = "the image could not be found";

    public static readonly string[] Texts =
    [
        "<script>alert(document.cookie)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</svg></style></title><script>1</script>",
        "]]></failure><failure message=\"x\">",
        "<!-- &lt; &amp; &#60; -->",
        "| cell | another |\n|---|---|",
        "line one\r\nline two\n\n# a heading\n- a list",
        "`code` ``` fence ~~~ **bold** _it_ [link](https://evil.example) ![img](x)",
        "https://evil.example www.evil.example @somebody #12 user@evil.example",
        "1. first",
        "+ plus - minus",
        "\u0000\u0001\u0008\u000b\u001b[31mred\u001b[0m\u007f\u0085\u2028\u2029",
        "\ud800 lone \udc00 surrogates \ufffe\uffff",
        "\u202Edesrever\u202C \u2066x\u2069 zero\u200Bwidth \ufeffmark",
        "重装失败：镜像不存在 🚀",
        "}{\"version\":2}",
        "\\ backslash \\n \\u0041",
    ];

    [TestCaseSource(nameof(Texts))]
    public void Html_HostileText_ChangesNoTag(string text)
    {
        string page = HtmlReport.Render(Scenarios.Hostile(text));
        Assert.That(Tags(page), Is.EqualTo(Tags(HtmlReport.Render(Scenarios.Hostile(Tame)))));
        Assert.That(Unreadable(page), Is.Empty);
    }

    [TestCaseSource(nameof(Texts))]
    public void Markdown_HostileText_ChangesNoLineCellOrLink(string text)
    {
        string markdown = MarkdownReport.Render(Scenarios.Hostile(text));
        Assert.That(Shape(markdown), Is.EqualTo(Shape(MarkdownReport.Render(Scenarios.Hostile(Tame)))));
        Assert.That(Unreadable(markdown), Is.Empty);
        Assert.That(markdown, Does.Not.Match(@"(?<!\\)\]\(").And.Not.Contain("://").And.Not.Contain("@").And.Not.Contain("www."));
        Assert.That(markdown, Does.Not.Match(@"(?m)^- (\d+[.)]|[-+*]) "));
    }

    [TestCaseSource(nameof(Texts))]
    public void JUnit_HostileText_StaysWellFormedAndOfTheSameShape(string text)
    {
        XDocument xml = XDocument.Parse(JUnitReport.Render(Scenarios.Hostile(text)));
        XDocument tame = XDocument.Parse(JUnitReport.Render(Scenarios.Hostile(Tame)));
        Assert.That(xml.Descendants().Select(element => element.Name.LocalName), Is.EqualTo(tame.Descendants().Select(element => element.Name.LocalName)));
        Assert.That(xml.Descendants("failure").Last().Attribute("message")!.Value, Is.EqualTo(ReportText.Clean(text)));
    }

    [TestCaseSource(nameof(Texts))]
    public void Json_HostileText_ComesBackAsItWasCleaned(string text)
    {
        using JsonDocument json = JsonDocument.Parse(JsonReport.Render(Scenarios.Hostile(text)));
        JsonElement instance = json.RootElement.GetProperty("activities")[0].GetProperty("batches")[0].GetProperty("instances")[0];
        Assert.That(instance.GetProperty("message").GetString(), Is.EqualTo(ReportText.Clean(text)));
    }

    [Test]
    public void Forms_KeyIdInAMessage_IsNotPassedOn()
    {
        RolloutReport report = Scenarios.Hostile("denied for AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE, ask an administrator");
        foreach (string form in new[] { HtmlReport.Render(report), MarkdownReport.Render(report), JUnitReport.Render(report), JsonReport.Render(report) })
            Assert.That(form, Does.Not.Contain("z8krbs"));
    }

    [Test]
    public void Clean_VeryLongText_IsCutToWhatAPageBears()
        => Assert.That(ReportText.Clean(new string('x', 100_000)), Has.Length.EqualTo(ReportText.LongestMessage + 1).And.EndsWith("…"));

    /// <summary>Tags with their attribute names, in order: what the browser sees as structure. A harmless word in backticks may become code, and a state may break after an underscore.</summary>
    private static string[] Tags(string page) => [.. Tag().Matches(page).Where(tag => tag.Value is not ("<code>" or "</code>" or "<wbr>")).Select(tag => AttributeValue().Replace(tag.Value, "=\"\""))];

    /// <summary>How each line begins and how many cells it has.</summary>
    private static string[] Shape(string markdown) => [.. markdown.Split('\n').Select(line => $"{new string([.. line.TakeWhile(letter => letter is '#' or '|' or '-' or '<')])} {line.Count(letter => letter == '|')}")];

    private static string[] Unreadable(string text) => [.. text.Where(letter => char.IsControl(letter) && letter != '\n').Select(letter => $"U+{(int)letter:X4}")];

    [GeneratedRegex("<[a-zA-Z/!][^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex AttributeValue();
}
