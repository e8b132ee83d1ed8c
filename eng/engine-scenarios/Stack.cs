using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.EngineScenarios.Processes;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>A project with one stack in a folder of its own, state and settings of the CLI included.</summary>
internal sealed class Stack(Tools tools, string folder, Uri endpoint, Transcript transcript)
{
    public const string Project = "scenarios";
    public const string Name = "test";

    /// <summary>A rollout of the simulator takes seconds; this is for a machine that is busy with everything else.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private string State => Path.Combine(folder, "state");

    /// <summary>Makes the stack. Its settings lie in a file, as a team has them.</summary>
    public async Task CreateAsync()
    {
        Directory.CreateDirectory(State);
        Directory.CreateDirectory(Path.Combine(folder, "home"));
        Write([]);
        await File.WriteAllTextAsync(Path.Combine(folder, $"Pulumi.{Name}.yaml"), $"""
            config:
              tencentcloud-refresh:region: ap-guangzhou
              tencentcloud-refresh:endpoint: {endpoint.GetLeftPart(UriPartial.Authority)}
              tencentcloud-refresh:pollIntervalSeconds: "0.05"

            """);
        await RunAsync(0, "stack", "init", Name);
    }

    /// <summary>Writes the program. JSON is YAML, and needs no care with quotes.</summary>
    public void Write(IEnumerable<Rollout> rollouts)
    {
        JsonObject project = new()
        {
            ["name"] = Project,
            ["runtime"] = "yaml",
            ["plugins"] = new JsonObject
            {
                ["providers"] = new JsonArray(new JsonObject { ["name"] = "tencentcloud-refresh", ["path"] = tools.PluginFolder }),
            },
            ["resources"] = new JsonObject(rollouts.Select(rollout => KeyValuePair.Create<string, JsonNode?>(rollout.Name, rollout.ToJson()))),
        };
        File.WriteAllText(Path.Combine(folder, "Pulumi.yaml"), project.ToJsonString(Indented));
    }

    public ChildCommand Start(params string[] arguments) => ChildCommand.Start(
        new(tools.Pulumi, [.. arguments, "--non-interactive", "--color", "never"]) { Folder = folder, Variables = Variables() }, transcript);

    public async Task<CommandEnd> EndAsync(params string[] arguments)
    {
        await using ChildCommand command = Start(arguments);
        return await command.EndAsync(Limit);
    }

    /// <summary>Runs a command that has to end with this code.</summary>
    public async Task<string> RunAsync(int expected, params string[] arguments)
    {
        CommandEnd end = await EndAsync(arguments);
        Check.Equal(expected, end.ExitCode, $"the exit code of `pulumi {string.Join(' ', arguments)}`");
        return end.Output;
    }

    /// <summary>The state goes through a file, so that nothing else that the CLI says comes in between.</summary>
    public async Task<StackState> ExportAsync()
    {
        string export = Path.Combine(folder, "export.json");
        await RunAsync(0, "stack", "export", "--stack", Name, "--file", export);
        return StackState.Parse(await File.ReadAllTextAsync(export));
    }

    public static string UrnOf(string rollout) => $"urn:pulumi:{Name}::{Project}::{StackState.RolloutType}::{rollout}";

    private Dictionary<string, string?> Variables()
    {
        // Whatever the person who runs this has: no other account, no other state.
        Dictionary<string, string?> variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("TENCENTCLOUD_", StringComparison.Ordinal) || name.StartsWith("TCCLI_", StringComparison.Ordinal)
                || name.StartsWith("TKE_", StringComparison.Ordinal) || name.StartsWith("PULUMI_", StringComparison.Ordinal))
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        variables["PULUMI_BACKEND_URL"] = $"file://{State}";
        variables["PULUMI_HOME"] = Path.Combine(folder, "home");
        variables["PULUMI_CONFIG_PASSPHRASE"] = "scenarios";
        variables["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true";
        variables["TENCENTCLOUD_SECRET_ID"] = SimulatedCloud.SecretId;
        variables["TENCENTCLOUD_SECRET_KEY"] = SimulatedCloud.SecretKey;
        return variables;
    }
}
