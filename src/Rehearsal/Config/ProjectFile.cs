using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>What the rehearsal needs of Pulumi.yaml.</summary>
/// <param name="Root">The folder of Pulumi.yaml.</param>
/// <param name="ProgramDirectory">Where the program runs: the project's folder, or what <c>main</c> names.</param>
internal sealed record ProjectFile(string Name, string Root, string ProgramDirectory)
{
    /// <summary>In the order in which the CLI looks for them. The files of the stacks end like that of the project.</summary>
    private static readonly string[] Endings = [".json", ".yaml", ".yml"];

    private string Ending { get; init; } = ".yaml";

    /// <summary>Where the files of the stacks are: the project's folder, or <c>stackConfigDir</c> in it.</summary>
    private string StackDirectory { get; init; } = Root;

    /// <summary>Settings that the project declares, with or without a default.</summary>
    public ImmutableArray<ProjectSetting> Settings { get; private init; } = [];

    /// <summary>Looks for Pulumi.yaml in a folder and its parents, as the CLI does.</summary>
    /// <exception cref="ConfigurationException">None found, or one that cannot be used.</exception>
    public static ProjectFile Find(string directory)
    {
        for (DirectoryInfo? folder = new(directory); folder is not null; folder = folder.Parent)
        {
            string? path = Endings.Select(ending => Path.Combine(folder.FullName, "Pulumi" + ending)).FirstOrDefault(File.Exists);
            if (path is not null)
                return YamlFile.Read(path, root => Read(root, path));
        }

        throw new ConfigurationException($"No Pulumi.yaml in {directory} or above it. Run inside the project, or name it with --project.");
    }

    /// <summary>The file of a stack.</summary>
    public string PathOf(StackName stack) => PathOf(stack, Ending);

    /// <summary>A file that looks like the stack's and is not read, since it ends in another way than the project's own.</summary>
    public string? SimilarTo(StackName stack)
        => Endings.Where(ending => ending != Ending).Select(ending => PathOf(stack, ending)).FirstOrDefault(File.Exists);

    private string PathOf(StackName stack, string ending) => Path.Combine(StackDirectory, $"Pulumi.{stack.Name}{ending}");

    private static ProjectFile Read(YamlValue.Mapping root, string path)
    {
        string name = root.Text("name") is { Length: > 0 } given ? given : throw new YamlErrorException("the project has no name", root.Line);
        string folder = Path.GetDirectoryName(path)!;
        string program = Path.GetFullPath(Path.Combine(folder, root.Text("main") ?? "."));
        return new(name, folder, File.Exists(program) ? Path.GetDirectoryName(program)! : program)
        {
            Ending = Path.GetExtension(path),
            StackDirectory = Path.GetFullPath(Path.Combine(folder, StackDirectoryOf(root))),
            Settings = SettingsOf(root, name),
        };
    }

    /// <summary>Projects of before 2022 name the folder by <c>config</c>.</summary>
    private static string StackDirectoryOf(YamlValue.Mapping root)
    {
        string? folder = root.Text("stackConfigDir");
        if (root.Find("config") is not YamlValue.Scalar { Content: string older } config)
            return folder ?? ".";
        return folder is null ? older : throw new YamlErrorException("config and stackConfigDir both name a folder: leave config out", config.Line);
    }

    private static ImmutableArray<ProjectSetting> SettingsOf(YamlValue.Mapping root, string project) => root.Find("config") switch
    {
        null or YamlValue.Scalar { Content: null or string } => [],
        YamlValue.Mapping settings => [.. settings.Members.Select(member => ProjectSetting.Read(member.Key, member.Value, project)).DistinctBy(setting => setting.Key)],
        { } other => throw new YamlErrorException($"config must be a map of settings, not {other.Kind}", other.Line),
    };
}
