using System.Collections.Immutable;
using TencentcloudRefresh.Journeys.Tests.Chaos;

namespace TencentcloudRefresh.Journeys.Tests.Promises;

/// <summary>Something that the project promises, and the test that holds it to its word.</summary>
/// <param name="Name">Under which the test says what it has tried; see <see cref="TestKit.Proof"/>.</param>
/// <param name="Says">The promise, one sentence.</param>
/// <param name="Project">Where the test is.</param>
/// <param name="Test">The method that proves it.</param>
internal sealed record Promise(string Name, string Says, string Project, string Test)
{
    private const string Journeys = "Journeys.Tests";

    /// <summary>What broke it once: the texts of the tests that have guarded it since.</summary>
    public ImmutableArray<string> Mended { get; init; } = [];

    public static IReadOnlyList<Promise> All { get; } =
    [
        OfChaos("never twice", "No rollout is started while the state or the service shows an own one for the same request.") with
        {
            Mended =
            [
                "second start after a lost answer", "killed after its start, ended well, and the next run started a second time",
                "a replacement whose run was killed after its start was started again",
                "answers without times, after a create that was killed, made the next one start a second time",
                "a create that was killed started a second time, where somebody else had rolled the group in between",
                "a create that was to be paused was killed, its rollout ran to the end, and the next one started a second time",
            ],
        },
        OfChaos("never a stranger's", "Nothing is written to an activity of somebody else before code has said that it is the program's own.") with
        {
            Mended =
            [
                "a second stack on the group resumed the first one's canary past its approval, and its destroy cancelled it", "a foreign activity that resembled ours was resumed",
            ],
        },
        OfChaos("never lost", "Whatever ends a run that can still store something, the id of what it has started is in the state.") with
        {
            Mended = ["a signal in a create lost the id where the service was slower than the server's grace"],
        },
        OfChaos("true state", "The state says what the service says; every instance is refreshed or named.") with
        {
            Mended = ["an interrupt while the instances were compared stored a success that nothing had compared", "an instance in standby before the rollout: 3/3 Succeeded", "a rollout that was taken over at a pause ended as if its trigger had been rolled"],
        },
        OfChaos("no forbidden call", "No call is made that the last look at the activity forbids, and no pause is resumed that is not approved.") with
        {
            Mended =
            [
                "an interrupt before the first poll sent a stop to a rollout that was paused already",
                "an interrupt between a poll that showed a pause and the look at its launch configuration sent a stop, and told its refusal as an error",
                "a resume began a batch that was not approved, since an earlier batch had failed",
            ],
        },
        OfChaos("every wait ends", "No wait lasts for ever; once trouble has ended `pulumi up` comes to rest, and a further one changes nothing.") with
        {
            Mended =
            [
                "a changed trigger started nothing after its replacement was interrupted between deletion and start",
                "a forced replacement of an adopted, paused rollout was refused for ever, with options as the reason that nobody had set",
            ],
        },
        new("crash points", "Killed at any call, answer or stored state, new processes end the operation with one rollout, and nothing is lost.", Journeys,
            nameof(CrashPointTests.KilledAnywhere_NewProcesses_EndItWithOneRolloutAndNothingLost))
        {
            Mended = ["a replacement interrupted between deletion and start was never started, since the old rollout looked like a lost one"],
        },
        new("real kills", "The same with kill -9 of the real executables.", Journeys, nameof(RealKillTests.Up_KilledAtACall_TheNextRunsEndItWithOneStart)),
        new("secrets", "No key and no secret trigger is in an output, error, state, report, recording or argument.", Journeys,
            nameof(Secrets.SecretJourneyTests.Up_AServiceThatRepeatsTheKey_ShowsItNowhere))
        {
            Mended =
            [
                "a key from the stack's configuration stood in clear in the state",
                "a secret that the service repeated in an instance's message stood in all reports and in the recording",
            ],
        },
        new("hostile messages", "No message, however broken, ends the provider or holds it for a second, and it stays small.", "Provider.Tests", "BrokenMessages_ToEveryMethod_AreAnsweredSoonAndHurtNobody")
        {
            Mended = ["huge requests took up to 840 MiB", "deeply nested brackets ended the process"],
        },
        new("hostile frames", "The same of what is no HTTP/2 at all.", "Provider.Tests", "BrokenFrames_OnAConnectionEach_HurtNobody"),
        new("hostile texts", "No answer, credential file, project or stack file, fleet, recording or fault expression ends or holds its reader.", "AutoScaling.Tests", "Reader_OfAnswers_DoesNotCrash")
        {
            Mended = ["a null in a list of batches was a NullReferenceException", "half of a surrogate pair makes an answer unreadable"],
        },
        new("soak", "A process that rolls many groups again and again keeps its memory and its handles within 5 %.", "InstanceRefresh.Tests",
            "ManyGroups_RollingForHours_MemoryAndHandlesStayWhatTheyWere"),
    ];

    private static Promise OfChaos(string name, string says) => new(name, says, Journeys, nameof(ChaosTests.AnySeed_WhateverHappens_KeepsAllRules));
}
