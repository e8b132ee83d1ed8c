using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>What came of a scenario.</summary>
/// <param name="Broken">The rule that was broken; null when all held.</param>
/// <param name="Story">What happened, a line each.</param>
internal sealed record ChaosResult(ChaosException? Broken, ImmutableArray<string> Story, ChaosCounts Counts)
{
    /// <summary>Each command of the engine, with how it ended.</summary>
    public required ImmutableArray<RunOutcome> Runs { get; init; }

    /// <summary>Every activity at the end, oldest first.</summary>
    public required Truth Truth { get; init; }

    /// <summary>How many rollouts the first stack holds at the end.</summary>
    public required int Held { get; init; }
}

/// <summary>How much was tried.</summary>
internal readonly record struct ChaosCounts(int Runs, int Kills, int Interrupts, int Faults, int Calls)
{
    public static ChaosCounts operator +(ChaosCounts one, ChaosCounts other)
        => new(one.Runs + other.Runs, one.Kills + other.Kills, one.Interrupts + other.Interrupts, one.Faults + other.Faults, one.Calls + other.Calls);
}

/// <summary>Plays a scenario to its end, and then, with no more trouble, runs `up` until all is quiet.</summary>
internal sealed class ChaosPlayer
{
    public const string NeverQuiet = "it never gets quiet";

    private const int MostRounds = 14;
    private const int MostRecoveries = 6;

    private readonly ChaosWorld _world;
    private readonly ChaosRules _rules;
    private readonly ImmutableArray<StackUnderTest> _stacks;
    private readonly Action<ChaosWorld, RunOutcome>? _plant;
    private readonly List<string> _story = [];
    private readonly List<RunOutcome> _runs = [];
    private ChaosCounts _counts;

    private ChaosPlayer(ChaosWorld world, Scenario scenario, Action<ChaosWorld, RunOutcome>? plant)
    {
        (_world, _rules, _plant) = (world, new(world), plant);
        _stacks = [.. scenario.Stacks.Select((program, number) => new StackUnderTest(world, number, program, scenario.RoleSeconds))];
    }

    /// <param name="scenario">What to play.</param>
    /// <param name="plant">Does something wrong after each run, in the provider's name: a rule must find it.</param>
    public static async Task<ChaosResult> PlayAsync(Scenario scenario, Action<ChaosWorld, RunOutcome>? plant = null)
    {
        await using var world = await ChaosWorld.OpenAsync(scenario);
        var player = new ChaosPlayer(world, scenario, plant);
        ChaosException? broken = null;
        try
        {
            foreach (var (_, action) in scenario.Actions)
                await player.DoAsync(action);
            await (scenario.Recovery is { } command ? player.RecoverAsync(command) : player.ComeToRestAsync());
            if (world.Service.InternalErrors is [var error, ..])
                throw new ChaosException("the simulator failed", error.ToString());
        }
        catch (ChaosException rule)
        {
            broken = rule;
        }

        return new(broken, [.. player._story], player._counts with { Calls = world.Journal.Calls.Length })
        {
            Runs = [.. player._runs],
            Truth = world.Journal.Truth(),
            Held = player._stacks[0].Rollouts.Count(),
        };
    }

    private async Task DoAsync(ChaosAction action)
    {
        switch (action)
        {
            case ChaosAction.Edit edit:
                Change(_stacks[edit.Stack], edit.Rollout, edit.Setting, edit.Value);
                break;
            case ChaosAction.NewImage image:
                _world.ChangesImage(_stacks[image.Stack].Program[image.Rollout].GroupId);
                Retrigger(_stacks[image.Stack], image.Rollout);
                break;
            case ChaosAction.Trouble trouble:
                _counts = _counts with { Faults = _counts.Faults + 1 };
                _world.Service.Faults.Add(trouble.Fault);
                break;
            case ChaosAction.ThirdParty other:
                _world.Act(other.Act, ChaosWorld.GroupId(other.Group));
                break;
            case ChaosAction.Later later:
                _world.Clock.Advance(TimeSpan.FromMinutes(later.Minutes));
                break;
            case ChaosAction.ClockStep step:
                _stacks[step.Stack].Clock.Offset = TimeSpan.FromMinutes(step.Minutes);
                break;
            case ChaosAction.Run run:
                await RunAsync(run);
                return; // tells of itself
        }

        _story.Add(action.ToString());
    }

