using System.Xml.Linq;
using TencentcloudRefresh.Sdk.Tests.Schema;
using TencentcloudRefresh.TestKit;
using YamlDotNet.Serialization;

namespace TencentcloudRefresh.Sdk.Tests.Stack;

/// <summary>The files that only `pulumi up` reads: nothing in this build would notice a error in them.</summary>
public sealed class ProjectFilesTests
{
    private static readonly string[] ProjectKeys = ["name", "description", "runtime", "main", "plugins", "packages", "template"];

    [Test]
    public void ProjectFile_Keys_AreThoseThePulumiCliKnows()
    {
        var project = Yaml("Pulumi.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(project.Keys, Is.SubsetOf(ProjectKeys));
            Assert.That(At(project, "runtime", "name"), Is.EqualTo("dotnet"));
            Assert.That(project["main"], Is.EqualTo("infra"));
            Assert.That(File.Exists(Repository.PathOf("infra/Infra.csproj")), Is.True);
            Assert.That(At(project, "plugins", "providers", 0, "name"), Is.EqualTo("tencentcloud-refresh"));
            Assert.That(At(project, "plugins", "providers", 0, "path"), Is.EqualTo("bin"));
            Assert.That(At(project, "packages", "tencentcloud", "source"), Is.EqualTo("terraform-provider"));
            Assert.That(At(project, "packages", "tencentcloud", "parameters", 0), Is.EqualTo("tencentcloudstack/tencentcloud"));
            Assert.That(Version.Parse((string)At(project, "packages", "tencentcloud", "parameters", 1)), Is.GreaterThanOrEqualTo(new Version(1, 82, 90)),
                "older ones refuse a system disk above 500 GB");
        }
    }

    [Test]
    public void Template_Settings_AreThoseThatStackAndProvidersRead()
    {
        var settings = ((Dictionary<object, object>)At(Yaml("Pulumi.yaml"), "template", "config")).Keys.Cast<string>().ToList();
        string infra = string.Join('\n', Directory.EnumerateFiles(Repository.PathOf("infra"), "*.cs").Select(File.ReadAllText));
        Assert.That(settings.Where(name => !name.Contains(':', StringComparison.Ordinal)),
            Has.All.Matches<string>(name => infra.Contains($"\"{name}\"", StringComparison.Ordinal)));
        Assert.That(settings.Where(name => name.StartsWith("tencentcloud-refresh:", StringComparison.Ordinal)).Select(name => name.Split(':')[1]),
            Is.SubsetOf(SchemaFile.Names(SchemaFile.Configuration["variables"]!)));
    }

    [Test]
    public void StackFile_Keys_BelongToTheProjectOrToAProvider()
        => Assert.That(DevFile.Read().Keys.Select(key => key.Split(':')[0]).Distinct(),
            Is.SubsetOf(new[] { (string)Yaml("Pulumi.yaml")["name"], "tencentcloud", "tencentcloud-refresh" }));

    [TestCase("infra/Infra.csproj", "Pulumi", "../src/Sdk/Sdk.csproj", "../sdks/tencentcloud/Pulumi.Tencentcloud.csproj")]
    [TestCase("src/Sdk/Sdk.csproj", "Pulumi")]
    public void ProgramProject_References_AreTheOfficialPackageAndTheSdks(string file, params string[] references)
    {
        var project = XDocument.Load(Repository.PathOf(file));
        Assert.That(project.Descendants("PackageReference").Concat(project.Descendants("ProjectReference")).Select(item => item.Attribute("Include")!.Value),
            Is.EquivalentTo(references));
        Assert.That(project.Descendants("Import").Single().Attribute("Project")!.Value, Does.EndWith("PulumiProgram.props"), "free of our own build rules");
    }

    [Test]
    public void PulumiVersion_OfTheProgram_IsTheOneTheStandInFollows()
        => Assert.That(XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PulumiVersion").Single().Value,
            Does.StartWith("3.112."));

    [Test]
    public void GeneratedSdks_Folder_IsCutOffFromOurBuildRules()
    {
        Assert.That(XDocument.Load(Repository.PathOf("sdks/Directory.Build.props")).Descendants("Import"), Is.Empty);
        Assert.That(XDocument.Load(Repository.PathOf("sdks/Directory.Packages.props")).Descendants("ManagePackageVersionsCentrally").Single().Value,
            Is.EqualTo("false"));
    }

    private static Dictionary<object, object> Yaml(string file)
        => new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Repository.PathOf(file)));

    private static object At(object node, params object[] path) => path.Aggregate(node, (current, step) => step is int index
        ? ((List<object>)current)[index]
        : ((Dictionary<object, object>)current)[step]);
}
