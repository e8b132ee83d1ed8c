using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Decision;

public sealed class DecisionsDocumentTests
{
    private static readonly string Document = Repository.PathOf("src/InstanceRefresh/DECISIONS.md");

    [Test]
    public void DecisionsDocument_OnDisk_IsWhatTheRulesSay()
    {
        string current = DecisionTable.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DECISIONS") == "1")
            File.WriteAllText(Document, current);

        Assert.That(
            File.Exists(Document) ? File.ReadAllText(Document).ReplaceLineEndings("\n") : "", Is.EqualTo(current),
            "DECISIONS.md is stale: run UPDATE_DECISIONS=1 dotnet test tests/InstanceRefresh.Tests --filter DecisionsDocument, and read what has changed");
    }

    [Test]
    public void DecisionsDocument_TableRows_CanBeRead()
        => Assert.That(
            DecisionTable.Write().Split('\n').Where(line => line.Length > Grid.MostColumns && line.StartsWith('|')), Is.Empty,
            $"rows of more than {Grid.MostColumns} characters: give the values a shorter name, or several of them a common one");
}
