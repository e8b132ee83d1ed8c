using Pulumirpc;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Configuration;

public sealed class ConfigDiffTests
{
    [Test]
    public void Between_SameSettings_IsNone()
        => Assert.That(Between("""{"region": "ap-guangzhou", "version": "0.1.0"}""", """{"region": "ap-guangzhou", "version": "0.2.0", "profile": ""}""").Changes,
            Is.EqualTo(DiffResponse.Types.DiffChanges.DiffNone));

    [Test]
    public void Between_NewKeys_IsAnUpdateOfTheProviderAlone()
    {
        var diff = Between("""{"secretKey": "a", "profile": "x"}""", """{"secretKey": "b", "maxRetries": 2}""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes, Is.EqualTo(DiffResponse.Types.DiffChanges.DiffSome));
            Assert.That(diff.Replaces, Is.Empty);
            Assert.That(diff.DetailedDiff.Select(change => (change.Key, change.Value.Kind)), Is.EquivalentTo(new[]
            {
                ("secretKey", PropertyDiff.Types.Kind.Update), ("profile", PropertyDiff.Types.Kind.Delete), ("maxRetries", PropertyDiff.Types.Kind.Add),
            }));
        }
    }

    [Test]
    public void Between_AnotherRegion_IsAnotherFleet()
    {
        var diff = Between("""{"region": "ap-guangzhou"}""", """{"region": "ap-shanghai"}""");
        Assert.That((diff.Replaces.Single(), diff.DetailedDiff["region"].Kind), Is.EqualTo(("region", PropertyDiff.Types.Kind.UpdateReplace)));
    }

    [TestCase("{}", """{"region": "ap-guangzhou"}""")]
    [TestCase("""{"region": "ap-guangzhou"}""", "{}")]
    [TestCase("""{"region": "ap-guangzhou"}""", """{"region": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""")]
    public void Between_RegionFromElsewhere_ReinstallsNothing(string olds, string news)
    {
        var diff = Between(olds, news);
        Assert.That((diff.Changes, diff.Replaces.Count), Is.EqualTo((DiffResponse.Types.DiffChanges.DiffSome, 0)));
    }

    private static DiffResponse Between(string olds, string news)
        => ConfigDiff.Between(Properties.From(Wire.Struct(olds)), Properties.From(Wire.Struct(news)));
}
