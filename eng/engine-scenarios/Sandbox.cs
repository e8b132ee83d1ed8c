using System.Text.Json.Nodes;
using TencentcloudRefresh.EngineScenarios.Processes;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>Where one scenario is run: a simulated cloud and a stack, in a folder that is gone afterwards.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    public const int Batches = 3;
    public const int Instances = 6;
    public const string OldImage = "img-old00001";
    public const string NewImage = "img-new00001";
    public const string BetterImage = "img-new00002";

    private const string LaunchConfiguration = "asc-00000001";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder;

    private Sandbox(DirectoryInfo folder, SimulatedCloud cloud, Stack stack, int groups)
    {
        (_folder, Cloud, Stack) = (folder, cloud, stack);
        Program = [.. Enumerable.Range(1, groups).Select(number => new Rollout(groups == 1 ? "rollout" : $"rollout{number}", GroupId(number), OldImage))];
    }

    public SimulatedCloud Cloud { get; }

    public Stack Stack { get; }

    /// <summary>All rollouts of the program. It is written before each command.</summary>
    public IReadOnlyList<Rollout> Program { get; set; }

    /// <summary>The rollout of a program that has one.</summary>
    public Rollout Rollout
    {
        get => Program.Single();
        set => Program = [value];
    }

    public static string GroupId(int number) => $"asg-{number:00000000}";

    public static async Task<Sandbox> OpenAsync(Tools tools, int groups, Transcript transcript)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("engine-scenario-");
        try
        {
            string seed = Path.Combine(folder.FullName, "fleet.json");
            await File.WriteAllTextAsync(seed, Fleet(groups).ToJsonString());
            SimulatedCloud cloud = await SimulatedCloud.StartAsync(tools.Simulator, seed, transcript);
            Sandbox sandbox = new(folder, cloud, new(tools, folder.FullName, cloud.Endpoint, transcript), groups);
            await sandbox.Stack.CreateAsync();
            return sandbox;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A reviewed change of the image: the launch configuration's and the trigger's.</summary>
    public async Task UseImageAsync(string image)
    {
        await Cloud.CallAsync("ModifyLaunchConfigurationAttributes", new() { ["LaunchConfigurationId"] = LaunchConfiguration, ["ImageId"] = image });
        await Cloud.AdvanceAsync(60);
        Program = [.. Program.Select(rollout => rollout with { ImageId = image })];
    }

    /// <summary>Lets the first instance of a batch of the group's next rollout go wrong.</summary>
    public Task FailInBatchAsync(int batch, string kind = "failOnce", int group = 1)
        => Cloud.AddFaultAsync(new() { ["groupId"] = GroupId(group), ["atBatch"] = batch, ["kind"] = kind });

    public Task<string> UpAsync(params string[] options) => SucceedsAsync(["up", "--yes", .. options]);

    public Task<string> UpFailsAsync(params string[] options) => FailsAsync(["up", "--yes", .. options]);

    /// <summary>Runs a command that has to end with 0, while the service's time passes.</summary>
    public async Task<string> SucceedsAsync(params string[] command)
    {
        CommandEnd end = await RunAsync(command);
        Check.Equal(0, end.ExitCode, $"the exit code of `pulumi {string.Join(' ', command)}`");
        return end.Output;
    }

    /// <summary>Runs a command that has to fail. The CLI was seen to end with 1; its documentation has 4 for an operation that failed.</summary>
    public async Task<string> FailsAsync(params string[] command)
    {
        CommandEnd end = await RunAsync(command);
        Check.True(end.ExitCode is 1 or 4, $"`pulumi {string.Join(' ', command)}` ends with 1 or 4; it ended with {end.ExitCode}");
        return end.Output;
    }

    /// <summary>Starts <c>up</c> while the service's time stands still, and gives it back once its rollout was started and looked at.</summary>
    public async Task<ChildCommand> StartUpAsync()
    {
        Stack.Write(Program);
        ChildCommand up = Stack.Start("up", "--yes", "--stack", Stack.Name);
        await Waiting.UntilAsync(async () => up.HasEnded || IsWatched(await Cloud.CallsAsync()), Limit, "a rollout is started and watched");
        Check.True(!up.HasEnded, "`pulumi up` is still watching the rollout");
        return up;

        static bool IsWatched(CloudCalls calls) => calls.Actions.SkipWhile(action => action != "StartInstanceRefresh")
            .Count(action => action == "DescribeRefreshActivities") >= 2;
    }

    /// <summary>Holds calls and state against what the story says.</summary>
    /// <param name="writes">All writing calls since the beginning, in short, separated by blanks.</param>
    /// <param name="outcome">The output of the one rollout.</param>
    public async Task<RolloutEntry> CheckAsync(string writes, string outcome)
    {
        await CheckCallsAsync(writes);
        RolloutEntry rollout = (await Stack.ExportAsync()).Rollout;
        Check.Equal(outcome, rollout.Outcome, "the outcome in the state");
        Check.Equal(Rollout.Name, rollout.Name, "the name of the rollout in the state");
        return rollout;
    }

    public async Task CheckCallsAsync(string writes)
        => Check.Sequence(writes.Split(' ', StringSplitOptions.RemoveEmptyEntries), (await Cloud.CallsAsync()).Writes, "the calls that write");

    /// <summary>Every instance of every group runs an image, but for some that were left out, and the groups scale again.</summary>
    public async Task CheckFleetAsync(string image, int leftOut = 0)
    {
        JsonNode state = await Cloud.StateAsync();
        foreach (JsonNode? group in state["groups"]!.AsArray())
        {
            int refreshed = group!["instances"]!.AsArray().Count(instance => instance!["imageId"]!.ToString() == image);
            Check.Equal(Instances - leftOut, refreshed, $"the number of instances of {group["id"]} that run {image}");
            Check.True(group["enabled"]!.GetValue<bool>(), $"{group["id"]} scales again");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A plugin whose engine was killed may still write there; the system's folder for such files is cleared anyway.
        }
    }

    private async Task<CommandEnd> RunAsync(string[] command)
    {
        Stack.Write(Program);
        using CancellationTokenSource enough = new();
        Task passing = Cloud.PassTimeAsync(enough.Token);
        try
        {
            return await Stack.EndAsync([.. command, "--stack", Stack.Name]);
        }
        finally
        {
            await enough.CancelAsync();
            await passing;
        }
    }

    private static JsonObject Fleet(int groups) => new()
    {
        ["launchConfigurations"] = new JsonArray(new JsonObject { ["id"] = LaunchConfiguration, ["imageId"] = OldImage }),
        ["groups"] = new JsonArray([.. Enumerable.Range(1, groups).Select(number => new JsonObject
        {
            ["id"] = GroupId(number), ["launchConfigurationId"] = LaunchConfiguration, ["instances"] = Instances,
        })]),
    };
}
