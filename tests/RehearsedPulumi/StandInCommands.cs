using System.Text.Json.Nodes;
using RehearsalCommands = TencentcloudRefresh.Rehearsal.Commands.CommandLine;

namespace TencentcloudRefresh.RehearsedPulumi;

/// <summary>The few commands of the CLI that the scenarios use, translated to those of the rehearsal.</summary>
internal static class StandInCommands
{
    private const int NotOffered = 255;

    private static readonly string[] OptionsWithValue = ["--replace", "--target", "--parallel", "--stack", "--color", "--file"];
    private static readonly string[] PassedOn = ["--replace", "--target", "--parallel"];

    private static string Folder => Environment.CurrentDirectory;

    private static string StatePath => Path.Combine(new Uri(Environment.GetEnvironmentVariable("PULUMI_BACKEND_URL")!).LocalPath, "test.json");

    public static async Task<int> RunAsync(string[] arguments)
    {
        StandInArguments given = StandInArguments.Parse(arguments, OptionsWithValue);
        switch (given.Words)
        {
            case ["version"]:
                Console.WriteLine("stand-in");
                return 0;
            case ["stack", "init", _]:
            // The rehearsal's lock is the file's: it ends with the process.
            case ["cancel"]:
                return 0;
            case ["stack", "export"]:
                Export(given.Value("--file")!);
                return 0;
            case ["state", "taint", var urn]:
                return await new RehearsalCommands().InvokeAsync(["state", "taint", urn, "--project", Folder, "--checkpoint", StatePath]);
            case ["import", var type, var name, var id]:
                return await ImportAsync(type, name, id);
            case ["preview" or "up" or "refresh" or "destroy"]:
                return await OperateAsync(given, Folder);
            default:
                Console.Error.WriteLine($"the stand-in has no command {string.Join(' ', given.Words)}");
                return NotOffered;
        }
    }

    private static void Export(string file)
    {
        if (File.Exists(StatePath))
            File.Copy(StatePath, file, overwrite: true);
        else
            File.WriteAllText(file, """{"version":3,"deployment":{}}""");
    }

    private static async Task<int> OperateAsync(StandInArguments given, string folder)
    {
        string operation = given.Words[0];
        bool expectNoChanges = given.Has("--expect-no-changes");
        string[] command =
        [
            operation, "--project", folder, "--stack", "test", "--checkpoint", StatePath, "--endpoint", Setting("endpoint"),
            "--program", Environment.ProcessPath!, "--provider", PluginOf(folder), expectNoChanges ? "--json" : "--plain",
            .. given.Has("--refresh") ? ["--refresh"] : Array.Empty<string>(),
            .. PassedOn.Where(option => given.Value(option) is not null).SelectMany(option => new[] { option, given.Value(option)! }),
        ];
        if (!expectNoChanges)
            return await new RehearsalCommands().InvokeAsync(command);
        using StringWriter lines = new();
        TextWriter output = Console.Out;
        Console.SetOut(lines);
        int code = await new RehearsalCommands().InvokeAsync(command);
        Console.SetOut(output);
        Console.WriteLine(lines);
        return code == 0 && !IsUnchanged($"{lines}") ? 1 : code;
    }

    /// <summary>The engine's own road is a read without a program; a program that names the id comes to the same entry.</summary>
    private static async Task<int> ImportAsync(string type, string name, string id)
    {
        JsonNode project = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "Pulumi.yaml")))!;
        project["resources"] = new JsonObject
        {
            [name] = new JsonObject
            {
                ["type"] = type,
                ["properties"] = new JsonObject
                {
                    ["autoScalingGroupId"] = id.Split('/')[0],
                    ["refreshSettings"] = new JsonObject { ["rollingUpdateSettings"] = new JsonObject { ["batchNumber"] = 3 } },
                },
                ["options"] = new JsonObject { ["import"] = id },
            },
        };
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stand-in-import-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Pulumi.yaml"), project.ToJsonString());
        File.Copy(Path.Combine(Folder, "Pulumi.test.yaml"), Path.Combine(folder.FullName, "Pulumi.test.yaml"));
        int code = await OperateAsync(StandInArguments.Parse(["up"], OptionsWithValue), folder.FullName);
        folder.Delete(recursive: true);
        return code;
    }

    private static bool IsUnchanged(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(line => JsonNode.Parse(line)!["resources"]!.AsArray())
        .All(resource => resource!["operation"]!.ToString() is "same" or "refresh");

    private static string Setting(string name)
    {
        string key = $"tencentcloud-refresh:{name}:";
        return File.ReadLines(Path.Combine(Folder, "Pulumi.test.yaml")).Select(line => line.Trim()).First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..].Trim();
    }

    private static string PluginOf(string folder) => Path.Combine(
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Pulumi.yaml")))!["plugins"]!["providers"]![0]!["path"]!.ToString(),
        "pulumi-resource-tencentcloud-refresh");
}
