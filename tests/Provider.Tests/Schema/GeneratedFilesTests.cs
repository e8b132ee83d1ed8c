using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>What is written from the catalogues, and from nothing else.</summary>
public sealed class GeneratedFilesTests
{
    private const string Command = "UPDATE_CATALOGUE=1 dotnet test tests/Provider.Tests --filter GeneratedFiles";

    [Test]
    public void Schema_OnDisk_IsWhatTheCatalogueSays() => Compare("src/Provider/Schema/schema.json", _ => SchemaWriter.Write());

    [Test]
    public void Reference_OnDisk_IsWhatTheCatalogueSays() => Compare("docs/inputs-and-outputs.md", _ => CatalogueDocument.Write());

    [Test]
    public void CredentialSources_OnDisk_AreThoseThatTheSearchWalks() => Compare("docs/credentials.md", _ => CredentialDocument.Write());

    [Test]
    public void InputsInTheReadme_AreThoseOfTheCatalogue()
        => Compare("README.md", readme => Replaced(readme, "inputs", CatalogueDocument.Overview()));

    [Test]
    public void ErrorCodes_InTheTroubleshootingPage_AreThoseWithAHint()
        => Compare("docs/troubleshooting.md", page => Replaced(page, "error codes", CatalogueDocument.ErrorCodes()));

    /// <summary>Each page shows the programs that lie in examples/, where they are checked.</summary>
    [TestCase("README.md")]
    [TestCase("docs/_index.md")]
    public void Programs_InThePages_AreTheExamples(string path) => Compare(path, page => SchemaExamples.Programs.Aggregate(page, WithProgram));

    private static string WithProgram(string page, (string Language, string File) program)
    {
        string begin = $"```{program.Language}\n";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        Assert.That(from, Is.GreaterThanOrEqualTo(begin.Length), $"the page has an example in {program.Language}");
        return page[..from] + SchemaExamples.Shown(program) + page[page.IndexOf("```", from, StringComparison.Ordinal)..];
    }

    /// <summary>The page with what stands between the marks of this name replaced.</summary>
    private static string Replaced(string page, string name, string text)
    {
        string begin = $"<!-- {name}: generated, see CONTRIBUTING.md -->\n", end = $"\n<!-- end of {name} -->";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.That((from >= begin.Length, to >= from - 1), Is.EqualTo((true, true)), "the marks around the table are part of the file");
        return page[..from] + text + page[to..];
    }

    private static void Compare(string path, Func<string, string> write)
    {
        string file = Repository.PathOf(path);
        string kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        string current = write(kept);
        if (Environment.GetEnvironmentVariable("UPDATE_CATALOGUE") == "1")
            File.WriteAllText(file, kept = current);

        Assert.That(kept, Is.EqualTo(current), $"{path} is stale: run {Command}, and read what has changed");
    }
}
