using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.Rehearsal.Scenarios;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>The scenario for people.</summary>
internal sealed class DisplayView(ConsoleDisplay display, string stack) : IScenarioView
{
    public void ActBegins(int number, Act act) => display.Act(number, act.Name, act.Shows);

    public Task<OperationRecord> PlayAsync(ScenarioStep step, OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
    {
        if (step.Note.Length > 0)
            display.Note($"» {step.Note}", "aqua");
        return display.ShowAsync(view, stack, run);
    }

    public void ActEnds(ActRecord act)
    {
        foreach (string unmet in act.Unmet)
            display.Error($"not as expected: {unmet}");
    }
}

/// <summary>The scenario for programs: a line per operation.</summary>
internal sealed class JsonView(TextWriter output) : IScenarioView
{
    public void ActBegins(int number, Act act)
    {
    }

    public Task<OperationRecord> PlayAsync(ScenarioStep step, OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
        => run(_ => { });

    public void ActEnds(ActRecord act)
    {
        foreach (OperationRecord operation in act.Operations)
            output.WriteLine(JsonLines.Of(act.Name, operation, act.AsExpected));
    }
}
