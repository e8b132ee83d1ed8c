using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>Makes the scenario of a seed: the same on every machine.</summary>
internal sealed class ScenarioGenerator
{
    private static readonly string[] Reads
        = ["DescribeRefreshActivities", "DescribeAutoScalingGroups", "DescribeAutoScalingInstances", "DescribeLaunchConfigurations", "*"];

    private static readonly string[] Writes
        = ["StartInstanceRefresh", "StartInstanceRefresh", "ResumeInstanceRefresh", "StopInstanceRefresh", "CancelInstanceRefresh", "RollbackInstanceRefresh"];

    private static readonly FaultKind[] Broken = [FaultKind.LostAnswer, FaultKind.Http, FaultKind.Truncate, FaultKind.Reset, FaultKind.NoRequestId, FaultKind.Delay];

    private static readonly FaultKind[] Described = [FaultKind.UnknownStatus, FaultKind.Sparse, FaultKind.Unordered];

    private static readonly string[] DescribedToo = ["DescribeAutoScalingGroups", "DescribeAutoScalingInstances", "DescribeLaunchConfigurations"];

    private static readonly FaultKind[] Machines = [FaultKind.FailOnce, FaultKind.FailOnce, FaultKind.FailAlways, FaultKind.HealthTimeout, FaultKind.Vanish, FaultKind.Stuck];

    private static readonly FaultKind[] Others = [FaultKind.Pause, FaultKind.Cancel, FaultKind.Rollback, FaultKind.Break, FaultKind.SurgeOut, FaultKind.SurgeIn];

    private static readonly string[] Codes = ["InternalError", "RequestLimitExceeded", "ResourceUnavailable.AutoScalingGroupAbnormalStatus", "AuthFailure.TokenFailure"];

    private readonly Random _random;

    private ScenarioGenerator(int seed) => _random = new(seed);

    public static Scenario Of(int seed) => new ScenarioGenerator(seed).Make(seed);

    private Scenario Make(int seed)
    {
        int groups = One(1, 1, 1, 2, 3);
        var first = Enumerable.Range(0, groups).Select(group => Program($"rollout{group}", group)).ToImmutableArray();
        // The second stack works on the last group as well, as two teams do that do not know of each other.
        ImmutableArray<ImmutableArray<RolloutProgram>> stacks = Chance(6) ? [first, [Program("theirs", groups - 1)]] : [first];
        List<ChaosAction> actions = [Command(stacks, 0)];
        for (int more = _random.Next(3, 9); more > 0; more--)
            actions.AddRange(Step(stacks));
        return new(seed, stacks, [.. actions.Select((action, place) => (place, action))])
        {
            Groups = [.. Enumerable.Range(0, groups).Select(_ => _random.Next(2, 6))],
            RoleSeconds = Chance(8) ? One(300, 900) : null,
        };
    }

    private RolloutProgram Program(string name, int group)
    {
        var program = new RolloutProgram(ChaosWorld.GroupId(group), ImmutableSortedDictionary<string, string>.Empty)
            .With(RolloutProgram.Name, name).With(RolloutProgram.Label, "0").With(RolloutProgram.Batches, One("1", "2", "2"));
        if (Chance(2))
            program = program.With("batchPause", One("FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE"));
        if (Chance(4))
            program = program.With(RolloutProgram.Verification, One("Pause", "RollBack", "Cancel"));
        if (Chance(4))
            program = program.With("failureRetries", "1");
        if (Chance(4))
            program = program.With("onInterrupt", "Pause");
        if (Chance(8))
            program = program.With("failProcess", One("AUTO_ROLLBACK", "AUTO_CANCEL"));
        return Chance(4) ? program.With(RolloutProgram.DeleteBeforeReplace, One("true", "false")) : program;
    }

    /// <summary>Something is changed or goes wrong, and somebody runs a command.</summary>
    private IEnumerable<ChaosAction> Step(ImmutableArray<ImmutableArray<RolloutProgram>> stacks)
    {
        int stack = _random.Next(stacks.Length);
        for (int changes = _random.Next(3); changes > 0; changes--)
            yield return Change(stacks, stack);
        if (Chance(2))
            yield return new ChaosAction.Trouble(Trouble(stacks));
        yield return Command(stacks, stack);
        if (Chance(3))
            yield return new ChaosAction.Later(One(1, 5, 40, 1500));
    }

