using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>Listens to one operation and writes down what stays of it.</summary>
internal sealed class OperationRecorder(OperationKind kind, bool preview)
{
    private readonly List<(string Urn, StepOp Op)> _begun = [];
    private readonly List<StepRecord> _steps = [];
    private readonly ImmutableArray<MessageRecord>.Builder _messages = ImmutableArray.CreateBuilder<MessageRecord>();
    private PropertyMap _outputs = PropertyMap.Empty;

    public void Hear(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.StepStarted begun:
                _begun.Add((begun.Step.Urn, begun.Step.Op));
                break;
            case EngineEvent.StepEnded ended when !Urns.IsDefaultProvider(ended.Step.Urn) || ended.Outcome != StepOutcome.Succeeded:
                _steps.Add(RecordOf(ended));
                break;
            case EngineEvent.Message { Ephemeral: false, Severity: not Severity.Debug } said:
                _messages.Add(new(said.Severity, said.Text, said.Urn));
                break;
            case EngineEvent.StackOutputs outputs:
                _outputs = outputs.News;
                break;
        }
    }

    public OperationRecord ToRecord(DeploymentResult result, IEnumerable<string> apiCalls) => new()
    {
        Operation = kind == OperationKind.Up && preview ? "preview" : kind.ToString().ToLowerInvariant(),
        Preview = preview || kind == OperationKind.Preview,
        Result = result,
        Steps = [.. _steps.OrderBy(step => _begun.IndexOf((step.Urn, step.Op)))],
        Messages = _messages.ToImmutable(),
        Outputs = _outputs.Select((_, value) => Hidden(value)),
        ApiCalls = [.. apiCalls],
    };

    private static StepRecord RecordOf(EngineEvent.StepEnded ended)
    {
        (Step step, ResourceState? state) = (ended.Step, ended.Result);
        return new(step.Urn, step.Type, step.Name, step.Op, ended.Outcome)
        {
            Changes = [.. step.Diff?.Detailed?.Keys ?? (IEnumerable<string>?)step.Diff?.ChangedKeys ?? []],
            Reasons = [.. ended.Reasons],
            IsGone = state is null,
            Rollout = state is null ? null : RolloutRecord.Of(step.Type, state.Outputs),
        };
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
