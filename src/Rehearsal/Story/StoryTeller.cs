using System.Collections.Immutable;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Story;

/// <summary>Who shows what happens: a display, a stream of JSON, or nobody.</summary>
internal interface IShow
{
    void ActBegins(int number, Act act);

    /// <param name="scene">What is to be run.</param>
    /// <param name="view">The operation.</param>
    /// <param name="run">Runs it, telling a listener.</param>
    Task<OperationRecord> PlayAsync(Scene scene, OperationView view, Func<Action<Engine.EngineEvent>, Task<OperationRecord>> run);

    void ActEnds(ActRecord act);
}

/// <summary>Plays acts one after the other and compares each with what the story says.</summary>
internal sealed class StoryTeller(Session session, IShow show, Interruption interruption)
{
    private RolloutRecord? _lastRollout;

    /// <param name="only">One act's name; those before it are played unseen, since it needs what they leave. Null plays all.</param>
    public async Task<RunRecord> TellAsync(string? only)
    {
        ImmutableArray<ActRecord>.Builder acts = ImmutableArray.CreateBuilder<ActRecord>();
        int number = 0;
        foreach (Act act in Acts.All)
        {
            number++;
            bool shown = only is null || act.Name == only;
            ActRecord record = await PlayAsync(number, act, shown ? show : NoShow.Instance);
            if (shown || !record.AsTold)
                acts.Add(record);
            // What comes after an act that went wrong would only be confusing; and an interruption ends the story.
            if (!record.AsTold || act.Name == only || interruption.Once.IsCancellationRequested)
                break;
        }

        return new(session.Project, session.Stack, acts.ToImmutable());
    }

    private async Task<ActRecord> PlayAsync(int number, Act act, IShow where)
    {
        where.ActBegins(number, act);
        ImmutableArray<OperationRecord>.Builder operations = ImmutableArray.CreateBuilder<OperationRecord>();
        ImmutableArray<string> surprises = [];
        foreach (Scene scene in act.Scenes)
        {
            OperationRecord record = await PlayAsync(scene, where);
            operations.Add(record);
            // An operation that was broken off does not end as told, and nobody wonders why.
            if (interruption.Once.IsCancellationRequested)
                break;
            surprises = [.. scene.Expect.Where(expected => !expected.IsMet(record)).Select(expected => $"expected: {expected.Text}")];
            if (!surprises.IsEmpty)
                break;
        }

        bool asTold = surprises.IsEmpty && !interruption.Once.IsCancellationRequested;
        ActRecord played = new(act.Name, act.Shows, operations.ToImmutable(), asTold) { Surprises = surprises };
        where.ActEnds(played);
        return played;
    }

    private async Task<OperationRecord> PlayAsync(Scene scene, IShow where)
    {
        session.Config = scene.Edit(session.Config);
        if (scene.Fault is { } fault && _lastRollout is { } rollout)
            await session.Stage.AddFaultAsync(fault(rollout), CancellationToken.None);
        OperationView view = new(new(scene.Kind, session.Config));
        OperationRecord record = await where.PlayAsync(scene, view, listener => session.RunAsync(view, listener, interruption));
        _lastRollout = record.Rollout ?? _lastRollout;
        return record;
    }

    private sealed class NoShow : IShow
    {
        public static NoShow Instance { get; } = new();

        public void ActBegins(int number, Act act)
        {
        }

        public Task<OperationRecord> PlayAsync(Scene scene, OperationView view, Func<Action<Engine.EngineEvent>, Task<OperationRecord>> run)
            => run(_ => { });

        public void ActEnds(ActRecord act)
        {
        }
    }
}
