using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>What is written from the catalogues, and from nothing else.</summary>
public sealed class GeneratedFilesTests
{
    private const string Command = "UPDATE_CATALOGUE=1 dotnet test tests/Provider.Tests --filter GeneratedFiles";
    private const string Begin = "<!-- inputs: generated, see CONTRIBUTING.md -->\n";
    private const string End = "\n<!-- end of inputs -->";

    [Test]
    public void Schema_OnDisk_IsWhatTheCatalogueSays() => Compare("src/Provider/Schema/schema.json", _ => SchemaWriter.Write());

    [Test]
    public void Reference_OnDisk_IsWhatTheCatalogueSays() => Compare("docs/inputs-and-outputs.md", _ => CatalogueDocument.Write());

    [Test]
    public void CredentialSources_OnDisk_AreThoseThatTheSearchWalks() => Compare("docs/credentials.md", _ => CredentialDocument.Write());

    [Test]
    public void InputsInTheReadme_AreThoseOfTheCatalogue() => Compare("README.md", readme =>
    {
        int from = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.That((from >= Begin.Length, to >= from), Is.EqualTo((true, true)), "the marks around the table are part of the file");
        return readme[..from] + CatalogueDocument.Overview() + readme[to..];
    });

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
