using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>What is known of an operation: for whatever draws it while it runs, and for what stays of it. Not safe for two threads.</summary>
/// <param name="clock">The service's time, in which everything that is shown is counted.</param>
internal sealed class OperationView(OperationRequest request, TimeProvider clock)
{
    private readonly DateTimeOffset _beganAt = clock.GetUtcNow();
    private readonly List<RowView> _rows = [];
    private readonly List<(string Urn, StepOp Op)> _begun = [];
    private readonly List<StepRecord> _steps = [];
    private readonly List<MessageRecord> _messages = [];

    public OperationRequest Request => request;

    /// <summary>As of now: the rows themselves never change.</summary>
    public ImmutableArray<RowView> Rows => [.. _rows.Where(row => row.IsWorthShowing)];

    /// <summary>What was said for the stack as a whole.</summary>
    public List<(Severity Severity, string Text)> StackLines { get; } = [];

    public PropertyMap OldOutputs { get; private set; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; private set; } = PropertyMap.Empty;

    /// <summary>How many resources a refresh found changed, or gone.</summary>
    public int Found(StepOp op) => _rows.Count(row => row.WasRead && row.Op == op && !Urns.IsDefaultProvider(row.Urn));

    public int Unchanged => _rows.Count(row => row.Op == StepOp.Same && !Urns.IsProviderType(Urns.TypeOf(row.Urn)));

    /// <summary>The row of the resource that an event is about; null where it is about none, or is for nobody's eyes.</summary>
    public RowView? RowOf(EngineEvent happened) => _rows.Find(row => row.Urn == happened switch
    {
        EngineEvent.StepStarted begun => begun.Step.Urn,
        EngineEvent.StepEnded ended => ended.Step.Urn,
        EngineEvent.Message { Severity: not Severity.Debug } message => message.Urn,
        _ => null,
    });

    public void Apply(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.StepStarted { Step: var step }:
                _begun.Add((step.Urn, step.Op));
                Change(step.Urn, row => Started(row, step));
                break;
            case EngineEvent.StepEnded ended:
                if (!Urns.IsDefaultProvider(ended.Step.Urn) || ended.Outcome != StepOutcome.Succeeded)
                    _steps.Add(StepRecord.Of(ended));
                Change(ended.Step.Urn, row => Ended(row, ended));
                break;
            case EngineEvent.Message { Severity: not Severity.Debug } message:
                if (!message.Ephemeral)
                    _messages.Add(new(message.Severity, message.Text, message.Urn));
                Take(message);
                break;
            case EngineEvent.Message { Progress: { } progress, Urn: { Length: > 0 } urn }:
                Change(urn, row => row with { Progress = progress, ProgressAt = clock.GetUtcNow() });
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
        Duration = clock.GetUtcNow() - _beganAt,
        Steps = [.. _steps.OrderBy(step => _begun.IndexOf((step.Urn, step.Op)))],
        Messages = [.. _messages],
        Outputs = Outputs.Select((_, value) => Hidden(value)),
        ApiCalls = [.. apiCalls],
    };

    private RowView Started(RowView row, Step step)
    {
        StepOp op = step.Op != StepOp.Same ? step.Op : row.Op;
        return row with
        {
            Op = op,
            WasRead = step.Op == StepOp.Same && row.WasRead,
            Word = request.IsPreview ? StepFormatter.Planned(op) : StepFormatter.Running(op),
            IsRunning = true,
            BeganAt = clock.GetUtcNow(),
            Diff = row.Diff.Length > 0 ? row.Diff : DiffText.Of(step),
        };
    }

    private RowView Ended(RowView row, EngineEvent.StepEnded ended)
    {
        Step step = ended.Step;
        bool failed = ended.Outcome == StepOutcome.Failed || (ended.Outcome == StepOutcome.PartlyFailed && step.Op != StepOp.Refresh);
        bool wasRead = ended is { Step: { Op: StepOp.Refresh, Old: not null }, Outcome: StepOutcome.Succeeded };
        return row with
        {
            IsRunning = false,
            Failed = failed,
            Word = request.IsPreview && !failed && step.Op != StepOp.Refresh ? StepFormatter.Planned(row.Op) : EndWord(ended),
            Op = wasRead ? ReadingOf(step.Old!, ended.Result) : row.Op,
            WasRead = wasRead || row.WasRead,
            Diff = DiffText.Of(step) is { Length: > 0 } diff ? diff : row.Diff,
            Rollout = (ended.Result is { } state ? RolloutRecord.Of(step.Type, state.Outputs) : null) ?? row.Rollout,
            Lines = [.. row.Lines, .. ended.Reasons.Select(reason => (failed ? Severity.Error : Severity.Warning, reason))],
        };
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

    private void Take(EngineEvent.Message message)
    {
        // How far it was need not be read again once the rollout has ended.
        (Severity, string)[] kept = message is { Ephemeral: false, Progress: null } ? [(message.Severity, message.Text)] : [];
        if (message.Urn.Length == 0)
            StackLines.AddRange(kept);
        else
            Change(message.Urn, row => row with
            {
                Info = message.Text.Split('\n')[0],
                Progress = message.Progress ?? row.Progress,
                ProgressAt = message.Progress is null ? row.ProgressAt : clock.GetUtcNow(),
                Failed = row.Failed || message.Severity == Severity.Error,
                Lines = [.. row.Lines, .. kept],
            });
    }

    private void Change(string urn, Func<RowView, RowView> change)
    {
        int index = _rows.FindIndex(row => row.Urn == urn);
        if (index < 0)
            _rows.Add(change(new(urn)));
        else
            _rows[index] = change(_rows[index]);
    }

    private static PropertyValue Hidden(PropertyValue value) => value switch
    {
        PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => value.ToString(),
        PropertyValue.Output output => output.Value is { } inner ? Hidden(inner) : new PropertyValue.Unknown(),
        PropertyValue.Array list => new PropertyValue.Array([.. list.Items.Select(Hidden)]),
        PropertyValue.Object members => new PropertyValue.Object(members.Members.Select((_, member) => Hidden(member))),
        _ => value,
    };
}
