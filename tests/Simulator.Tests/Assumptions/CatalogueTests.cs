using System.Reflection;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

public sealed class CatalogueTests
{
    [Test]
    public void EverySwitch_HasATestThatFlipsIt()
        => Assert.That(
            typeof(CatalogueTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<AssumesAttribute>()).Select(flipped => flipped.Name).Distinct(),
            Is.EquivalentTo(Assumed.All.Select(assumption => assumption.Name)));

    [Test]
    public void EverySwitch_HasADistinctNameAndItsDefaultAmongItsValues()
    {
        Assert.That(Assumed.All.Select(assumption => assumption.Name), Is.Unique);
        foreach (var assumption in Assumed.All.Where(assumption => !assumption.Values.IsEmpty))
        {
            Assert.That(assumption.Values, Does.Contain(assumption.Default).And.Contain(assumption.Strict), assumption.Name);
            Assert.That(assumption.Values, Has.Length.GreaterThan(1), assumption.Name);
        }
    }

    [Test]
    public void Readme_Table_HasEverySwitchWithItsText()
    {
        var readme = File.ReadAllText(Repository.PathOf("src/Simulator/README.md"));

        foreach (var assumption in Assumed.All)
        {
            Assert.That(readme, Does.Contain($"| `{assumption.Name}` | **`{assumption.Default}`**"), "the name and its default");
            Assert.That(readme, Does.Contain($"| {assumption.Text} |"), assumption.Name);
        }
    }

    [Test]
    public void Readme_Faults_AreAllThere()
    {
        var readme = File.ReadAllText(Repository.PathOf("src/Simulator/README.md"));

        foreach (var kind in Enum.GetValues<FaultKind>())
            Assert.That(readme, Does.Contain($"`{FaultJson.NameOf(kind)}`"));
    }

    [Test]
    public void With_NameUnknown_ListsTheNamesThereAre()
        => Assert.That(() => AssumptionSet.Usual.With("batchsplit", "even"), Throws.ArgumentException.With.Message.Contains("batchSplit"));

    [Test]
    public void With_ValueUnknown_ListsTheValuesThereAre()
        => Assert.That(() => AssumptionSet.Usual.With("batchSplit", "odd"), Throws.ArgumentException.With.Message.Contains("even, ceiling"));

    [Test]
    public void Strict_WithAChoice_KeepsTheChoice()
        => Assert.That(new SimulatorOptions { Assumed = AssumptionSet.Usual.With("regionRequired", "false"), Strict = true }.Assumed[Assumed.RegionRequired], Is.EqualTo("false"));
}
