using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>What random seeds have found, in a few steps each: played like a seed, under the same rules.</summary>
public sealed class DirectedScenesTests
{
    private static readonly ChaosAction.Run Up = new(0, EngineCommand.Up);

    private static readonly ChaosAction.Run KilledAfterItsStart
        = Up with { Incident = new(IncidentKind.KillAll, At: 1, After: true) { Place = IncidentPlace.Call, Call = "StartInstanceRefresh" } };

    [Test]
    [Bug("a forced replacement of an adopted, paused rollout was refused for ever, with options as the reason that nobody had set")]
    public async Task ForcedReplacement_OfWhatWasOnlyAdopted_ComesToRestOnceItIsClaimed()
    {
        var program = RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2).With(RolloutProgram.DeleteBeforeReplace, "true");
        // Planned ahead: how much of the rollout's time passes until the killed run is gone depends on the machine.
        var played = await PlayAsync(
            program,
            new ChaosAction.Trouble(Fault.ThirdParty(ChaosWorld.GroupId(0), FaultKind.Pause)),
            KilledAfterItsStart,
            Up,
            Up with { Replace = [0] });

        Assert.That(played.Runs[1].Said, Has.Some.Contains("onConflict"), "what was only adopted is resumed once it is claimed, and not by another run");
    }

    [TestCase(FaultKind.Sparse, "DescribeRefreshActivities")]
    [TestCase(FaultKind.EmptySet, "DescribeRefreshActivities", 1, Description = "twice empty is believed: a group that was never refreshed is not told from it")]
    [TestCase(FaultKind.Sparse, "DescribeLaunchConfigurations")]
    [TestCase(FaultKind.EmptySet, "DescribeLaunchConfigurations")]
    [TestCase(FaultKind.Sparse, "DescribeAutoScalingInstances")]
    [TestCase(FaultKind.EmptySet, "DescribeAutoScalingInstances")]
    [TestCase(FaultKind.Sparse, "DescribeAutoScalingGroups")]
    [TestCase(FaultKind.EmptySet, "DescribeAutoScalingGroups")]
    [Bug("answers without times, after a create that was killed, made the next one start a second time")]
    public async Task Create_AnswersThatLackWhatProvesTheLostStart_NeverStartsTwice(FaultKind kind, string action, int times = 3)
    {
        var played = await PlayAsync(
            RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2),
            KilledAfterItsStart,
            new ChaosAction.Later(30),
            new ChaosAction.Trouble(Fault.OfAction(action, kind) with { Times = times }),
            Up);

        Assert.That(played.Truth.Activities, Has.Length.EqualTo(1));
    }

    [Test]
    [Bug("a create that was killed started a second time, where somebody else had rolled the group in between")]
    public async Task Create_SomebodyElseHasRolledTheGroupSinceTheLostStart_NeverStartsTwice()
    {
        var played = await PlayAsync(
            RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2),
            KilledAfterItsStart,
            new ChaosAction.Later(30),
            new ChaosAction.ThirdParty(ThirdPartyAct.Start, 0),
            new ChaosAction.Later(30),
            Up);

        Assert.That(played.Truth.Activities, Has.Length.EqualTo(2), "the lost one and somebody else's");
    }

    [Test]
    [Bug("a create that was to be paused was killed, its rollout ran to the end, and the next one started a second time")]
    public async Task Create_ToBePausedAndTheLostStartHasEnded_IsRefusedAndStartsNothing()
    {
        var played = await PlayAsync(
            RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2).With("desiredState", "Paused"),
            KilledAfterItsStart,
            new ChaosAction.Later(30),
            Up);

        Assert.That(played.Runs[1].IsGood, Is.False);
        Assert.That(played.Truth.Activities, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Replacement_ClockWasSteppedBeforeAndTheProviderIsKilledAfterTheStart_NeverStartsTwice()
    {
        var played = await PlayAsync(
            RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 1),
            Up with { Incident = new(IncidentKind.ClockStep, At: 3, After: false) { Place = IncidentPlace.Call } },
            new ChaosAction.NewImage(0, 0),
            KilledAfterItsStart with { Incident = KilledAfterItsStart.Incident! with { Kind = IncidentKind.KillProvider } });

        Assert.That(played.Truth.Activities, Has.Length.EqualTo(2));
    }

    private static async Task<ChaosResult> PlayAsync(RolloutProgram program, params ChaosAction[] actions)
    {
        var result = await ChaosPlayer.PlayAsync(new(1, [[program]], [.. actions.Select((action, place) => (place, action))]) { Groups = [4] }).Soon();
        TestContext.Out.WriteLine(string.Join('\n', result.Story));
        Assert.That(result.Broken?.Message, Is.Null);
        return result;
    }
}
