using System.Text.RegularExpressions;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The documents of the project: their links lead somewhere, and the code that the contracts name exists.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Contracts = ["docs/engine-contract.md", "docs/api-contract.md"];

    [TestCaseSource(nameof(Documents))]
    public void Document_RelativeLinks_LeadToFilesAndHeadings(string document)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var broken = Link().Matches(WithoutCode(document))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Leads(target.Split('#'), folder, document));

        Assert.That(broken, Is.Empty);
    }

    [TestCaseSource(nameof(Contracts))]
    public void Contract_CodeThatRelies_Exists(string document)
    {
        string sources = string.Join('\n', Files("src", "*.cs").Select(path => File.ReadAllText(Repository.PathOf(path))));
        var named = File.ReadLines(Repository.PathOf(document))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(row => CodeName().Matches(row.TrimEnd('|', ' ').Split(" | ")[^1]))
            .Select(name => name.Groups["name"].Value)
            .Distinct()
            .ToList();

        Assert.That(named, Has.Count.GreaterThan(20), "the names are read from the last column");
        Assert.That(named.Where(name => !IsIn(sources, name)), Is.Empty, "neither a type nor a name that the code knows");
    }

    /// <summary>A page that says what is shown by a test is worth as much as that test.</summary>
    [TestCase("docs/threat-model.md", 30)]
    public void Page_TestsThatItNames_Exist(string document, int atLeast)
    {
        var files = Files("tests", "*Tests.cs").Select(path => File.ReadAllText(Repository.PathOf(path))).ToList();
        var named = TestName().Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(name => (Class: name.Groups["class"].Value, Test: name.Groups["test"].Value))
            .ToList();

        Assert.That(named, Has.Count.GreaterThanOrEqualTo(atLeast));
        Assert.That(named.Where(name => !files.Exists(text => text.Contains($"class {name.Class}", StringComparison.Ordinal)
            && text.Contains($" {name.Test}(", StringComparison.Ordinal))), Is.Empty);
    }

    [TestCase("docs/verification.md", 30)]
    [TestCase("docs/what-success-means.md", 18)]
    public void Situation_InATable_NamesATestThatExists(string document, int least)
    {
        string tests = string.Join('\n', Files("tests", "*Tests.cs").Select(path => File.ReadAllText(Repository.PathOf(path))));
        var rows = File.ReadLines(Repository.PathOf(document))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| situation", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => line.TrimEnd('|', ' ').Split(" | ")[^1].TrimStart('|', ' '))
            .ToList();

        Assert.That(rows, Has.Count.GreaterThanOrEqualTo(least));
        Assert.That(rows.Where(shownBy => shownBy != "the same" && !tests.Contains($" {shownBy.Trim('`')}(", StringComparison.Ordinal)), Is.Empty, "no test of that name");
    }

    [Test]
    public void Permissions_InTheReadme_AreThoseOfTheCallsThatAreMade()
    {
        string sources = string.Join('\n', Files("src/InstanceRefresh", "*.cs").Concat(Files("src/AutoScaling/Writes", "*.cs")).Select(path => File.ReadAllText(Repository.PathOf(path))));
        var called = ClientCall().Matches(sources).Select(call => call.Groups["verb"].Value + call.Groups["noun"].Value).Distinct().ToList();
        var allowed = Permission().Matches(File.ReadAllText(Repository.PathOf("README.md"))).Select(permission => permission.Groups["action"].Value).ToList();

        Assert.That(called, Has.Count.GreaterThan(12), "the calls are read from the sources");
        Assert.That(allowed, Is.Unique.And.SupersetOf(called));
    }

    [Test]
    public void BatchNumber_FromStackToReport_TakesAtMostTwelveSteps()
        => Assert.That(
            File.ReadLines(Repository.PathOf("docs/batch-number.md")).Count(line => line.Length > 2 && line[0] == '|' && char.IsDigit(line[2])),
            Is.InRange(1, 12));

    /// <summary>A type is declared; everything else, such as a switch of the simulator or an output, stands somewhere in quotes.</summary>
    private static bool IsIn(string sources, string name) => char.IsUpper(name[0])
        ? Regex.IsMatch(sources, $@"\b(class|record|struct|enum|interface) {name}\b", RegexOptions.NonBacktracking)
        : sources.Contains($"\"{name}\"", StringComparison.Ordinal);

    private static bool Leads(string[] parts, string folder, string document)
    {
        string path = parts[0].Length == 0 ? Repository.PathOf(document) : Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        return (File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && AnchorOf(line) == parts[1]));
    }

    /// <summary>As the usual viewers make it of a heading.</summary>
    private static string AnchorOf(string heading)
        => string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    private static string WithoutCode(string document)
        => Fence().Replace(File.ReadAllText(Repository.PathOf(document)).ReplaceLineEndings("\n"), "");

    private static IEnumerable<string> Documents() => Files("", "*.md");

    /// <summary>What is kept, as far as the folders tell: built and generated things lie in folders of their own.</summary>
    private static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Repository.PathOf(folder), pattern)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(Repository.PathOf(folder))
                .Where(path => Path.GetFileName(path) is not ("bin" or "obj" or "sdks" or "node_modules") and not ['.', ..])
                .SelectMany(path => Files(Path.GetRelativePath(Repository.Root, path), pattern)))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<test>\w+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex("`(?<name>[A-Za-z]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeName();

    [GeneratedRegex(@"client\.(?<verb>Describe|Start|Resume|Stop|Rollback|Cancel|Exit|Get)(All|Newest)?(?<noun>[A-Za-z]+)Async\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ClientCall();

    [GeneratedRegex("\"(as|cvm|monitor|sts):(?<action>[A-Za-z]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Permission();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();
}