    private ChaosAction Change(ImmutableArray<ImmutableArray<RolloutProgram>> stacks, int stack)
    {
        int rollout = _random.Next(stacks[stack].Length);
        return _random.Next(12) switch
        {
            0 or 1 => new ChaosAction.NewImage(stack, rollout),
            2 or 3 => new ChaosAction.Edit(stack, rollout, RolloutProgram.Label, _random.Next(1, 6).ToString(CultureInfo.InvariantCulture)),
            4 or 5 => new ChaosAction.ThirdParty(One(Enum.GetValues<ThirdPartyAct>()), _random.Next(stacks[0].Length)),
            6 when Chance(3) => new ChaosAction.ClockStep(stack, One(-30, -6, 6, 30)),
            _ => Setting(stack, rollout),
        };
    }

    private ChaosAction.Edit Setting(int stack, int rollout)
    {
        var (name, value) = _random.Next(10) switch
        {
            0 => ("batchPause", One("AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE")),
            1 => ("approvedThroughBatch", One("", "0", "1", "2")),
            2 => ("resumeMode", One("RETRY", "CONTINUE")),
            3 => ("failureRetries", One("0", "2")),
            4 => ("desiredState", One("Completed", "Paused", "Cancelled", "RolledBack")),
            5 => ("onConflict", One("Fail", "Adopt", "Wait")),
            6 => (RolloutProgram.Verification, One("none", "Pause", "RollBack", "Cancel")),
            7 => (RolloutProgram.Name, One("renamed", "again")),
            8 => (RolloutProgram.Present, One("false", "true")),
            _ => ("waitFor", One("Completed", "Started")),
        };
        // Names are given once in a stack.
        return new(stack, rollout, name, name == RolloutProgram.Name ? $"{value}{rollout}" : value);
    }

    private ChaosAction.Run Command(ImmutableArray<ImmutableArray<RolloutProgram>> stacks, int stack)
    {
        ImmutableArray<int> one = [_random.Next(stacks[stack].Length)];
        return new ChaosAction.Run(stack, One(EngineCommand.Up, EngineCommand.Up, EngineCommand.Up, EngineCommand.Up, EngineCommand.Up, EngineCommand.Up, EngineCommand.Preview, EngineCommand.Refresh, EngineCommand.Destroy))
        {
            RefreshFirst = Chance(6),
            Replace = Chance(8) ? one : [],
            Taint = Chance(12) ? one : [],
            Targets = Chance(14) ? one : [],
            ContinueOnError = Chance(10),
            Incident = Chance(2) ? AtSomeCall(stacks) : null,
        };
    }

    private Incident AtSomeCall(ImmutableArray<ImmutableArray<RolloutProgram>> stacks)
    {
        var kind = One(
            IncidentKind.CtrlC, IncidentKind.CtrlC, IncidentKind.CtrlCTwice, IncidentKind.Terminate, IncidentKind.KillProvider, IncidentKind.KillAll, IncidentKind.KillAll,
            IncidentKind.ThirdParty, IncidentKind.ThirdParty, IncidentKind.ClockStep);
        var place = Chance(5) ? One(IncidentPlace.Answer, IncidentPlace.Store) : IncidentPlace.Call;
        return new(kind, _random.Next(1, One(12, 40)), place == IncidentPlace.Call && Chance(2)) { Place = place, Act = One(Enum.GetValues<ThirdPartyAct>()), Group = _random.Next(stacks[0].Length) };
    }

    private Fault Trouble(ImmutableArray<ImmutableArray<RolloutProgram>> stacks)
    {
        string group = ChaosWorld.GroupId(_random.Next(stacks[0].Length));
        int batch = _random.Next(1, 3);
        return _random.Next(7) switch
        {
            0 => Fault.OfAction(One(Writes), One(Broken), One(Enum.GetValues<FaultPhase>())) with { Milliseconds = One(0, 2000) },
            1 => Fault.OfAction(One(Reads), One(Broken), One(Enum.GetValues<FaultPhase>())) with { Times = _random.Next(1, 6) },
            2 when Chance(3) => Fault.OfAction(One(DescribedToo), One(FaultKind.EmptySet, FaultKind.Sparse)) with { Times = _random.Next(1, 4) },
            // What comes empty twice is believed.
            2 when Chance(4) => Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet),
            2 => Fault.OfAction("DescribeRefreshActivities", One(Described)) with { Times = _random.Next(1, 4) },
            3 => Fault.Error(One([.. Writes, .. Reads]), One(Codes), _random.Next(1, 4)),
            4 => Fault.InBatch(group, batch, One(Machines)),
            5 => Fault.ThirdParty(group, One(Others), batch),
            _ => Fault.Alarm(ChaosWorld.AlarmPolicy, group, batch, One(30, 600)),
        };
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T One<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
