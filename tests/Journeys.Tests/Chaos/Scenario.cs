using System.Collections.Immutable;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>What is played: which stacks there are, and what happens in which order. Made from a seed; a shrunk one lacks some of its actions.</summary>
/// <param name="Seed">Also what ids, durations and jitter are drawn from.</param>
/// <param name="Stacks">Their programs at the beginning.</param>
/// <param name="Actions">Each with its place in the scenario that the seed makes.</param>
internal sealed record Scenario(int Seed, ImmutableArray<ImmutableArray<RolloutProgram>> Stacks, ImmutableArray<(int Place, ChaosAction Action)> Actions)
{
    /// <summary>How many instances each group has at the beginning.</summary>
    public required ImmutableArray<int> Groups { get; init; }

    /// <summary>The keys are those of a role and end every so many seconds; null for keys that last.</summary>
    public int? RoleSeconds { get; init; }

    /// <summary>
    /// What is run until all is quiet after the last action, with nothing changed and no time passing in between. Null: the programs are brought to want their
    /// rollouts done, and time passes.
    /// </summary>
    public ChaosAction.Run? Recovery { get; init; }

    /// <summary>The same without one action.</summary>
    public Scenario Without(int index) => this with { Actions = Actions.RemoveAt(index) };

    /// <summary>Only the actions at these places.</summary>
    public Scenario Keeping(IReadOnlySet<int> places) => this with { Actions = Actions.RemoveAll(action => !places.Contains(action.Place)) };

    public override string ToString()
        => $"{Stacks.Length} stack(s), groups of {string.Join('+', Groups)}{(RoleSeconds is { } seconds ? $", a role for {seconds} s" : "")}: "
            + string.Join(" → ", Actions.Select(action => action.Action));
}