    private void Change(StackUnderTest stack, int rollout, string setting, string value)
    {
        var program = stack.Program[rollout];
        bool isNew = program.Settings.GetValueOrDefault(setting, "") != value;
        stack.Program = stack.Program.SetItem(rollout, program.With(setting, value));
        if (isNew && setting is RolloutProgram.Label or RolloutProgram.Present)
            _world.Journal.AsksAnew(stack.Number, program.GroupId);
        if (isNew && setting == RolloutProgram.Name)
            _world.Journal.Renames(stack.Number, program.GroupId);
        // A killed run that was to start first and delete then, and one that deletes first: the second cannot have come so far.
        if (program.Settings.GetValueOrDefault(RolloutProgram.DeleteBeforeReplace) == "false" && isNew && setting == RolloutProgram.DeleteBeforeReplace)
            _world.Journal.AsksAnew(stack.Number, program.GroupId);
        bool isAdopted = stack.Rollouts.Any(entry => entry.Id.StartsWith(program.GroupId, StringComparison.Ordinal) && entry.Outputs.Find("adopted") is PropertyValue.Bool { Value: true });
        if (isAdopted && setting is "desiredState" or "approvedThroughBatch")
            _rules.Claims(stack.Number, program.GroupId);
    }

    private void Retrigger(StackUnderTest stack, int rollout)
    {
        stack.Program = stack.Program.SetItem(rollout, stack.Program[rollout].Retriggered());
        _world.Journal.AsksAnew(stack.Number, stack.Program[rollout].GroupId);
    }

    private async Task<RunOutcome> RunAsync(ChaosAction.Run command)
    {
        var stack = _stacks[command.Stack];
        foreach (int forced in command.Replace.Concat(command.Taint))
            _world.Journal.AsksAnew(stack.Number, stack.Program[forced].GroupId);
        if (command.Command == EngineCommand.Destroy)
        {
            foreach (var rollout in stack.Program)
                _world.Journal.AsksAnew(stack.Number, rollout.GroupId);
        }

        _counts = _counts with
        {
            Runs = _counts.Runs + 1,
            Kills = _counts.Kills + (command.Incident?.Kills == true ? 1 : 0),
            Interrupts = _counts.Interrupts + (command.Incident?.Kind is IncidentKind.CtrlC or IncidentKind.CtrlCTwice or IncidentKind.Terminate ? 1 : 0),
        };
        var outcome = await new ChaosRun(_world, stack, command, _counts.Runs).RunAsync();
        _story.Add($"{command} [run {_counts.Runs}]: {outcome.Result}{string.Concat(outcome.Writes.Select(call => $"\n      {call}"))}{string.Concat(outcome.Said.Select(line => $"\n      “{line}”"))}");
        _runs.Add(outcome);
        _plant?.Invoke(_world, outcome);
        _rules.Check(stack, command, outcome with { Writes = [.. _world.Journal.Calls.Where(call => call.Run == outcome.Run && call.Before is not null)] });
        return outcome;
    }

    private async Task RecoverAsync(ChaosAction.Run command)
    {
        for (int run = 0; run < MostRecoveries; run++)
        {
            ClaimWhatIsAdopted(_stacks[0]);
            if (IsQuiet(await RunAsync(command)))
                return;
        }

        throw new ChaosException(NeverQuiet, $"after {MostRecoveries} runs");
    }

    private static bool IsQuiet(RunOutcome outcome) => outcome is { IsGood: true, Writes.IsEmpty: true, Touched.Count: 0 };

    /// <summary>What the next steps of an adopted rollout say: that it is the program's own.</summary>
    private void ClaimWhatIsAdopted(StackUnderTest stack)
    {
        for (int i = 0; i < stack.Program.Length; i++)
        {
            if (stack.Rollouts.Any(entry => entry.Urn == stack.UrnOf(i) && entry.Outputs.Find("adopted") is PropertyValue.Bool { Value: true }))
                Change(stack, i, "onConflict", "Adopt");
        }
    }

    /// <summary>Nothing goes wrong any more, and people do what they are told: it must come to rest, at what the programs want.</summary>
    private async Task ComeToRestAsync()
    {
        _story.Add("no more trouble");
        _world.Service.Faults.Clear();
        foreach (var stack in _stacks)
        {
            stack.Clock.Offset = TimeSpan.Zero;
            for (int i = 0; i < stack.Program.Length; i++)
                Settle(stack, i);
        }

        int quiet = 0;
        for (int round = 0; round < MostRounds && quiet < _stacks.Length; round++)
        {
            // Longer than any alarm, and than whatever else is still in progress.
            _world.Clock.Advance(TimeSpan.FromMinutes(15));
            CleanUp(round);
            quiet = 0;
            foreach (var stack in _stacks)
                quiet += await IsQuietAsync(stack, round) ? 1 : 0;
        }

        if (quiet < _stacks.Length)
            throw new ChaosException(NeverQuiet, $"after {MostRounds} rounds");
        foreach (var stack in _stacks)
            CheckRest(stack);
    }

    /// <summary>The program wants its rollouts done, and asks for nothing that would hold them up.</summary>
    private void Settle(StackUnderTest stack, int rollout)
    {
        foreach (string held in new[] { "desiredState", "approvedThroughBatch", "waitFor", "onConflict", RolloutProgram.DeleteBeforeReplace })
            Change(stack, rollout, held, "");
        if (!stack.Program[rollout].IsPresent)
            Change(stack, rollout, RolloutProgram.Present, "true");
    }

