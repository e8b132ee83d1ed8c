using System.Xml.Linq;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The map of the code base, held against the project files: an architecture that is only drawn erodes.</summary>
public sealed class ProjectMapTests
{
    private static readonly string[] Ships = ["PropertyValues", "PulumiProtocol", "AutoScaling", "InstanceRefresh", "Provider"];

    /// <summary>No part of the solution: the one needs packages that not every feed has, the other is published by a benchmark alone.</summary>
    private static readonly string[] OutsideTheSolution = ["Official.Tests", "BareHost"];

    private static readonly string[] Workbench = ["VirtualTime", "Simulator", "Rehearsal", "Rehearsal.Pulumi", "Rehearsal.Stack", "Refreshctl"];

    /// <summary>What lies in eng/, since it works on what is built, and its stand-in for the CLI.</summary>
    private static readonly string[] Scenarios = ["EngineScenarios", "RehearsedPulumi"];

    [TestCase("PropertyValues")]
    [TestCase("PulumiProtocol", "PropertyValues")]
    [TestCase("AutoScaling")]
    [TestCase("InstanceRefresh", "AutoScaling", "PropertyValues")]
    [TestCase("Provider", "PulumiProtocol", "InstanceRefresh", "AutoScaling", "PropertyValues")]
    [TestCase("Sdk")]
    [TestCase("VirtualTime")]
    [TestCase("Simulator", "VirtualTime")]
    [TestCase("Rehearsal", "PulumiProtocol", "PropertyValues", "AutoScaling", "InstanceRefresh", "Simulator", "VirtualTime")]
    [TestCase("Refreshctl", "AutoScaling", "InstanceRefresh", "Simulator", "Rehearsal")]
    [TestCase("Rehearsal.Pulumi", "PulumiProtocol", "PropertyValues")]
    [TestCase("Rehearsal.Stack", "Rehearsal.Pulumi")]
    public void Project_References_OnlyWhatTheMapAllows(string project, params string[] allowed)
        => Assert.That(ReferencesOf($"src/{project}/{project}.csproj", linked: true), Is.SubsetOf(allowed));

    /// <summary>They see what a user sees: the CLI, the plugin's file and the service's answers.</summary>
    [Test]
    public void EngineScenarios_References_NothingOfOurs()
        => Assert.That(ReferencesOf("eng/engine-scenarios/EngineScenarios.csproj", linked: true), Is.Empty);

    [Test]
    public void Rehearsal_StartsProviderAndStack_AsProcesses()
        => Assert.That(ReferencesOf("src/Rehearsal/Rehearsal.csproj", linked: false), Is.EquivalentTo(new[] { "Provider", "Rehearsal.Stack" }),
            "the rehearsal starts these two: built first, never linked");

    [TestCaseSource(nameof(ShippingProjects))]
    public void ShippingProject_Packages_AreTheFewTheDesignNames(string project)
        => Assert.That(PackagesOf($"src/{project}/{project}.csproj"),
            Is.SubsetOf(project == "PulumiProtocol" ? ["Google.Protobuf", "Grpc.AspNetCore.Server", "Grpc.Net.Client", "Grpc.StatusProto", "Grpc.Tools"] : Array.Empty<string>()));

    [Test]
    public void EveryProject_OnDisk_IsOnTheMap()
        => Assert.That(FoldersOf("src"), Is.EquivalentTo([.. Ships, .. Workbench, "Sdk"]));

    [Test]
    public void TestProjects_OnDisk_MirrorTheSources()
        => Assert.That(FoldersOf("tests").Where(name => !OutsideTheSolution.Contains(name))
            .Select(name => name.Replace(".Tests", "", StringComparison.Ordinal)),
            Is.SubsetOf([.. Ships, .. Workbench, .. Scenarios, "Sdk", "Journeys", "TestKit", "Benchmarks"]));

    [Test]
    public void NoProject_IsADrawerWithoutALabel()
        => Assert.That(
            Directory.EnumerateDirectories(Repository.Root, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) is "Common" or "Shared" or "Utils"), Is.Empty);

    /// <summary>Where the generated SDK is put is given by the package's name in Pulumi.yaml; dotnet takes the solution only if both have one name.</summary>
    [Test]
    [Bug("pulumi install ended with exit code 1, since no project stood beside Pulumi.yaml")]
    public void BesidePulumiYaml_StandsAProjectWithTheVendorsReference_NamedAsTheSolution()
    {
        const string Reference = "sdks/tencentcloud/Pulumi.Tencentcloud.csproj";
        string project = Directory.EnumerateFiles(Repository.Root, "*.*proj").Single();

        Assert.That(Path.GetFileNameWithoutExtension(project), Is.EqualTo(Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(Repository.Root, "*.slnx").Single())));
        Assert.That(IncludesOf(project), Does.Contain(Reference));
        Assert.That(IncludesOf(Repository.PathOf("infra/Infra.csproj")), Does.Contain($"../{Reference}"));

        static IEnumerable<string?> IncludesOf(string path) => XDocument.Load(path).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")?.Value);
    }

    [Test]
    public void Solution_Folders_SplitWhatShipsFromTheWorkbench()
    {
        var folders = XDocument.Load(Repository.PathOf("TencentcloudRefresh.slnx")).Root!.Elements("Folder").ToDictionary(
            folder => folder.Attribute("Name")!.Value.Trim('/'),
            folder => folder.Elements("Project").Select(project => Path.GetFileNameWithoutExtension(project.Attribute("Path")!.Value)).ToList());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(folders.Keys, Is.EquivalentTo(new[] { "ships", "workbench", "tests" }));
            Assert.That(folders["ships"], Is.EquivalentTo(Ships));
            Assert.That(folders["workbench"], Is.EquivalentTo([.. Workbench, "EngineScenarios"]));
            Assert.That(folders["tests"], Is.EquivalentTo(FoldersOf("tests").Where(name => !OutsideTheSolution.Contains(name))));
        }
    }

    private static IEnumerable<string> ShippingProjects() => Ships;

    private static IEnumerable<string> FoldersOf(string folder)
        => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> ReferencesOf(string projectFile, bool linked)
        => Items(projectFile, "ProjectReference")
            .Where(item => linked != (item.Attribute("ReferenceOutputAssembly")?.Value == "false"))
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value));

    private static IEnumerable<string> PackagesOf(string projectFile)
        => Items(projectFile, "PackageReference").Select(item => item.Attribute("Include")!.Value);

    private static IEnumerable<XElement> Items(string projectFile, string kind)
        => XDocument.Load(Repository.PathOf(projectFile)).Descendants(kind);
}
