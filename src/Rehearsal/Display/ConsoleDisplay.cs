using System.Collections.Immutable;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Display.Live;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>
/// Shows operations as the CLI does: a tree that lives while things happen where somebody watches a terminal, and plain lines, one per event
/// worth reading, everywhere else. Plain text depends on nothing but what happened: no clock but the service's, no width but 80 columns, no colour.
/// </summary>
/// <param name="service">The service's time: durations and the clock of the live picture are counted in it.</param>
internal sealed class ConsoleDisplay(IAnsiConsole console, bool live, TimeProvider service)
{
    /// <summary>Of whatever is not drawn on a terminal.</summary>
    public const int PlainWidth = 80;

    private int Width => live ? Math.Max(40, console.Profile.Width - 1) : PlainWidth;

    /// <summary>Opens an act of the scenario.</summary>
    public void Act(int number, string name, string shows)
    {
        string title = $"── {number} {name} ";
        Line("");
        Line(title + new string('─', Math.Max(3, Width - title.Length)), "bold blue");
        Wrapped(shows, "", "", "italic");
    }

    /// <summary>Runs an operation and shows it.</summary>
    public async Task<OperationRecord> ShowAsync(OperationView view, string stack, Func<Action<EngineEvent>, Task<OperationRecord>> run)
    {
        OperationRequest request = view.Request;
        Line("");
        Line($"{Title(request)} ({stack})", "bold");
        OperationRecord record = live ? await RunLiveAsync(view, run) : await RunPlainAsync(view, run);
        Diagnostics(view);
        Outputs(view);
        Summary(view, record);
        if (!request.IsPreview)
            Line($"Duration: {ProgressText.Time(record.Duration)}{(service == TimeProvider.System ? "" : " of the simulated fleet's time")}");
        return record;
    }

    public void Note(string text, string style = "") => Wrapped(text, "", "  ", style);

    public void Error(string text) => Wrapped(text, "error: ", "  ", "red");

    private static string Title(OperationRequest request) => (request.Kind, request.Preview) switch
    {
        (OperationKind.Preview, _) or (OperationKind.Up, true) => "Previewing update",
        (OperationKind.Up, _) => "Updating",
        (OperationKind.Refresh, true) => "Previewing refresh",
        (OperationKind.Refresh, _) => "Refreshing",
        (_, true) => "Previewing destroy",
        _ => "Destroying",
    };

    private async Task<OperationRecord> RunLiveAsync(OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
    {
        // What is drawn is drawn by another thread than the one that hears: it sees rows that never change.
        ImmutableArray<RowView>[] rows = [view.Rows];
        return await new LiveScreen(console, TimeProvider.System).WatchAsync(
            size => OperationDrawing.Of(Volatile.Read(ref rows)[0], service.GetUtcNow(), size),
            Task.Run(() => run(_ => Volatile.Write(ref rows, [view.Rows]))));
    }

    private async Task<OperationRecord> RunPlainAsync(OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
    {
        PlainSteps steps = new(view, text => Line(text));
        OperationRecord record = await run(steps.Show);
        if (view.Request.Kind == OperationKind.Refresh)
            steps.ShowReads();
        return record;
    }

    /// <summary>
    /// What deserves to be read again at the end, errors first: errors and warnings; on a terminal also what scrolled by in the tree.
    /// </summary>
    private void Diagnostics(OperationView view)
    {
        var said = view.Rows.Select(row => (Title: $"{row.Name} ({row.Kind})", Lines: Worth(row.Lines)))
            .Append((Title: "stack", Lines: Worth(view.StackLines)))
            .Where(group => group.Lines.Length > 0)
            .OrderByDescending(group => group.Lines[0].Severity)
            .ToList();
        if (said.Count == 0)
            return;
        Line("Diagnostics:", "bold");
        foreach ((string title, ImmutableArray<(Severity Severity, string Text)> lines) in said)
        {
            Line($"  {title}:", "blue");
            foreach ((Severity severity, string text) in lines)
                Wrapped(text, severity switch { Severity.Error => "    error: ", Severity.Warning => "    warning: ", _ => "    " }, "      ",
                    StyleOf(severity));
        }
    }

    private ImmutableArray<(Severity Severity, string Text)> Worth(IEnumerable<(Severity Severity, string Text)> lines)
        => [.. lines.Where(line => line.Severity > Severity.Info || live).OrderByDescending(line => line.Severity)];

    private static string StyleOf(Severity severity) => severity switch
    {
        Severity.Error => "red",
        Severity.Warning => "yellow",
        _ => "",
    };

    /// <summary>What is new or different; what is not known before the update is only counted.</summary>
    private void Outputs(OperationView view)
    {
        PropertyMap outputs = view.Outputs;
        ImmutableArray<KeyValuePair<string, PropertyValue>> reported =
            [.. outputs.Where(output => !output.Value.ContainsUnknown && !output.Value.Equals(view.OldOutputs.Find(output.Key)))];
        int unknown = outputs.Values.Count(value => value.ContainsUnknown);
        if (reported.IsEmpty && unknown == 0)
            return;
        Line("Outputs:", "bold");
        int longest = reported.Select(output => output.Key.Length).DefaultIfEmpty(0).Max();
        foreach ((string key, PropertyValue value) in reported)
        {
            string change = view.OldOutputs.Find(key) is { } old ? $"{Shown(old)} => {Shown(value)}" : Shown(value);
            Wrapped(change, $"    {key.PadRight(longest)}  ", new string(' ', longest + 6));
        }

        if (unknown > 0)
            Wrapped($"{unknown} known after the update", "    ", "    ", "grey");
    }

    private static string Shown(PropertyValue value) => value is PropertyValue.Text text ? text.Value : value.ToString();

    private void Summary(OperationView view, OperationRecord record)
    {
        IEnumerable<string> counts = record.Operation == "refresh" ? Findings(view) : record.Steps
            .Where(step => step.Op is not StepOp.Same && step.Outcome == StepOutcome.Succeeded && !(step.Op == StepOp.DeleteReplaced))
            .GroupBy(step => step.Op)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {(view.Request.IsPreview ? "to " + StepFormatter.Planned(group.Key) : StepFormatter.Ended(group.Key, StepOutcome.Succeeded))}");
        int unhealthy = record.Steps.Count(step => step is { Op: StepOp.Refresh, Outcome: StepOutcome.PartlyFailed });
        string unchanged = view.Unchanged > 0 ? $"{view.Unchanged} unchanged" : "";
        string result = record.Result switch
        {
            DeploymentResult.Succeeded => "",
            DeploymentResult.Cancelled => $"{Noun(record)} canceled; ",
            _ => $"{Noun(record)} failed; ",
        };
        string style = record.Result == DeploymentResult.Succeeded ? "green" : "red";
        Line($"Resources: {result}{string.Join(", ", counts.Append(unhealthy > 0 ? $"{unhealthy} unhealthy" : "").Append(unchanged).Where(count => count.Length > 0).DefaultIfEmpty("nothing to do"))}", style);
    }

    private static IEnumerable<string> Findings(OperationView view)
        => new[] { (Count: view.Found(StepOp.Update), Word: "changed"), (Count: view.Found(StepOp.Delete), Word: "gone") }
            .Where(found => found.Count > 0)
            .Select(found => $"{found.Count} {found.Word}");

    private static string Noun(OperationRecord record) => record.Preview ? "preview" : record.Operation == "up" ? "update" : record.Operation;

    private void Wrapped(string text, string indent, string hanging, string style = "")
    {
        foreach (string line in TextWrap.Lines(UrnText.Shortened(text), Width, indent, hanging))
            Line(line, style);
    }

    private void Line(string text, string style = "")
    {
        // Not through the console where nobody watches: it would break lines where they must stay whole, at the width it guesses.
        if (live)
            console.Write(new Text(text + "\n", style.Length == 0 ? Style.Plain : Style.Parse(style)));
        else
            console.Profile.Out.Writer.WriteLine(text);
    }
}
