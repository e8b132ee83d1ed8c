using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>One resource on the screen.</summary>
internal sealed class RowView(string urn)
{
    public string Urn { get; } = urn;

    public string Name { get; } = Urns.NameOf(urn);

    /// <summary>The last word of the type: AsScalingGroup.</summary>
    public string Kind { get; } = Urns.TypeOf(urn).Split(':')[^1];

    public StepOp Op { get; set; } = StepOp.Same;

    public string Word { get; set; } = "";

    public bool IsRunning { get; set; }

    /// <summary>By a refresh. <see cref="Op"/> is then what the refresh did to its entry in the state.</summary>
    public bool WasRead { get; set; }

    public bool Failed { get; set; }

    /// <summary>Its line stands on the screen already.</summary>
    public bool IsAnnounced { get; set; }

    public bool IsDiffShown { get; set; }

    /// <summary>What differs, with a sign each: <c>~imageId</c>.</summary>
    public string Diff { get; set; } = "";

    /// <summary>The last word about how it goes.</summary>
    public string Info { get; set; } = "";

    public ProgressPayload? Progress { get; set; }

    public RolloutRecord? Rollout { get; set; }

    public List<(Severity Severity, string Text)> Lines { get; } = [];

    /// <summary>Unchanged resources that have nothing to say are left out, as the CLI does.</summary>
    public bool IsWorthShowing => Op != StepOp.Same || WasRead || Lines.Count > 0;
}

/// <summary>What is known of a running operation, for whatever draws it. Not safe for two threads.</summary>
internal sealed class OperationView(bool preview)
{
    private readonly List<RowView> _rows = [];

    public IEnumerable<RowView> Rows => _rows.Where(row => row.IsWorthShowing && !(Urns.IsDefaultProvider(row.Urn) && !row.Failed));

    /// <summary>What was said for the stack as a whole.</summary>
    public List<(Severity Severity, string Text)> StackLines { get; } = [];

    public PropertyMap OldOutputs { get; private set; } = PropertyMap.Empty;

    public PropertyMap? Outputs { get; private set; }

    public bool IsPreview => preview;

    /// <summary>How many resources a refresh found changed, or gone.</summary>
    public int Found(StepOp op) => _rows.Count(row => row.WasRead && row.Op == op && !Urns.IsDefaultProvider(row.Urn));

    public int Unchanged => _rows.Count(row => row.Op == StepOp.Same && !Urns.IsProviderType(Urns.TypeOf(row.Urn)));

    public RowView? Apply(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.StepStarted { Step: var step }:
                return Started(step);
            case EngineEvent.StepEnded ended:
                return Ended(ended);
            case EngineEvent.Message said:
                return Said(said);
            case EngineEvent.StackOutputs outputs:
                (OldOutputs, Outputs) = (outputs.Olds, outputs.News);
                return null;
            default:
                return null;
        }
    }

    private RowView Started(Step step)
    {
        RowView row = Row(step.Urn);
        if (step.Op != StepOp.Same)
            (row.Op, row.WasRead) = (step.Op, false);
        row.Word = preview ? StepWords.Planned(row.Op) : StepWords.Running(row.Op);
        row.IsRunning = true;
        row.Diff = row.Diff.Length > 0 ? row.Diff : DiffOf(step);
        return row;
    }

    private RowView Ended(EngineEvent.StepEnded ended)
    {
        RowView row = Row(ended.Step.Urn);
        row.IsRunning = false;
        row.Failed = ended.Outcome == StepOutcome.Failed || (ended.Outcome == StepOutcome.PartlyFailed && ended.Step.Op != StepOp.Refresh);
        row.Word = preview && !row.Failed && ended.Step.Op != StepOp.Refresh ? StepWords.Planned(row.Op) : EndWord(ended);
        if (ended is { Step: { Op: StepOp.Refresh, Old: { } before }, Outcome: StepOutcome.Succeeded })
            (row.Op, row.WasRead) = (ReadingOf(before, ended.Result), true);
        if (DiffOf(ended.Step) is { Length: > 0 } diff)
            row.Diff = diff;
        if (ended.Result is { } state)
            row.Rollout = RolloutRecord.Of(ended.Step.Type, state.Outputs) ?? row.Rollout;
        foreach (string reason in ended.Reasons)
            row.Lines.Add((row.Failed ? Severity.Error : Severity.Warning, reason));
        return row;
    }

    private static string EndWord(EngineEvent.StepEnded ended)
    {
        if (ended is not { Step: { Op: StepOp.Refresh, Old: { } old }, Outcome: StepOutcome.Succeeded })
            return StepWords.Ended(ended.Step.Op, ended.Outcome);
        return ReadingOf(old, ended.Result) switch
        {
            StepOp.Same => "unchanged",
            StepOp.Delete => "gone",
            _ => "changed",
        };
    }

    private static StepOp ReadingOf(ResourceState old, ResourceState? read) => read switch
    {
        null => StepOp.Delete,
        _ when read.Inputs.Equals(old.Inputs) && read.Outputs.Equals(old.Outputs) => StepOp.Same,
        _ => StepOp.Update,
    };

    private RowView? Said(EngineEvent.Message said)
    {
        if (said.Severity == Severity.Debug)
            return null;
        RowView? row = said.Urn.Length > 0 ? Row(said.Urn) : null;
        if (row is not null)
        {
            row.Info = said.Text.Split('\n')[0];
            row.Progress = said.Progress ?? row.Progress;
            row.Failed |= said.Severity == Severity.Error;
        }

        // How far it was need not be read again once the rollout has ended.
        if (said is { Ephemeral: false, Progress: null })
            (row?.Lines ?? StackLines).Add((said.Severity, said.Text));
        return row;
    }

    private RowView Row(string urn)
    {
        RowView? row = _rows.Find(row => row.Urn == urn);
        if (row is null)
            _rows.Add(row = new(urn));
        return row;
    }

    private static string DiffOf(Step step) => step.Diff switch
    {
        { Detailed: { Count: > 0 } detailed } => string.Join(", ", detailed.Select(entry => Sign(entry.Value.Kind) + entry.Key)),
        { ChangedKeys: { IsEmpty: false } changed } => string.Join(", ", changed.Select(key => "~" + key)),
        _ => "",
    };

    private static string Sign(DiffKind kind) => kind switch
    {
        DiffKind.Add or DiffKind.AddReplace => "+",
        DiffKind.Delete or DiffKind.DeleteReplace => "-",
        _ => "~",
    };
}
