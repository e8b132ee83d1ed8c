using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pulumi.Tencentcloud;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.Sdk.Tests.Schema;
using TencentcloudRefresh.TestKit;
using YamlDotNet.Serialization;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>
/// The programs in examples/: every name of the schema that they use is in it, under the spelling of their language. C# is compiled and run.
/// </summary>
public sealed partial class ExampleTests
{
    private static readonly string[] Projects = [.. Directory.EnumerateDirectories(Repository.PathOf("examples"))
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Test]
    public void Examples_OnePerLanguage_AreThere()
        => Assert.That(Projects, Is.EquivalentTo(new[] { "csharp", "go", "java", "python", "typescript", "typescript-fleet", "yaml" }));

    [TestCase("typescript", "index.ts")]
    [TestCase("typescript-fleet", "index.ts")]
    [TestCase("python", "__main__.py")]
    [TestCase("go", "main.go")]
    public void Program_NamesOfTheSchema_AreInIt(string project, string file)
    {
        var reader = new ProgramReader(LanguageOf(project));
        reader.Read(Text(project, file));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Unknown, Is.Empty);
            Assert.That(reader.Found, Has.Count.GreaterThanOrEqualTo(8), "it reads the program");
        }
    }

    [Test]
    public void Java_NamesOfTheSchema_AreInIt()
    {
        var reader = new BuilderReader();
        reader.Read(Text("java", "src/main/java/rollout/App.java"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Unknown, Is.Empty);
            Assert.That(reader.Found, Has.Count.GreaterThanOrEqualTo(8), "it reads the program");
        }
    }

    [Test]
    public void Yaml_NamesOfTheSchema_AreInIt()
    {
        var reader = new YamlReader();
        reader.Read(Yaml("yaml"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Unknown, Is.Empty);
            Assert.That(reader.Found, Has.Count.GreaterThanOrEqualTo(8), "it reads the program");
        }
    }

    [TestCase("typescript", "index.ts", "batchNumber:", "batchNumbre:")]
    [TestCase("typescript", "index.ts", "FirstBatchPause", "FirstPause")]
    [TestCase("typescript", "index.ts", "{ imageId:", "{ image:")]
    [TestCase("python", "__main__.py", "batch_number=", "batchNumber=")]
    [TestCase("python", "__main__.py", "TriggerItemsArgs", "TriggerItemArgs")]
    [TestCase("go", "main.go", "AutoScalingGroupId:", "AutoscalingGroupID:")]
    [TestCase("go", "main.go", "BatchPauseFirstBatchPause", "FirstBatchPause")]
    public void Reader_OneWrongName_IsFound(string project, string file, string right, string wrong)
    {
        var reader = new ProgramReader(LanguageOf(project));
        reader.Read(Text(project, file).Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(reader.Unknown, Has.Count.EqualTo(1));
    }

    [TestCase(".batchNumber(", ".batches(")]
    [TestCase("BatchPause.FirstBatchPause", "BatchPause.FIRST_BATCH_PAUSE")]
    public void BuilderReader_OneWrongName_IsFound(string right, string wrong)
    {
        var reader = new BuilderReader();
        reader.Read(Text("java", "src/main/java/rollout/App.java").Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(reader.Unknown, Has.Count.EqualTo(1));
    }

    /// <summary>What is read of a resource is named <c>rollout</c> in every example, what a function has answered <c>computed</c>.</summary>
    [TestCase("typescript", "index.ts", 2)]
    [TestCase("typescript-fleet", "index.ts", 2)]
    [TestCase("python", "__main__.py", 2)]
    [TestCase("go", "main.go", 2)]
    [TestCase("java", "src/main/java/rollout/App.java", 2)]
    [TestCase("yaml", "Pulumi.yaml", 2)]
    public void Program_OutputsThatItReads_AreThoseOfTheSchema(string project, string file, int count)
    {
        var casing = project == "java" ? Casing.Java : project == "yaml" ? Casing.TypeScript : LanguageOf(project).Casing;
        var read = Output().Matches(Text(project, file)).Select(match => match.Groups["name"].Value).ToList();
        Assert.That(read, Has.Count.EqualTo(count).And.SubsetOf(SchemaShape.Outputs(casing).Properties.Keys));
    }

    [TestCase("typescript", "index.ts", "computed.triggers")]
    [TestCase("typescript-fleet", "index.ts", "computed.triggers")]
    [TestCase("python", "__main__.py", "computed.triggers")]
    [TestCase("go", "main.go", "computed.Triggers()")]
    [TestCase("java", "src/main/java/rollout/App.java", "result.triggers()")]
    public void Program_Triggers_ComeFromTheFunction(string project, string file, string read)
        => Assert.That(Text(project, file), Does.Contain(read));

    [TestCase("AsScalingConfig", typeof(AsScalingConfigArgs))]
    [TestCase("AsScalingGroup", typeof(AsScalingGroupArgs))]
    public void Fleet_VendorsProperties_AreTheVendors(string type, Type args)
    {
        string program = Text("typescript-fleet", "index.ts");
        string call = program[program.IndexOf($"new tencentcloud.{type}(", StringComparison.Ordinal)..];
        var names = VendorProperty().Matches(call[..call.IndexOf("\n});", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value)
            .ToList();
        Assert.That(names, Has.Count.GreaterThan(4).And.SubsetOf(ClassReader.InputsOf(args).Select(input => input.Attribute.Name)));
    }

    [Test]
    public async Task CSharp_Stack_RegistersTheRollout()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.Config["proj:groupId"] = "asg-9dn1a5y6";
        engine.Config["proj:imageId"] = "img-8toqc6s3";

        Assert.That(await engine.RunAsync<RolloutStack>().Soon(), Is.Zero);

        Assert.That(engine.Inputs("rollout")["triggers"], Is.EqualTo(PropertyValue.Object.Of(("imageId", "img-8toqc6s3"))));
    }

    [TestCaseSource(nameof(Projects))]
    public void Project_Template_AsksForEachSettingThatTheProgramReads(string project)
    {
        var template = (Dictionary<object, object>)((Dictionary<object, object>)Yaml(project)["template"])["config"];
        string program = string.Join('\n', Directory.EnumerateFiles(Repository.PathOf($"examples/{project}"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".py" or ".go" or ".java").Select(File.ReadAllText));
        var read = Setting().Matches(program).Select(match => match.Groups["name"].Value);

        Assert.That(template.Keys, Is.SupersetOf(read));
        Assert.That(template.Keys, Does.Contain("tencentcloud-refresh:region"));
    }

    [TestCaseSource(nameof(Projects))]
    public void Project_VersionOfThePlugin_IsTheOneOfTheBuild(string project)
    {
        string named = project == "csharp"
            ? XDocument.Load(Repository.PathOf("examples/csharp/rollout.csproj")).Descendants("PackageReference")
                .Single(reference => reference.Attribute("Include")!.Value == "Pulumi.TencentcloudRefresh").Attribute("Version")!.Value
            : ((string)((Dictionary<object, object>)Yaml(project)["packages"])["tencentcloud-refresh"])["tencentcloud-refresh@".Length..];

        Assert.That(named, Is.EqualTo(SchemaFile.Version));
    }

    private static Language LanguageOf(string project) => project switch
    {
        "python" => Language.Python,
        "go" => Language.Go,
        _ => Language.TypeScript,
    };

    private static string Text(string project, string file)
        => File.ReadAllText(Repository.PathOf($"examples/{project}/{file}")).ReplaceLineEndings("\n");

    private static Dictionary<object, object> Yaml(string project)
        => new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Text(project, "Pulumi.yaml"));

    [GeneratedRegex(@"\brollout\.(?<name>[A-Za-z_]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Output();

    [GeneratedRegex("""[rR]equire\("(?<name>[A-Za-z]+)"\)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("""^    (?<name>[A-Za-z]+):""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex VendorProperty();
}
