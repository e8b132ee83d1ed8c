using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>What random seeds have found, in a few steps each: played like a seed, under the same rules.</summary>
public sealed class DirectedScenesTests
{
    private static readonly ChaosAction.Run Up = new(0, EngineCommand.Up);

    [Test]
    [Bug("a forced replacement of an adopted, paused rollout was refused for ever, with options as the reason that nobody had set")]
    public async Task ForcedReplacement_OfWhatWasOnlyAdopted_ComesToRestOnceItIsClaimed()
    {
        var program = RolloutProgram.Of(ChaosWorld.GroupId(0), batches: 2).With(RolloutProgram.DeleteBeforeReplace, "true");
        var played = await PlayAsync(
            program,
            Up with { Incident = new(IncidentKind.KillAll, At: 1, After: true) { Place = IncidentPlace.Call, Call = "StartInstanceRefresh" } },
            new ChaosAction.ThirdParty(ThirdPartyAct.Pause, 0),
            Up,
            Up with { Replace = [0] });

        Assert.That(played.Runs[1].Said, Has.Some.Contains("onConflict"), "what was only adopted is resumed once it is claimed, and not by another run");
    }

    private static async Task<ChaosResult> PlayAsync(RolloutProgram program, params ChaosAction[] actions)
    {
        var result = await ChaosPlayer.PlayAsync(new(1, [[program]], [.. actions.Select((action, place) => (place, action))]) { Groups = [4] }).Soon();
        TestContext.Out.WriteLine(string.Join('\n', result.Story));
        Assert.That(result.Broken?.Message, Is.Null);
        return result;
    }
}