    /// <summary>
    /// Other people bring what they have begun to its end, and put instances back to work. What a killed run has left paused and no state holds, or what is to be
    /// replaced by force, is in the way of the next rollout, which says so: they cancel it; and so they do with a paused rollback that nobody wants.
    /// </summary>
    private void CleanUp(int round)
    {
        bool isLate = round > 2;
        foreach (string group in _world.Groups)
        {
            var alive = _world.Service.Cloud.ActivitiesOf(group).FirstOrDefault(activity => activity.IsAlive);
            if (alive is { IsPaused: true } && _world.Journal.OwnerOf(alive) is { Stack: null })
                _world.Act(ThirdPartyAct.Resume, group);
            else if (isLate && alive is { IsPaused: true } && ((round > 5 && alive.OriginId is not null)
                || !_stacks.Any(stack => stack.Rollouts.Any(entry => !entry.Taint && entry.Id.EndsWith(alive.OriginId ?? alive.Id, StringComparison.Ordinal)))))
                _world.Act(ThirdPartyAct.Cancel, group);
            var idle = _world.Service.Cloud.Group(group)!.Instances.Where(instance => instance.Standby != Standby.No).Select(instance => instance.Id).ToArray();
            if (idle.Length > 0)
                _world.Service.Call("ExitStandby", JsonSerializer.Serialize(new { AutoScalingGroupId = group, InstanceIds = idle }));
        }
    }

    private async Task<bool> IsQuietAsync(StackUnderTest stack, int round)
    {
        ClaimWhatIsAdopted(stack);
        var outcome = await RunAsync(new(stack.Number, EngineCommand.Up));
        if (!outcome.IsGood && round is 5 or 9)
        {
            // Errors that ask for a changed trigger get one; so do those that ask for fewer batches.
            for (int i = 0; i < stack.Program.Length; i++)
            {
                Retrigger(stack, i);
                Change(stack, i, RolloutProgram.Batches, "1");
            }
        }

        if (!outcome.IsGood)
            TakeOverAsTold(stack, outcome);
        return IsQuiet(outcome);
    }

    /// <summary>A rollout that was renamed together with another change is taken over by its own program, where the error says so.</summary>
    private void TakeOverAsTold(StackUnderTest stack, RunOutcome outcome)
    {
        for (int i = 0; i < stack.Program.Length; i++)
        {
            var alive = _world.Service.Cloud.ActivitiesOf(stack.Program[i].GroupId).FirstOrDefault(activity => activity.IsAlive);
            if (alive is not null && _world.Journal.OwnerOf(alive)?.Stack == stack.Number
                && outcome.Said.Any(line => line.Contains(alive.Id, StringComparison.Ordinal) && line.Contains("onConflict to Adopt", StringComparison.Ordinal)))
            {
                Change(stack, i, "onConflict", "Adopt");
            }
        }
    }

    private void CheckRest(StackUnderTest stack)
    {
        string told = string.Concat(_runs.Where(run => run.Run.Stack == stack.Number).SelectMany(run => run.Said.Append(run.Told)));
        _rules.CheckTruth(stack, stack.Rollouts.Select(entry => entry.Urn).ToHashSet(StringComparer.Ordinal), looked: false);
        foreach (var (rollout, i) in stack.Program.Select((rollout, i) => (rollout, i)))
        {
            if (stack.State.Find(stack.UrnOf(i)) is not { } entry)
                throw new ChaosException(ChaosRules.FalseState, $"{stack.UrnOf(i)} is not in the state");
            if (ChaosRules.TextOf(entry, "status") is not "SUCCESSFUL")
                throw new ChaosException(ChaosRules.FalseState, $"{entry.Urn} rests at {ChaosRules.TextOf(entry, "status")}, {ChaosRules.TextOf(entry, "outcome")}");
            string held = ChaosRules.TextOf(entry, "refreshActivityId")!;
            bool isAsked = _world.Journal.OwnerOf(_world.Service.Cloud.Activity(held)!) is { } owner && owner.Stack == stack.Number
                && owner.Request == _world.Journal.RequestOf(stack.Number, rollout.GroupId);
            if (!isAsked && !told.Contains(held, StringComparison.Ordinal))
                throw new ChaosException(ChaosRules.SilentlyTaken, $"{entry.Urn} rests on {held}, which was started for something else");
            string label = ChaosSecrets.Trigger + rollout.Settings[RolloutProgram.Label];
            if (!entry.Inputs.Unwrapped().Find("triggers")!.ToString()!.Contains(label, StringComparison.Ordinal))
                throw new ChaosException(ChaosRules.FalseState, $"{entry.Urn} has other triggers than its program");
        }

        if (stack.Rollouts.Count() != stack.Program.Length)
            throw new ChaosException(ChaosRules.FalseState, $"{stack.Rollouts.Count()} entries for {stack.Program.Length} rollouts");
    }
}
