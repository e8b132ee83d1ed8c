using YamlDotNet.RepresentationModel;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>What the rehearsal needs of Pulumi.yaml.</summary>
/// <param name="Root">The folder of Pulumi.yaml.</param>
/// <param name="ProgramDirectory">Where the program runs: the project's folder, or what <c>main</c> names.</param>
internal sealed record ProjectFile(string Name, string Root, string ProgramDirectory)
{
    private const string FileName = "Pulumi.yaml";

    /// <summary>Looks for Pulumi.yaml in a folder and its parents, as the CLI does.</summary>
    /// <exception cref="ConfigurationException">None found, or without a name.</exception>
    public static ProjectFile Find(string directory)
    {
        for (DirectoryInfo? folder = new(directory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, FileName);
            if (File.Exists(path))
                return Read(path);
        }

        throw new ConfigurationException($"No {FileName} in {directory} or above it. Run inside the project, or name it with --project.");
    }

    private static ProjectFile Read(string path)
    {
        YamlMappingNode root = YamlText.ReadMapping(path);
        string name = root.TextAt("name") ?? throw new ConfigurationException($"{path}: the project has no name.");
        string folder = Path.GetDirectoryName(path)!;
        string program = Path.GetFullPath(Path.Combine(folder, root.TextAt("main") ?? "."));
        return new(name, folder, File.Exists(program) ? Path.GetDirectoryName(program)! : program);
    }
}
