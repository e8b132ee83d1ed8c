using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Journeys.Tests.Promises;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>
/// Whole stacks through whatever can happen to them, seed by seed: see <see cref="ChaosRules"/> for what has to hold. <c>CHAOS_SEEDS</c> sets how many seeds are tried
/// and <c>CHAOS_FROM</c> the first one; <c>CHAOS_SEED</c> and <c>CHAOS_KEEP</c> replay one, as a failure prints them.
/// </summary>
[NonParallelizable] // it plays many seeds at once itself
public sealed class ChaosTests
{
    private const int UsualSeeds = 60;

    /// <summary>A run sleeps more than it works.</summary>
    private static readonly int AtOnce = Environment.ProcessorCount * 4;

    [Test]
    public async Task AnySeed_WhateverHappens_KeepsAllRules()
    {
        if (Number("CHAOS_SEED") is { } seed)
        {
            var (scenario, result) = await ReplayAsync(seed);
            TestContext.Out.WriteLine($"{scenario}\n  {string.Join("\n  ", result.Story)}");
            Assert.That(result.Broken is null ? "" : await ReportAsync((seed, result)), Is.Empty);
            return;
        }

        int from = Number("CHAOS_FROM") ?? 1;
        int seeds = Number("CHAOS_SEEDS") ?? UsualSeeds;
        ConcurrentBag<ChaosCounts> counts = [];
        ConcurrentQueue<(int Seed, ChaosResult Result)> failures = [];
        long begin = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(from, seeds), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var result = await ChaosPlayer.PlayAsync(ScenarioGenerator.Of(number));
            counts.Add(result.Counts);
            if (result.Broken is null)
                return;
            // What real time moves by a poll on a busy machine is told and does not fail the usual run; what breaks again does.
            if ((await ChaosPlayer.PlayAsync(ScenarioGenerator.Of(number))).Broken is null)
                TestContext.Out.WriteLine($"seed {number} broke a rule once and not again: {result.Broken.Rule}: {result.Broken.Message}");
            else
                failures.Enqueue((number, result));
        });

        var total = counts.Aggregate(new ChaosCounts(), (sum, one) => sum + one);
        TestContext.Out.WriteLine(
            $"chaos: seeds {from} to {from + seeds - 1}, {total.Runs} engine runs, {total.Calls} calls, {total.Faults} faults, {total.Kills} kills, {total.Interrupts} interrupts, "
            + $"{failures.Count} broken, {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:F0} s");
        foreach (var group in failures.GroupBy(failure => failure.Result.Broken!.Rule))
            TestContext.Out.WriteLine($"  {group.Key}: seeds {string.Join(", ", group.Select(failure => failure.Seed).Order())}");
        List<string> reports = [];
        foreach (var rule in failures.GroupBy(failure => failure.Result.Broken!.Rule))
            reports.Add(await ReportAsync(rule.MinBy(failure => failure.Seed)));
        Assert.That(string.Join("\n\n", reports), Is.Empty);
        foreach (var promise in Promise.All.Where(promise => promise.Test == nameof(AnySeed_WhateverHappens_KeepsAllRules)))
        {
            Proof.Held(
                promise.Name,
                string.Create(CultureInfo.InvariantCulture, $"{seeds:N0} scenarios, {total.Runs:N0} runs of the engine, {total.Calls:N0} calls, {total.Faults:N0} faults, {total.Kills:N0} kills, {total.Interrupts:N0} interrupts"),
                $"{from}–{from + seeds - 1}");
        }
    }

    [Test]
    public async Task ASecondStartInTheProvidersName_BreaksTheRule_AndIsShrunk()
    {
        var scenario = ScenarioGenerator.Of(Enumerable.Range(1, 100).First(seed => ScenarioGenerator.Of(seed).Actions.Length > 8));
        var result = await ChaosPlayer.PlayAsync(scenario, StartAgain);
        Assert.That(result.Broken?.Rule, Is.EqualTo(ChaosRules.SecondStart));

        var (shrunk, again) = await Shrinker.ShrinkAsync(scenario, result, smaller => ChaosPlayer.PlayAsync(smaller, StartAgain));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Broken?.Rule, Is.EqualTo(ChaosRules.SecondStart));
            Assert.That(shrunk.Actions, Has.Length.LessThanOrEqualTo(2));
            Assert.That(shrunk.Actions, Is.SubsetOf(scenario.Actions));
        }
    }

    /// <summary>What a provider with a fault would do: as soon as a rollout of a run has ended well, it starts another one.</summary>
    private static void StartAgain(ChaosWorld world, RunOutcome outcome)
    {
        foreach (string group in world.Groups)
        {
            if (world.Service.Cloud.ActivitiesOf(group) is not [{ Status: ActivityStatus.Successful, OriginId: null } done, ..] || world.Journal.OwnerOf(done)?.Stack != outcome.Run.Stack)
                continue;
            string body = JsonSerializer.Serialize(new { AutoScalingGroupId = group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1 } } });
            var before = world.Journal.Truth();
            world.Service.Call("StartInstanceRefresh", body);
            world.Journal.Keep(new(outcome.Run, "StartInstanceRefresh", body, null) { Before = before });
        }
    }

    private static async Task<(Scenario Scenario, ChaosResult Result)> ReplayAsync(int seed)
    {
        var scenario = ScenarioGenerator.Of(seed);
        if (Environment.GetEnvironmentVariable("CHAOS_KEEP") is { Length: > 0 } kept)
            scenario = scenario.Keeping(kept.Split(',').Select(place => int.Parse(place, CultureInfo.InvariantCulture)).ToHashSet());
        return (scenario, await ChaosPlayer.PlayAsync(scenario));
    }

    private static async Task<string> ReportAsync((int Seed, ChaosResult Result) failure)
    {
        var (shrunk, result) = await Shrinker.ShrinkAsync(ScenarioGenerator.Of(failure.Seed), failure.Result, smaller => ChaosPlayer.PlayAsync(smaller));
        return $"seed {failure.Seed}: {result.Broken!.Message}\n{shrunk}\n  {string.Join("\n  ", result.Story)}\nreplay: CHAOS_SEED={failure.Seed} "
            + $"CHAOS_KEEP={string.Join(',', shrunk.Actions.Select(action => action.Place))} dotnet test tests/Journeys.Tests --filter {nameof(AnySeed_WhateverHappens_KeepsAllRules)}";
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
