using System.CommandLine;
using System.Globalization;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Stage;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Options that every command takes.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string> _stack = new("--stack", "-s") { Description = "The stack: its settings stand in Pulumi.<stack>.yaml.", DefaultValueFactory = _ => "dev", Recursive = true };
    private readonly Option<string[]> _config = new("--config", "-c") { Description = "A setting, as key=value. May be repeated; wins over the stack's file.", DefaultValueFactory = _ => [], Recursive = true };
    private readonly Option<string[]> _faults = new("--fault") { Description = "What is to go wrong: instance=3,kind=failOnce (the third of the group), batch=2,kind=failOnce, or any fault of the simulator, also as JSON. May be repeated.", DefaultValueFactory = _ => [], Recursive = true };
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "A service that runs already, such as http://127.0.0.1:9640. Default: a simulator in this process.", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per step on standard output, and nothing else.", Recursive = true };
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "The state file. Default: .rehearsal/<stack>.json in the project.", Recursive = true };
    private readonly Option<string?> _project = new("--project") { Description = "A folder of the project. Default: this checkout.", Recursive = true };
    private readonly Option<string?> _provider = new("--provider") { Description = "The provider's executable. Default: the one that was built with this.", Recursive = true };
    private readonly Option<string?> _program = new("--program") { Description = "The stack program's executable. Default: the one that was built with this.", Recursive = true };
    private readonly Option<string?> _attach = new("--attach") { Description = "host:port of a provider that runs already, for debugging. It is neither started nor stopped.", Recursive = true };
    private readonly Option<int> _seed = new("--seed") { Description = "Ids and durations of the simulated cloud are drawn from it.", DefaultValueFactory = _ => 1, Recursive = true };
    private readonly Option<double?> _poll = new("--poll-seconds") { Description = "Real seconds between two looks at a rollout in the simulator. Default 0.01, or 0.05 where somebody watches.", Recursive = true };
    private readonly Option<string?> _report = new("--report") { Description = "Folder for a report of each rollout: Markdown, JSON, JUnit XML and a page.", Recursive = true };
    private readonly Option<string?> _record = new("--record") { Description = "File that keeps what the service answered about rollouts; the simulator replays it.", Recursive = true };
    private readonly Option<bool> _plain = new("--plain") { Description = "Plain lines, also on a terminal.", Recursive = true };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _stack, _config, _faults, _endpoint, _json, _checkpoint, _project, _provider, _program, _attach, _seed, _poll, _report, _record, _plain })
            command.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsPlain(ParseResult parsed) => parsed.GetValue(_plain);

    public string Stack(ParseResult parsed) => parsed.GetValue(_stack)!;

    public string? Checkpoint(ParseResult parsed) => parsed.GetValue(_checkpoint);

    public string Project(ParseResult parsed) => parsed.GetValue(_project) ?? BuiltPaths.Repository;

    /// <param name="watched">Somebody looks at a terminal: then a rollout may take a moment.</param>
    /// <exception cref="ConfigurationException">An option is out of its range or names a file that is not there.</exception>
    /// <exception cref="StageException">A fault is not understood.</exception>
    public SessionOptions Read(ParseResult parsed, bool watched)
    {
        double poll = parsed.GetValue(_poll) ?? (watched ? 0.05 : 0.01);
        if (poll is not (> 0 and <= 60))
            throw new ConfigurationException($"--poll-seconds must be more than 0 and at most 60, not {poll.ToString(CultureInfo.InvariantCulture)}.");
        return new()
        {
            ProjectDirectory = Project(parsed),
            Stack = Stack(parsed),
            Config = parsed.GetValue(_config)!,
            Faults = [.. parsed.GetValue(_faults)!.Select(FaultText.Parse)],
            Endpoint = Endpoint(parsed),
            Checkpoint = Checkpoint(parsed),
            ProviderPath = Existing(parsed.GetValue(_provider), BuiltPaths.Provider, "--provider"),
            ProgramPath = Existing(parsed.GetValue(_program), BuiltPaths.Program, "--program"),
            AttachTo = parsed.GetValue(_attach),
            Seed = parsed.GetValue(_seed),
            PollSeconds = poll,
            ReportDirectory = parsed.GetValue(_report),
            RecordFile = parsed.GetValue(_record),
        };
    }

    private Uri? Endpoint(ParseResult parsed)
    {
        if (parsed.GetValue(_endpoint) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            ? uri
            : throw new ConfigurationException($"--endpoint {text}: expected an address such as http://127.0.0.1:9640, without a path.");
    }

    private static string Existing(string? given, string built, string option)
    {
        string path = Path.GetFullPath(given ?? built);
        return File.Exists(path)
            ? path
            : throw new ConfigurationException(given is null ? $"{path} is not there: build the solution first." : $"{option}: there is no {path}.");
    }
}
