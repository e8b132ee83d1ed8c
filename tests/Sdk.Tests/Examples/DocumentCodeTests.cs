using System.Text.RegularExpressions;
using Infra;
using TencentcloudRefresh.Sdk.Tests.Schema;
using TencentcloudRefresh.TestKit;
using YamlDotNet.Serialization;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>The code in the guides: C# is compiled in <see cref="DocumentedCode"/>, properties and settings are those of the schema.</summary>
public sealed partial class DocumentCodeTests
{
    private static readonly string Compiled = File.ReadAllText(Repository.PathOf("tests/Sdk.Tests/Examples/DocumentedCode.cs"))
        .ReplaceLineEndings("\n");

    [TestCaseSource(nameof(Guides))]
    public void Guide_CSharp_IsCompiledHere(string guide)
        => Assert.That(Blocks(guide, "csharp").Where(code => !Compiled.Contains(Indented(code), StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Guides))]
    public void Guide_Yaml_NamesWhatTheSchemaHas(string guide)
    {
        var reader = new YamlReader();
        foreach (var fragment in Blocks(guide, "yaml").Select(Parsed).Where(fragment => !fragment.ContainsKey("on")))
        {
            if (fragment.ContainsKey("resources"))
                reader.Read(fragment);
            else if (!fragment.ContainsKey("plugins"))
                reader.ReadProperties(fragment);
        }

        Assert.That(reader.Unknown, Is.Empty);
    }

    [TestCaseSource(nameof(Guides))]
    public void Guide_Settings_AreThoseThatAreRead(string guide)
    {
        string text = File.ReadAllText(Repository.PathOf(guide));
        Assert.That(ProviderSetting().Matches(text).Select(match => match.Groups["name"].Value),
            Is.SubsetOf(SchemaFile.Names(SchemaFile.Configuration["variables"]!)));
        Assert.That(StackSetting().Matches(text).Select(match => match.Groups["name"].Value), Is.SubsetOf(StackSettings.Names()));
    }

    [TestCaseSource(nameof(Guides))]
    public void Guide_ProjectsThatItRuns_AreThere(string guide)
        => Assert.That(
            Project().Matches(File.ReadAllText(Repository.PathOf(guide))).Select(match => match.Groups["path"].Value)
                .Where(path => !Directory.Exists(Repository.PathOf(path))),
            Is.Empty);

    [TestCaseSource(nameof(Guides))]
    public void Guide_VersionsOfThePlugin_AreThatOfTheBuild(string guide)
        => Assert.That(PluginVersion().Matches(File.ReadAllText(Repository.PathOf(guide))).Select(match => match.Groups["version"].Value),
            Has.All.EqualTo(SchemaFile.Version));

    [Bug("the workflow that the guide prints ran Pulumi without having installed the plugin, so that it stopped before its first preview")]
    [Test]
    public void Guide_JobsOfThePipeline_InstallThePluginBeforePulumiRuns()
    {
        var jobs = Blocks("docs/pipelines.md", "yaml").Select(Parsed).Where(workflow => workflow.ContainsKey("jobs"))
            .SelectMany(workflow => ((Dictionary<object, object>)workflow["jobs"]).Values).Cast<Dictionary<object, object>>()
            .Select(job => ((List<object>)job["steps"]).Cast<Dictionary<object, object>>().ToList()).ToList();

        Assert.That(jobs, Is.Not.Empty);
        Assert.That(jobs.Where(steps => !steps.TakeWhile(step => !RunsPulumi(step)).Any(InstallsThePlugin)), Is.Empty);
    }

    private static bool InstallsThePlugin(Dictionary<object, object> step)
        => step.GetValueOrDefault("run") is string command && command.StartsWith("pulumi plugin install", StringComparison.Ordinal);

    private static bool RunsPulumi(Dictionary<object, object> step)
        => step.GetValueOrDefault("with") is Dictionary<object, object> settings && settings.ContainsKey("command");

    private static IEnumerable<string> Guides()
        => Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}")
        .Append("README.md").Append("examples/README.md").Order(StringComparer.Ordinal);

    /// <summary>The whole programs, which have tests of their own, are left out.</summary>
    private static IEnumerable<string> Blocks(string guide, string language)
        => Fence().Matches(File.ReadAllText(Repository.PathOf(guide)).ReplaceLineEndings("\n"))
        .Where(block => block.Groups["language"].Value == language)
        .Select(block => block.Groups["code"].Value)
        .Where(code => !code.StartsWith("variables:", StringComparison.Ordinal) && !code.Contains("class RolloutStack", StringComparison.Ordinal));

    private static string Indented(string code)
        => string.Join('\n', code.TrimEnd().Split('\n').Select(line => line.Length > 0 ? $"        {line}" : line));

    private static Dictionary<object, object> Parsed(string yaml) => new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(yaml);

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Fence();

    [GeneratedRegex("tencentcloud-refresh:(?<name>[a-z][A-Za-z]+)(?![A-Za-z:])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProviderSetting();

    [GeneratedRegex("(web-fleet:|pulumi config set )(?<name>[a-z][A-Za-z]+)(?![-A-Za-z:])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StackSetting();

    [GeneratedRegex(@"tencentcloud-refresh( |@|-v)(?<version>\d+\.\d+\.\d+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PluginVersion();

    [GeneratedRegex("(--project|dotnet publish|dotnet test) (?<path>(src|tests)/[A-Za-z.]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Project();
}
