using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Tests.Config;

internal sealed class StackFileTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("stackfile-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_Scalars_AreTexts()
    {
        StackConfig config = Read("config:\n  web:count: 6\n  web:on: true\n  plain: x\n  other:region: ap-guangzhou\n");
        Assert.That(config.Values.Select(entry => $"{entry.Key}={entry.Value.Text}"),
            Is.EqualTo(new[] { "other:region=ap-guangzhou", "web:count=6", "web:on=true", "web:plain=x" }));
    }

    [Test]
    public void Read_Structures_BecomeJson()
    {
        StackConfig config = Read("config:\n  web:list: [a, 2, true, \"3\", null]\n  web:map:\n    size: 1.5\n    inner: {x: ü}\n");
        Assert.That(config.Find("list")!.Value.Text, Is.EqualTo("""["a",2,true,"3",null]"""));
        Assert.That(config.Find("map")!.Value.Text, Is.EqualTo("""{"size":1.5,"inner":{"x":"ü"}}"""));
    }

    [Test]
    public void Read_SecureValues_AreOpenedAndStaySecret()
    {
        PassphraseCrypter crypter = PassphraseCrypter.Create("test", rounds: 1);
        StackConfig config = Read(
            $"encryptionsalt: {crypter.State}\nconfig:\n  web:key:\n    secure: {crypter.Encrypt("s3cret")}\n  web:map:\n    inner:\n      secure: {crypter.Encrypt("deep")}\n");
        Assert.That(config.Find("key"), Is.EqualTo(new ConfigValue("s3cret", true)));
        Assert.That(config.Find("map"), Is.EqualTo(new ConfigValue("""{"inner":"deep"}""", true)));
        Assert.That(config.SecretKeysJson(), Is.EqualTo("""["web:key","web:map"]"""));
        Assert.That(config.Find("key").ToString(), Is.EqualTo("[secret]"));
    }

    [TestCase("config:\n  web:key: {secure: v1:a:b}\n", "encryptionsalt")]
    [TestCase("config: [\n", "line")]
    [TestCase("- a\n", "expected keys and values")]
    public void Read_UnusableFile_NamesFileAndPlace(string text, string expected)
        => Assert.That(() => Read(text),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains(expected).And.Message.Contains("Pulumi.dev.yaml"));

    [Test]
    public void Read_NoFile_SaysWhichStack()
        => Assert.That(() => new StackFile(Path.Combine(_folder, "Pulumi.prod.yaml"), "web", new("test")).Read(),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("Pulumi.prod.yaml"));

    [Test]
    public void WithAssignment_KeyWithoutNamespace_BelongsToTheProject()
    {
        StackConfig config = StackConfig.Empty("web").WithAssignment("count=6").WithAssignment("tc:region=a=b");
        Assert.That(config.ToProgramJson(), Is.EqualTo("""{"tc:region":"a=b","web:count":"6"}"""));
        Assert.That(() => config.WithAssignment("count"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("key=value"));
    }

    [Test]
    public void WithAssignment_OfASecretSetting_StaysSecret()
        => Assert.That(StackConfig.Empty("web").With("key", new("old", true)).WithAssignment("key=new").Find("key"),
            Is.EqualTo(new ConfigValue("new", true)));

    [Test]
    public void Namespace_OfAPackage_LeavesTheNamespaceOut()
        => Assert.That(StackConfig.Empty("web").WithAssignment("tc:region=x").WithAssignment("region=y").Namespace("tc").Select(entry => entry.Key),
            Is.EqualTo(new[] { "region" }));

    [Test]
    public void Find_ProjectFileAbove_TakesMainAsProgramDirectory()
    {
        File.WriteAllText(Path.Combine(_folder, "Pulumi.yaml"), "name: web\nmain: infra\nruntime: dotnet\n");
        string below = Directory.CreateDirectory(Path.Combine(_folder, "infra", "deep")).FullName;
        ProjectFile project = ProjectFile.Find(below);
        Assert.That(project, Is.EqualTo(new ProjectFile("web", _folder, Path.Combine(_folder, "infra"))));
    }

    [Test]
    public void Find_NoProjectFile_SaysSo()
        => Assert.That(() => ProjectFile.Find(_folder), Throws.TypeOf<ConfigurationException>().With.Message.Contains("Pulumi.yaml"));

    private StackConfig Read(string text)
    {
        string path = Path.Combine(_folder, "Pulumi.dev.yaml");
        File.WriteAllText(path, text);
        return new StackFile(path, "web", new("test", rounds: 1)).Read();
    }
}
