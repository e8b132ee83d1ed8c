using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>An operation in which processes are killed: what comes before it, the command, and the command that recovers.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Before">What was done until then.</param>
/// <param name="Killed">The command that is killed.</param>
internal sealed record CrashOperation(string Name, RolloutProgram Program, ImmutableArray<ChaosAction> Before, ChaosAction.Run Killed)
{
    public bool IsDestroy => Killed.Command == EngineCommand.Destroy;

    /// <param name="whole">In both modes, each with and without verification; else each of the four settings once in one of them.</param>
    public static IEnumerable<CrashOperation> All(bool whole) =>
        from mode in new[] { "ROLLING_UPDATE_RESET", "ROLLING_UPDATE_REPLACE" }
        from verification in new[] { "none", "Pause" }
        where whole || mode == "ROLLING_UPDATE_RESET" == (verification == "Pause")
        from operation in Of(Programmed(mode, verification), $"{(mode.EndsWith("RESET", StringComparison.Ordinal) ? "reset" : "replace")}{(verification == "none" ? "" : ", verified")}")
        select operation;

    /// <param name="incident">Where it is killed; null for a run to its end.</param>
    public Scenario With(Incident? incident)
        => new(1, [[Program]], [.. Before.Append(Killed with { Incident = incident }).Select((action, place) => (place, action))])
        {
            Groups = [4],
            Recovery = Killed with { Command = IsDestroy ? EngineCommand.Destroy : EngineCommand.Up, Replace = [] },
        };

    private static RolloutProgram Programmed(string mode, string verification)
        => RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2).With("refreshMode", mode).With(RolloutProgram.Verification, verification);

    private static IEnumerable<CrashOperation> Of(RolloutProgram program, string how)
    {
        var paused = program.With("batchPause", "FIRST_BATCH_PAUSE");
        var up = new ChaosAction.Run(0, EngineCommand.Up);
        var newImage = new ChaosAction.NewImage(0, 0);
        var fails = new ChaosAction.Trouble(Fault.InBatch(ChaosWorld.GroupId(0), 1));
        yield return new($"create ({how})", program, [], up);
        yield return new($"update that resumes a failed batch ({how})", program, [fails, up], up);
        yield return new($"update that resumes a pause ({how})", paused, [up], up);
        yield return new($"delete in flight ({how})", paused, [up], new(0, EngineCommand.Destroy));
        yield return new($"changed trigger ({how})", program, [up, newImage], up);
        yield return new($"changed trigger in flight ({how})", paused, [up, newImage], up);
        yield return new($"forced replacement ({how})", program, [up], up with { Replace = [0] });
        yield return new($"forced replacement, old one first ({how})", program.With(RolloutProgram.DeleteBeforeReplace, "true"), [up], up with { Replace = [0] });
    }
}
