using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>One resource on the screen.</summary>
internal sealed class RowView(string urn)
{
    public string Urn { get; } = urn;

    public string Name { get; } = Urns.NameOf(urn);

    /// <summary>The last word of the type: AsScalingGroup.</summary>
    public string Kind { get; } = Urns.TypeOf(urn).Split(':')[^1];

    public StepOp Op { get; set; } = StepOp.Same;

    /// <summary>What is being done to it, or how that ended.</summary>
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

/// <summary>What is known of an operation: for whatever draws it while it runs, and for what stays of it. Not safe for two threads.</summary>
internal sealed class OperationView(OperationRequest request)
{
    private readonly List<RowView> _rows = [];
    private readonly List<(string Urn, StepOp Op)> _begun = [];
    private readonly List<StepRecord> _steps = [];
    private readonly List<MessageRecord> _messages = [];

    public OperationRequest Request => request;

    public IEnumerable<RowView> Rows => _rows.Where(row => row.IsWorthShowing && !(Urns.IsDefaultProvider(row.Urn) && !row.Failed));

    /// <summary>What was said for the stack as a whole.</summary>
    public List<(Severity Severity, string Text)> StackLines { get; } = [];

    public PropertyMap OldOutputs { get; private set; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; private set; } = PropertyMap.Empty;

    /// <summary>How many resources a refresh found changed, or gone.</summary>
    public int Found(StepOp op) => _rows.Count(row => row.WasRead && row.Op == op && !Urns.IsDefaultProvider(row.Urn));

    public int Unchanged => _rows.Count(row => row.Op == StepOp.Same && !Urns.IsProviderType(Urns.TypeOf(row.Urn)));

    /// <summary>The row of the resource that an event is about; null where it is about none, or is for nobody's eyes.</summary>
    public RowView? RowOf(EngineEvent happened) => happened switch
    {
        EngineEvent.StepStarted begun => Row(begun.Step.Urn),
        EngineEvent.StepEnded ended => Row(ended.Step.Urn),
        EngineEvent.Message { Severity: not Severity.Debug, Urn: { Length: > 0 } urn } => Row(urn),
        _ => null,
    };

    public void Apply(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.StepStarted { Step: var step }:
                _begun.Add((step.Urn, step.Op));
                Started(Row(step.Urn), step);
                break;
            case EngineEvent.StepEnded ended:
                if (!Urns.IsDefaultProvider(ended.Step.Urn) || ended.Outcome != StepOutcome.Succeeded)
                    _steps.Add(StepRecord.Of(ended));
                Ended(Row(ended.Step.Urn), ended);
                break;
            case EngineEvent.Message { Severity: not Severity.Debug } message:
                if (!message.Ephemeral)
                    _messages.Add(new(message.Severity, message.Text, message.Urn));
                Take(RowOf(message), message);
                break;
            case EngineEvent.StackOutputs outputs:
                (OldOutputs, Outputs) = (outputs.Olds, outputs.News);
                break;
        }
    }

    /// <summary>What stays of the operation; holds no secret.</summary>
    /// <param name="apiCalls">The actions that reached the service, in order.</param>
    public OperationRecord ToRecord(DeploymentResult result, IEnumerable<string> apiCalls) => new()
    {
        Operation = request is { Kind: OperationKind.Up, Preview: true } ? "preview" : request.Kind.ToString().ToLowerInvariant(),
        Preview = request.IsPreview,
        Result = result,
        Steps = [.. _steps.OrderBy(step => _begun.IndexOf((step.Urn, step.Op)))],
        Messages = [.. _messages],
        Outputs = Outputs.Select((_, value) => Hidden(value)),
        ApiCalls = [.. apiCalls],
    };

    private void Started(RowView row, Step step)
    {
        if (step.Op != StepOp.Same)
            (row.Op, row.WasRead) = (step.Op, false);
        row.Word = request.IsPreview ? StepFormatter.Planned(row.Op) : StepFormatter.Running(row.Op);
        row.IsRunning = true;
        row.Diff = row.Diff.Length > 0 ? row.Diff : DiffOf(step);
    }

    private void Ended(RowView row, EngineEvent.StepEnded ended)
    {
        row.IsRunning = false;
        row.Failed = ended.Outcome == StepOutcome.Failed || (ended.Outcome == StepOutcome.PartlyFailed && ended.Step.Op != StepOp.Refresh);
        row.Word = request.IsPreview && !row.Failed && ended.Step.Op != StepOp.Refresh ? StepFormatter.Planned(row.Op) : EndWord(ended);
        if (ended is { Step: { Op: StepOp.Refresh, Old: { } before }, Outcome: StepOutcome.Succeeded })
            (row.Op, row.WasRead) = (ReadingOf(before, ended.Result), true);
        if (DiffOf(ended.Step) is { Length: > 0 } diff)
            row.Diff = diff;
        if (ended.Result is { } state)
            row.Rollout = RolloutRecord.Of(ended.Step.Type, state.Outputs) ?? row.Rollout;
        foreach (string reason in ended.Reasons)
            row.Lines.Add((row.Failed ? Severity.Error : Severity.Warning, reason));
    }

    private static string EndWord(EngineEvent.StepEnded ended)
    {
        if (ended is not { Step: { Op: StepOp.Refresh, Old: { } old }, Outcome: StepOutcome.Succeeded })
            return StepFormatter.Ended(ended.Step.Op, ended.Outcome);
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

    private void Take(RowView? row, EngineEvent.Message message)
    {
        if (row is not null)
        {
            row.Info = message.Text.Split('\n')[0];
            row.Progress = message.Progress ?? row.Progress;
            row.Failed |= message.Severity == Severity.Error;
        }

        // How far it was need not be read again once the rollout has ended.
        if (message is { Ephemeral: false, Progress: null })
            (row?.Lines ?? StackLines).Add((message.Severity, message.Text));
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

    private static PropertyValue Hidden(PropertyValue value) => value switch
    {
        PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => value.ToString(),
        PropertyValue.Output output => output.Value is { } inner ? Hidden(inner) : new PropertyValue.Unknown(),
        PropertyValue.Array list => new PropertyValue.Array([.. list.Items.Select(Hidden)]),
        PropertyValue.Object members => new PropertyValue.Object(members.Members.Select((_, member) => Hidden(member))),
        _ => value,
    };
}
