using System.Reflection;

namespace TencentcloudRefresh.EngineScenarios.Processes;

/// <summary>The three programs that a scenario needs.</summary>
/// <param name="Pulumi">The CLI; its host for YAML lies beside it.</param>
/// <param name="PluginFolder">The folder with the plugin's executable.</param>
/// <param name="Simulator">The simulator's executable.</param>
internal sealed record Tools(string Pulumi, string PluginFolder, string Simulator)
{
    public const string PluginVariable = "ENGINE_SCENARIOS_PLUGIN";
    public const string SimulatorVariable = "ENGINE_SCENARIOS_SIMULATOR";
    public const string PluginFile = "pulumi-resource-tencentcloud-refresh";

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(20);

    private static string Repository
        => typeof(Tools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!;

    /// <summary>Takes what the environment names, and builds what it does not.</summary>
    /// <exception cref="NotRunException">There is no CLI, or a name leads nowhere.</exception>
    public static async Task<Tools> FindAsync(TextWriter output)
    {
        string pulumi = OnPath("pulumi") ?? throw new NotRunException("there is no `pulumi` on PATH. They run on the real engine: install the Pulumi CLI.");
        string plugin = Named(PluginVariable, Directory.Exists) ?? await BuildAsync("src/Provider", output);
        string simulator = Named(SimulatorVariable, File.Exists) ?? Path.Combine(await BuildAsync("src/Simulator", output), "Simulator");
        if (!File.Exists(Path.Combine(plugin, PluginFile)))
            throw new NotRunException($"{plugin} has no {PluginFile}.");
        await output.WriteLineAsync($"pulumi {(await RunAsync(pulumi, ["version"], BuildLimit)).Trim()} at {pulumi}");
        return new(pulumi, Path.GetFullPath(plugin), Path.GetFullPath(simulator));
    }

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static string? Named(string variable, Func<string, bool> exists) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => null,
        { } path when exists(path) => path,
        { } path => throw new NotRunException($"{variable} names {path}, which is not there."),
    };

    private static async Task<string> BuildAsync(string project, TextWriter output)
    {
        string folder = Path.Combine(Repository, "artifacts", "engine-scenarios");
        await output.WriteLineAsync($"building {project} into {folder}");
        await RunAsync("dotnet", ["publish", Path.Combine(Repository, project), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"], BuildLimit);
        return folder;
    }

    private static async Task<string> RunAsync(string file, string[] arguments, TimeSpan limit)
    {
        await using ChildCommand command = ChildCommand.Start(new(file, arguments), new Transcript());
        CommandEnd end = await command.EndAsync(limit);
        return end.ExitCode == 0 ? end.Output : throw new NotRunException($"`{file} {string.Join(' ', arguments)}` ended with {end.ExitCode}:\n{end.Output}");
    }
}
