using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Spectre.Console;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Processes;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.Rehearsal.Scenarios;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>The command line. Exit codes: 0 as it should be, 1 failed, 2 wrongly asked, 130 interrupted.</summary>
internal sealed class CommandLine
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;

    private const string About
        = "Rehearses the stack without cloud, account or Pulumi: real program, provider and protocol, simulated fleet. Without a command: the whole scenario.";

    private readonly SharedOptions _shared = new();
    private readonly Option<string?> _act = new("--act") { Description = $"Shows one act of the scenario: {string.Join(", ", Acts.All.Select(act => act.Name))}." };
    private readonly Option<bool> _refresh = new("--refresh", "-r") { Description = "Read everything first." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Ask nothing: on a terminal, `up` asks before it ends a rollout that is alive." };
    private readonly Option<bool> _skipPreview = new("--skip-preview", "-f") { Description = "Do it without showing first what would be done." };
    private readonly Option<bool> _previewOnly = new("--preview-only") { Description = "Only show what would be done." };
    private readonly Option<bool> _clearPending = new("--clear-pending-creates") { Description = "Forget creates of which an earlier run did not see the end." };
    private readonly Option<int?> _parallel = NumberOption.Make("--parallel", "How many steps may run at once. Default: 16.", from: 1, to: 1000, "-p");
    private readonly Option<bool> _continue = new("--continue-on-error") { Description = "After a failure continue with what does not depend on it." };
    private readonly SelectionOptions _selection = new();
    private readonly Option<FileInfo?> _export = new("--export") { Description = "Write the state there, in the form that `pulumi stack import` takes." };

    public Task<int> InvokeAsync(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        ParseResult parsed = Root().Parse(args);
        // Ctrl-C is ours: the library would kill the run after two seconds.
        return parsed.Action is ParseErrorAction ? Task.FromResult(Refuse(parsed)) : parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    /// <summary>The rehearsal as a command of another program, which reports errors of parsing itself.</summary>
    public Command AsCommand(string name) => AddTo(new Command(name, About));

    private RootCommand Root()
    {
        RootCommand root = AddTo(new RootCommand(About));
        if (root.Options.OfType<HelpOption>().FirstOrDefault()?.Action is HelpAction help)
            help.MaxWidth = ConsoleDisplay.PlainWidth;
        return root;
    }

    private T AddTo<T>(T root) where T : Command
    {
        root.Options.Add(_act);
        _shared.AddTo(root);
        root.SetAction((parsed, _) => GuardAsync(() => RunAsync(parsed)));
        root.Subcommands.Add(Operation("preview", "Shows what `up` would do.", OperationKind.Preview, [_refresh, _parallel, .. _selection.ForUpdates]));
        root.Subcommands.Add(Operation("up", "Applies the program to the stack.", OperationKind.Up,
            [_refresh, _yes, _skipPreview, _parallel, _continue, .. _selection.ForUpdates]));
        root.Subcommands.Add(Operation("refresh", "Reads the cloud and corrects the state.", OperationKind.Refresh, _yes, _skipPreview, _previewOnly,
            _clearPending, _parallel, _selection.Target));
        root.Subcommands.Add(Operation("destroy", "Deletes everything that the state has.", OperationKind.Destroy, _refresh, _yes, _skipPreview,
            _previewOnly, _parallel, _continue, _selection.Target));
        Command state = new("state", "Prints the state, secrets hidden behind the passphrase.") { _export };
        state.SetAction((parsed, _) => GuardAsync(() => Task.FromResult(State(parsed))));
        state.Subcommands.Add(TaintCommand.Make("taint", "Marks a resource: the next `up` replaces it.", taint: true, _shared, GuardAsync));
        state.Subcommands.Add(TaintCommand.Make("untaint", "Takes such a mark away.", taint: false, _shared, GuardAsync));
        root.Subcommands.Add(state);
        root.Subcommands.Add(ReplayCommand.Make(_shared, IsWatched, GuardAsync));
        return root;
    }

    private Command Operation(string name, string description, OperationKind kind, params Option[] options)
    {
        Command command = new(name, description);
        foreach (Option option in options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => GuardAsync(() => RunAsync(parsed, kind)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        string? only = parsed.GetValue(_act);
        if (only is not null && Acts.All.All(act => act.Name != only))
            throw new ConfigurationException($"--act {only}: the scenario has {string.Join(", ", Acts.All.Select(act => act.Name))}.");
        using Interrupts interrupts = new();
        // The scenario begins with an empty cloud and leaves nothing behind.
        await using Session session = await Session.OpenAsync(_shared.Read(parsed, IsWatched(parsed)) with { Ephemeral = true },
            CancellationToken.None);
        ConsoleDisplay display = Display(parsed, session.CloudTarget.Clock);
        TellOverrides(parsed, session);
        IScenarioView show = _shared.IsJson(parsed) ? new JsonView(Console.Out) : new DisplayView(display, session.Stack);
        RunRecord run = await new ScenarioRunner(session, show, interrupts.Interruption).RunAsync(only);
        (int code, string end, string style) = (run.AsExpected, interrupts.Interruption.Once.IsCancellationRequested) switch
        {
            (_, true) => (Interrupted, "The rehearsal was interrupted; nothing is kept.", "bold yellow"),
            (true, _) => (0, "All steps completed as expected.", "bold green"),
            _ => (Failed, "Some steps did not complete as expected.", "bold red"),
        };
        if (!_shared.IsJson(parsed))
            display.Note(end, style);
        return code;
    }

    private async Task<int> RunAsync(ParseResult parsed, OperationKind kind)
    {
        var (targets, replace) = _selection.Read(parsed);
        using Interrupts interrupts = new();
        SessionOptions options = _shared.Read(parsed, IsWatched(parsed)) with { Holds = !IsPreview(parsed, kind) };
        await using Session session = await Session.OpenAsync(options, CancellationToken.None);
        TellOverrides(parsed, session);
        OperationRequest request = new(kind, session.Config)
        {
            Targets = targets,
            Replace = replace,
            ContinueOnError = kind is OperationKind.Up or OperationKind.Destroy && parsed.GetValue(_continue),
            RefreshFirst = kind is not OperationKind.Refresh && parsed.GetValue(_refresh),
            ClearPendingCreates = kind is OperationKind.Refresh && parsed.GetValue(_clearPending),
            Parallel = parsed.GetValue(_parallel) ?? 16,
        };
        OperationRecord? last = null;
        foreach (OperationRequest one in Phases(parsed, request))
        {
            OperationView view = new(one, session.CloudTarget.Clock);
            last = _shared.IsJson(parsed)
                ? await session.RunAsync(view, _ => { }, interrupts.Interruption)
                : await Display(parsed, session.CloudTarget.Clock).ShowAsync(view, session.Stack, listener => session.RunAsync(view, listener, interrupts.Interruption));
            if (_shared.IsJson(parsed))
                Console.Out.WriteLine(JsonLines.Of(last.Operation, last));
            if (last.Result != DeploymentResult.Succeeded)
                break;
            if (one is { Kind: OperationKind.Up, Preview: true } && !await IsConfirmedAsync(parsed, last, interrupts.Interruption))
                return Interrupted;
        }

        return last!.Result switch
        {
            DeploymentResult.Succeeded => 0,
            DeploymentResult.Cancelled => Interrupted,
            _ => interrupts.Interruption.Once.IsCancellationRequested ? Interrupted : Failed,
        };
    }

    /// <summary>What makes this run differ from the stack's file or from the run before, so that nobody is surprised by a setting of yesterday.</summary>
    private void TellOverrides(ParseResult parsed, Session session)
    {
        string?[] notes = [session.Overrides.Summary(session.Project), session.Elsewhere is { } elsewhere ? $"warning: {elsewhere}" : null];
        foreach (string note in notes.OfType<string>())
        {
            if (_shared.IsJson(parsed))
                Tell(note, "");
            else
                Display(parsed, session.CloudTarget.Clock).Note(note);
        }
    }

    /// <summary>Somebody at a terminal is asked before a rollout that is alive is ended; a pipeline has asked for it by the change itself.</summary>
    private async Task<bool> IsConfirmedAsync(ParseResult parsed, OperationRecord preview, Interruption interruption)
        => parsed.GetValue(_yes) || !IsWatched(parsed) || Console.IsInputRedirected
            || Confirmation.Question(preview) is not { } question
            || await Confirmation.AskAsync(question, Math.Max(40, AnsiConsole.Profile.Width - 4), Console.Out, Console.In, interruption.Once);

    /// <summary>What changes something is its preview and itself, each with processes of its own, as the CLI does it.</summary>
    private IEnumerable<OperationRequest> Phases(ParseResult parsed, OperationRequest request)
    {
        bool isPreview = IsPreview(parsed, request.Kind);
        if (isPreview || !parsed.GetValue(_skipPreview))
            yield return request with { Preview = request.Kind != OperationKind.Preview, ClearPendingCreates = false };
        if (!isPreview)
            yield return request;
    }

    private bool IsPreview(ParseResult parsed, OperationKind kind)
        => kind == OperationKind.Preview || (kind is OperationKind.Refresh or OperationKind.Destroy && parsed.GetValue(_previewOnly));

    private int State(ParseResult parsed)
    {
        ProjectFile project = ProjectFile.Find(_shared.Project(parsed));
        string path = _shared.StatePath(parsed, project);
        byte[] text = File.ReadAllBytes(path);
        if (parsed.GetValue(_export) is { } target)
            Export(text, target);
        else
            Console.Out.Write(Encoding.UTF8.GetString(text));
        return 0;
    }

    /// <exception cref="ConfigurationException">It cannot be written there.</exception>
    private static void Export(byte[] state, FileInfo target)
    {
        try
        {
            File.WriteAllBytes(target.FullName, state);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"--export {target}: {refused.Message.TrimEnd('.')}. Name a file in a folder that is there and may be written to.", refused);
        }
    }

    private ConsoleDisplay Display(ParseResult parsed, TimeProvider service) => new(AnsiConsole.Console, IsWatched(parsed), service);

    private bool IsWatched(ParseResult parsed) => !_shared.IsPlain(parsed) && !_shared.IsJson(parsed)
        && !Console.IsOutputRedirected
        && AnsiConsole.Console.Profile.Capabilities is { Interactive: true, Ansi: true }
        && Environment.GetEnvironmentVariable("CI") is null or "";

    private static int Refuse(ParseResult parsed)
    {
        UsageErrors.Report(parsed, program: "", Console.Error);
        return UsageError;
    }

    private static void Complain(string message) => Tell(message, "error: ");

    private static void Tell(string message, string label)
    {
        foreach (string line in TextWrap.Lines(message, ConsoleDisplay.PlainWidth, label, "  "))
            Console.Error.WriteLine(line);
    }

    private static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception wrong)
            when (wrong is ConfigurationException or CloudTargetException or CheckpointException or SecretsException or ProcessException or IOException
                or UnauthorizedAccessException)
        {
            Complain(wrong.Message);
            return UsageError;
        }
    }
}
