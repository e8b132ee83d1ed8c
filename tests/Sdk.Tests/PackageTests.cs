using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;
using TencentcloudRefresh.Sdk.Tests.Schema;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests;

/// <summary>
/// The package for C# programs, as it was packed by this build: what it refers to is the official SDK, and nothing of the stand-in is in it.
/// </summary>
public sealed class PackageTests
{
    private static readonly string PulumiVersion = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PulumiVersion")
        .Single().Value;

    [Test]
    public void Package_Files_AreTheClassesAndWhatPeopleAndTheEngineRead()
    {
        using var package = Open();
        Assert.That(package.Entries.Select(entry => entry.FullName).Where(path => !path.StartsWith("_rels/", StringComparison.Ordinal)
                && !path.StartsWith("package/", StringComparison.Ordinal) && path != "[Content_Types].xml"),
            Is.EquivalentTo(new[]
            {
                "Pulumi.TencentcloudRefresh.nuspec", "README.md", "icon.png", "content/pulumi-plugin.json",
                "lib/net8.0/Pulumi.TencentcloudRefresh.dll", "lib/net8.0/Pulumi.TencentcloudRefresh.xml",
            }));
    }

    [Test]
    public void Package_Assembly_RefersToTheOfficialSdkAndTheFrameworkAlone()
    {
        using var package = Open();
        using var assembly = new PEReader(ImageOf(package));
        var reader = assembly.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .ToDictionary(reference => reader.GetString(reference.Name), reference => reference.Version);

        Assert.That(references["Pulumi"], Is.EqualTo(new Version($"{PulumiVersion}.0")));
        Assert.That(references.Where(reference => reference.Key != "Pulumi"), Has.All.Matches<KeyValuePair<string, Version>>(
            reference => reference.Key.StartsWith("System.", StringComparison.Ordinal) && reference.Value.Major == 8));
    }

    [Test]
    public void Package_Assembly_HasThePublicTypesOfTheSdk()
    {
        using var package = Open();
        using var assembly = new PEReader(ImageOf(package));
        var reader = assembly.GetMetadataReader();
        var types = reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");

        Assert.That(types, Is.EquivalentTo(typeof(Pulumi.TencentcloudRefresh.InstanceRefresh).Assembly.GetExportedTypes()
            .Where(type => type is { IsNested: false, Namespace: { } name }
                && name.StartsWith("Pulumi.TencentcloudRefresh", StringComparison.Ordinal))
            .Select(type => type.FullName)));
    }

    [Test]
    public void Package_Dependency_IsTheOfficialPackage()
    {
        using var package = Open();
        using var text = package.GetEntry("Pulumi.TencentcloudRefresh.nuspec")!.Open();
        var nuspec = XDocument.Load(text);
        var dependencies = nuspec.Descendants().Where(element => element.Name.LocalName == "dependency");
        Assert.That(dependencies.Select(dependency => (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value)),
            Is.EqualTo(new[] { ("Pulumi", PulumiVersion) }));
        Assert.That(nuspec.Descendants().Single(element => element.Name.LocalName == "version").Value, Is.EqualTo(SchemaFile.Version));
    }

    [Test]
    public void Package_PluginFile_NamesThePluginOfTheSameVersion()
    {
        using var package = Open();
        using var text = package.GetEntry("content/pulumi-plugin.json")!.Open();
        var plugin = JsonDocument.Parse(text).RootElement;
        Assert.That((plugin.GetProperty("resource").GetBoolean(), plugin.GetProperty("name").GetString(), plugin.GetProperty("version").GetString()),
            Is.EqualTo((true, "tencentcloud-refresh", SchemaFile.Version)));
    }

    private static ZipArchive Open()
        => ZipFile.OpenRead(Repository.PathOf($"eng/release/sdk/bin/{Repository.Configuration}/Pulumi.TencentcloudRefresh.{SchemaFile.Version}.nupkg"));

    private static MemoryStream ImageOf(ZipArchive package)
    {
        var image = new MemoryStream();
        using var entry = package.GetEntry("lib/net8.0/Pulumi.TencentcloudRefresh.dll")!.Open();
        entry.CopyTo(image);
        image.Position = 0;
        return image;
    }
}
