using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>What the real engine said to the provider, said again: the answers are held to their meaning, and the service to the writes it sees.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EngineRecordingTests
{
    [TestCaseSource(nameof(Names))]
    public async Task Replay_OfTheRecording_MeansWhatIsWanted(string name)
    {
        var scenario = Scenario.All.Single(scenario => scenario.Name == name);
        var (wanted, answered) = await ReplayAsync(scenario);

        Assert.That(answered, Is.EqualTo(wanted));
    }

    [Test]
    public void Recordings_All_HaveAScenario() => Assert.That(Scenario.All.Select(scenario => scenario.Name), Is.EquivalentTo(RecordedCall.Files));

    private static IEnumerable<string> Names() => Scenario.All.Select(scenario => scenario.Name);

    /// <returns>A line for each call that has a meaning, and last the writes.</returns>
    private static async Task<(string Wanted, string Answered)> ReplayAsync(Scenario scenario)
    {
        var calls = RecordedCall.Read(scenario.Name);
        // In the service's time the rollout that the state holds was started when the state says.
        var start = calls.Select(call => call.Created).FirstOrDefault(time => time is not null) ?? new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero);
        await using var fixture = await ReplayFixture.OpenAsync(scenario.Fleet, start, scenario.Progress);
        scenario.Before(fixture);
        fixture.Notice();
        fixture.Cloud.ClearCalls();
        List<string> wanted = [], answered = [];
        RecordedCall? before = null;
        foreach (var call in calls)
        {
            if (call.Call == "Handshake" && wanted.Count > 0)
                scenario.Meanwhile(fixture);
            string? answer = await SendAsync(fixture, call, scenario.InterruptedAt);
            if (scenario.WantedOf(call, before) is { } meaning)
            {
                wanted.Add($"{call.Call}: {meaning}");
                answered.Add($"{call.Call}: {Scenario.AnswerOf(call, before, answer)}");
            }

            before = call;
        }

        return ($"{string.Join('\n', wanted)}\n{scenario.Writes}", $"{string.Join('\n', answered)}\n{fixture.Writes}");
    }

    private static async Task<string?> SendAsync(ReplayFixture fixture, RecordedCall call, ActivityStatus? interruptedAt)
    {
        var answer = fixture.SendAsync(call);
        if (interruptedAt is { } status && call is { Call: "Create" or "Delete", IsPreview: false })
        {
            await Eventually.Is(() => fixture.Cloud.Cloud.Snapshot().Activities.Any(activity => activity.Status == status), $"{status}");
            await fixture.SendAsync(new("Cancel", [], null));
        }

        return await answer.Soon();
    }
}
