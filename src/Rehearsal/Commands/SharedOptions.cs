using System.CommandLine;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Options that every command takes.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _stack = Make<string?>("--stack", "The stack, also as organization/project/stack: its settings stand in Pulumi.<stack>.yaml. Default: dev.", "-s");
    private readonly Option<string[]?> _config
        = Make<string[]?>(
            "--config",
            "A setting, as key=value. May be repeated. It wins over the stack's file, also in later runs, until --config key- removes it.",
            "-c");
    private readonly Option<string[]?> _faults = Make<string[]?>(
        "--fault",
        "What is to go wrong: instance=3,kind=failOnce (the third of the group), batch=2,kind=failOnce, or any fault of the simulator, also as JSON. "
        + "May be repeated.");
    private readonly Option<string?> _endpoint
        = Make<string?>("--endpoint", "A service that runs already, such as http://127.0.0.1:9640. Default: a simulator in this process.");
    private readonly Option<bool> _json = Make<bool>("--json", "One JSON object per step on standard output, and nothing else.");
    private readonly Option<string?> _checkpoint = Make<string?>("--checkpoint", "The state file. Default: .rehearsal/<stack>.json in the project.");
    private readonly Option<string?> _project = Make<string?>("--project", "A folder of the project. Default: this checkout.");
    private readonly Option<string?> _provider = Make<string?>("--provider", "The provider's executable. Default: the one that was built with this.");
    private readonly Option<string?> _program
        = Make<string?>("--program", "The stack program's executable. Default: the one that was built with this.");
    private readonly Option<string?> _attach
        = Make<string?>("--attach", "host:port of a provider that runs already, for debugging. It is neither started nor stopped.");
    private readonly Option<int?> _seed
        = NumberOption.Make("--seed", "Ids and durations of the simulated cloud are drawn from it. Default: 1.", from: 0, to: int.MaxValue);
    private readonly Option<double?> _poll = NumberOption.Make(
        "--poll-seconds",
        "Real seconds between two polls of a rollout. Default: 0.01, or 0.05 on a terminal; with --endpoint as the stack says.",
        from: 0.01,
        to: 60);
    private readonly Option<string?> _report = Make<string?>("--report", "Folder for a report of each rollout: Markdown, JSON, JUnit XML and a page.");
    private readonly Option<string?> _record
        = Make<string?>("--record", "File that keeps what the service answered about rollouts; the simulator replays it.");
    private readonly Option<bool> _plain = Make<bool>("--plain", "Plain lines, also on a terminal.");

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _stack, _config, _faults, _endpoint, _json, _checkpoint, _project, _provider, _program, _attach, _seed, _poll, _report, _record, _plain,
        ];
        foreach (Option option in all)
        {
            option.Recursive = true;
            command.Options.Add(option);
        }
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsPlain(ParseResult parsed) => parsed.GetValue(_plain);

    private string Stack(ParseResult parsed) => parsed.GetValue(_stack) ?? "dev";

    public string? Checkpoint(ParseResult parsed) => parsed.GetValue(_checkpoint);

    /// <summary>The state file of the stack.</summary>
    /// <exception cref="ConfigurationException">It is not there.</exception>
    public string StatePath(ParseResult parsed, ProjectFile project)
    {
        string path = Checkpoint(parsed) ?? Path.Combine(project.Root, ".rehearsal", $"{StackName.Parse(Stack(parsed), project.Name).Name}.json");
        return File.Exists(path) ? path : throw new ConfigurationException($"There is no state in {path} yet: run `up` first.");
    }

    public string Project(ParseResult parsed) => parsed.GetValue(_project) ?? BuiltPaths.Repository;

    /// <param name="watched">Somebody looks at a terminal: then a rollout may take a moment.</param>
    /// <exception cref="ConfigurationException">An option is no address or names a file that is not there.</exception>
    /// <exception cref="CloudTargetException">A fault is not understood.</exception>
    public SessionOptions Read(ParseResult parsed, bool watched) => new()
    {
        ProjectDirectory = Project(parsed),
        Stack = Stack(parsed),
        Config = parsed.GetValue(_config) ?? [],
        Faults = [.. (parsed.GetValue(_faults) ?? []).Select(Fault)],
        Endpoint = Endpoint(parsed),
        Checkpoint = Checkpoint(parsed),
        ProviderPath = Existing(parsed.GetValue(_provider), BuiltPaths.Provider, "--provider"),
        ProgramPath = Existing(parsed.GetValue(_program), BuiltPaths.Program, "--program"),
        AttachTo = Attach(parsed),
        Seed = parsed.GetValue(_seed) ?? 1,
        PollSeconds = parsed.GetValue(_poll),
        UsualPollSeconds = watched ? 0.05 : 0.01,
        ReportDirectory = parsed.GetValue(_report),
        RecordFile = parsed.GetValue(_record),
    };

    private static JsonObject Fault(string text)
    {
        try
        {
            return FaultText.Read(text);
        }
        catch (FleetFormatException wrong)
        {
            throw new CloudTargetException($"--fault {text}: {wrong.Message}.", wrong);
        }
    }

    private Uri? Endpoint(ParseResult parsed)
    {
        if (parsed.GetValue(_endpoint) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            ? uri
            : throw new ConfigurationException($"--endpoint {text}: expected an address such as http://127.0.0.1:9640, without a path.");
    }

    private string? Attach(ParseResult parsed)
        => parsed.GetValue(_attach) is not { } text || (Uri.TryCreate($"http://{text}", UriKind.Absolute, out Uri? uri) && uri is { Port: > 0, PathAndQuery: "/" } && text.Contains(':', StringComparison.Ordinal))
            ? parsed.GetValue(_attach)
            : throw new ConfigurationException($"--attach {text}: expected host:port, such as 127.0.0.1:54321, as the provider prints it.");

    private static string Existing(string? given, string built, string option)
    {
        string path = Path.GetFullPath(given ?? built);
        return File.Exists(path)
            ? path
            : throw new ConfigurationException(
                given is not null ? $"{option}: there is no {path}."
                : Directory.Exists(BuiltPaths.Repository) ? $"{path} is not there: build the solution first."
                : "The rehearsal needs a checkout of the project, with provider and program built in it, and this command was built in one that is not "
                    + $"on this machine. Build it in a checkout here, or give --project, --provider and --program ({option} is missing).");
    }

    private static Option<T> Make<T>(string name, string description, params string[] aliases)
        => new(name, aliases) { Description = description };
}
