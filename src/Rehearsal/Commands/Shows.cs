using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.Rehearsal.Story;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>The story for people.</summary>
internal sealed class DisplayShow(ConsoleDisplay display, string stack) : IShow
{
    public void ActBegins(int number, Act act) => display.Act(number, act.Name, act.Shows);

    public Task<OperationRecord> PlayAsync(Scene scene, OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
    {
        if (scene.Note.Length > 0)
            display.Note($"» {scene.Note}", "aqua");
        return display.ShowAsync(view, stack, run);
    }

    public void ActEnds(ActRecord act)
    {
        foreach (string surprise in act.Surprises)
            display.Error($"not as expected: {surprise}");
    }
}

/// <summary>The story for programs: a line per operation.</summary>
internal sealed class JsonShow(TextWriter output) : IShow
{
    public void ActBegins(int number, Act act)
    {
    }

    public Task<OperationRecord> PlayAsync(Scene scene, OperationView view, Func<Action<EngineEvent>, Task<OperationRecord>> run)
        => run(_ => { });

    public void ActEnds(ActRecord act)
    {
        foreach (OperationRecord operation in act.Operations)
            output.WriteLine(JsonLines.Of(act.Name, operation, act.AsTold));
    }
}
