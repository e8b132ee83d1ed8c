using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>The files that are written from the catalogues, and only from them.</summary>
public sealed class GeneratedFilesTests
{
    private const string Command = "UPDATE_CATALOGUE=1 dotnet test tests/Provider.Tests --filter GeneratedFiles";

    [Test]
    public void Schema_OnDisk_IsWhatTheCatalogueSays() => Compare("src/Provider/Schema/schema.json", SchemaWriter.Write());

    private static void Compare(string path, string current)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("UPDATE_CATALOGUE") == "1")
            File.WriteAllText(file, current);

        Assert.That(
            File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "", Is.EqualTo(current),
            $"{path} is stale: run {Command}, and read what has changed");
    }
}
