using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>The steps of one operation as lines of a log, each as soon as it is known and worth reading.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class PlainSteps(OperationView view, Action<string> write)
{
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _diffShown = new(StringComparer.Ordinal);

    public void Show(EngineEvent happened)
    {
        RowView? row = view.RowOf(happened);
        switch (happened)
        {
            case EngineEvent.StepStarted when row is not null:
                _announced.Remove(row.Urn);
                break;
            case EngineEvent.StepEnded { Step.Op: not (StepOp.Same or StepOp.Refresh) }
                when row is not null && (!Urns.IsDefaultProvider(row.Urn) || row.Failed):
                End(row, view.Request.IsPreview);
                break;
            case EngineEvent.Message { Ephemeral: false, Severity: Severity.Info } message:
                // The start of a step is news only when there is more to say before its end.
                if (row is { IsRunning: true, Op: not StepOp.Same } && !_announced.Contains(row.Urn))
                    Row(row);
                Wrapped(message.Text);
                break;
        }
    }

    /// <summary>Reads run side by side and end as they like; reported afterwards, they stand in the state's order.</summary>
    public void ShowReads()
    {
        foreach (RowView row in view.Rows)
            End(row, preview: false);
    }

    private void End(RowView row, bool preview)
    {
        // A preview of a replacement is one line, not two.
        if (preview && row is { Op: StepOp.DeleteReplaced, Failed: false })
            return;
        if (!(_announced.Contains(row.Urn) && preview))
            Row(row);
        if (row.Rollout is { Batches.IsEmpty: false } rollout)
            RolloutLines.Of(rollout, ConsoleDisplay.PlainWidth).ToList().ForEach(write);
    }

    private void Row(RowView row)
    {
        _announced.Add(row.Urn);
        string text = $" {StepFormatter.Symbol(row.Op),-2} {row.Name,-14} {row.Kind,-16} {row.Word}";
        string diff = row.Diff.Length > 0 && _diffShown.Add(row.Urn) ? $"[{row.Diff}]" : "";
        bool fits = text.Length + 2 + diff.Length <= ConsoleDisplay.PlainWidth;
        write(fits && diff.Length > 0 ? $"{text}  {diff}" : text);
        if (!fits && diff.Length > 0)
            Wrapped(diff);
    }

    private void Wrapped(string text)
    {
        foreach (string line in TextWrap.Lines(UrnText.Shortened(text), ConsoleDisplay.PlainWidth, "     ", "       "))
            write(line);
    }
}
