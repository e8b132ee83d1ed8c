using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>The programs in examples/, in the form in which documentation of a resource shows one tab a language.</summary>
internal static class SchemaExamples
{
    /// <summary>The fence of each language, and the file that is shown.</summary>
    public static IReadOnlyList<(string Language, string File)> Programs { get; } =
    [
        ("typescript", "examples/typescript/index.ts"),
        ("python", "examples/python/__main__.py"),
        ("csharp", "examples/csharp/RolloutStack.cs"),
        ("go", "examples/go/main.go"),
        ("java", "examples/java/src/main/java/rollout/App.java"),
        ("yaml", "examples/yaml/Pulumi.yaml"),
    ];

    public static string Write() => string.Join('\n',
    [
        "{{% examples %}}",
        "## Example Usage",
        "{{% example %}}",
        "### Refresh a scaling group in three batches, with a pause after the first",
        "",
        .. Programs.Select(program => $"```{program.Language}\n{Shown(program)}```"),
        "{{% /example %}}",
        "{{% /examples %}}",
    ]);

    /// <summary>Of a YAML project the program alone, without the project's own settings.</summary>
    public static string Shown((string Language, string File) program)
    {
        string text = File.ReadAllText(Repository.PathOf(program.File)).ReplaceLineEndings("\n");
        return program.Language == "yaml" ? text[text.IndexOf("\nvariables:", StringComparison.Ordinal)..].TrimStart() : text;
    }
}
