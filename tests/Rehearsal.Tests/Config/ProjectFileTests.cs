using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Config;

internal sealed class ProjectFileTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("project-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Find_ProjectFileAbove_TakesMainAsProgramDirectory()
    {
        Write("Pulumi.yaml", "name: web\nmain: infra\nruntime: dotnet\n");
        ProjectFile project = ProjectFile.Find(Directory.CreateDirectory(Path.Combine(_folder, "infra", "deep")).FullName);
        Assert.That((project.Name, project.Root, project.ProgramDirectory), Is.EqualTo(("web", _folder, Path.Combine(_folder, "infra"))));
    }

    [Test]
    public void Find_NoProjectFile_SaysSo()
        => Assert.That(() => ProjectFile.Find(_folder), Throws.TypeOf<ConfigurationException>().With.Message.Contains("Pulumi.yaml"));

    [TestCase("runtime: dotnet\n", TestName = "Find_NoName_IsRefused")]
    [TestCase("name: 12\n", TestName = "Find_NameThatIsANumber_IsRefused")]
    [TestCase("name: web\nmain: [infra]\n", TestName = "Find_MainThatIsAList_IsRefused")]
    [TestCase("name: web\nconfig: [a]\n", TestName = "Find_ConfigThatIsAList_IsRefused")]
    [TestCase("name: web\nconfig: old\nstackConfigDir: new\n", TestName = "Find_TwoFoldersForStacks_IsRefused")]
    [TestCase("name: web\nconfig: {a: {default: 1, value: 2}}\n", TestName = "Find_DefaultAndValue_IsRefused")]
    [TestCase("name: web\nconfig: {a: {type: array}}\n", TestName = "Find_ArrayOfNothing_IsRefused")]
    [TestCase("name: web\nconfig: {a: {type: integer, default: x}}\n", TestName = "Find_DefaultOfAnotherType_IsRefused")]
    [TestCase("name: web\nconfig: {a: {type: text}}\n", TestName = "Find_UnknownType_IsRefused")]
    [TestCase("name: web\nconfig: {aws:region: {default: x}}\n", TestName = "Find_DefaultOfAnotherNamespace_IsRefused")]
    public void Find_ProjectThatTheCliRefuses_NamesFileAndLine(string text)
    {
        Write("Pulumi.yaml", text);
        Assert.That(() => ProjectFile.Find(_folder), Throws.TypeOf<ConfigurationException>().With.Message.Contains("Pulumi.yaml, line"));
    }

    [TestCase("Pulumi.yaml", "name: web\n", "Pulumi.dev.yaml")]
    [TestCase("Pulumi.yml", "name: web\n", "Pulumi.dev.yml")]
    [TestCase("Pulumi.json", "{\"name\": \"web\"}", "Pulumi.dev.json")]
    [TestCase("Pulumi.yaml", "name: web\nstackConfigDir: stacks\n", "stacks/Pulumi.dev.yaml")]
    [TestCase("Pulumi.yaml", "name: web\nconfig: stacks\n", "stacks/Pulumi.dev.yaml")]
    public void PathOf_AStack_IsWhereTheCliPolls(string file, string text, string expected)
    {
        Write(file, text);
        Assert.That(ProjectFile.Find(_folder).PathOf(new("dev")), Is.EqualTo(Path.Combine(_folder, expected)));
    }

    [Test]
    public void FileOf_StackFileWithAnotherEnding_NamesIt()
    {
        Write("Pulumi.yaml", "name: web\n");
        Write("Pulumi.dev.yml", "config: {}\n");
        Assert.That(() => StackSettings.FileOf(ProjectFile.Find(_folder), new("dev")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("Pulumi.dev.yml"));
    }

    [TestCase("dev", "dev", "organization")]
    [TestCase("acme/dev", "dev", "acme")]
    [TestCase("acme/web/dev", "dev", "acme")]
    public void Parse_NameOfAStack_TakesTheLastPart(string text, string name, string organization)
    {
        StackName stack = StackName.Parse(text, "web");
        Assert.That((stack.Name, stack.Organization), Is.EqualTo((name, organization)));
    }

    [TestCase("acme/other/dev")]
    [TestCase("a/b/c/d")]
    [TestCase("")]
    [TestCase("acme/")]
    [TestCase("a b")]
    public void Parse_AnotherProjectOrNoName_IsRefused(string text)
        => Assert.That(() => StackName.Parse(text, "web"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("--stack"));

    [Test]
    public void Read_SettingsOfTheProject_AreDefaults()
    {
        Write("Pulumi.yaml", """
            name: web
            config:
              plain: 1
              list: [a, b]
              tencentcloud:region: ap-tokyo
              typed: {type: integer, default: 3}
              given: {type: string}
            """);
        Write("Pulumi.dev.yaml", "config:\n  web:plain: 2\n  web:given: x\n");
        Assert.That(Settings().Values.Select(entry => $"{entry.Key}={entry.Value.Text}"), Is.EqualTo(new[]
        {
            "tencentcloud:region=ap-tokyo", "web:given=x", "web:list=[\"a\",\"b\"]", "web:plain=2", "web:typed=3",
        }));
    }

    [TestCase("config: {need: {type: string}}", "config: {}", "web:need")]
    [TestCase("config: {need: {type: integer}}", "config: {need: x}", "integer")]
    [TestCase("config: {need: {type: boolean}}", "config: {need: maybe}", "boolean")]
    [TestCase("config: {need: {type: array, items: {type: integer}}}", "config: {need: [a]}", "array")]
    [TestCase("config: {need: {type: object}}", "config: {need: [a]}", "object")]
    [TestCase("config: {need: {type: string, secret: true}}", "config: {need: clear}", "encrypted")]
    public void Read_StackAgainstTheDeclaration_IsRefused(string project, string stack, string expected)
    {
        Write("Pulumi.yaml", $"name: web\n{project}\n");
        Write("Pulumi.dev.yaml", stack + "\n");
        Assert.That(Settings, Throws.TypeOf<ConfigurationException>().With.Message.Contains(expected));
    }

    [Test]
    public void Find_ChangedTexts_AreReadOrRefused()
    {
        string[] examples =
        [
            File.ReadAllText(Repository.PathOf("Pulumi.yaml")),
            "name: web\nstackConfigDir: stacks\nconfig:\n  a: {type: array, items: {type: array, items: {type: integer}}, default: [[1]]}\n  b: {secret: true, type: string}\n  c:d: {value: {e: f}}\n",
        ];
        Fuzz.Run("project file", examples, bytes =>
        {
            File.WriteAllBytes(Path.Combine(_folder, "Pulumi.yaml"), bytes);
            try
            {
                _ = ProjectFile.Find(_folder);
            }
            catch (ConfigurationException)
            {
                // Reported with the file's name.
            }
        });
    }

    private StackConfig Settings()
    {
        ProjectFile project = ProjectFile.Find(_folder);
        return StackSettings.Read(project, new("dev"), StackSettings.FileOf(project, new("dev")), ConfigOverrides.None, new("test", rounds: 1));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
