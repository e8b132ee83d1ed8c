using FsCheck;
using FsCheck.Fluent;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>Random verifications, alarms, refusals, interrupts, kills and changes of the launch configuration, then <c>up</c> until quiet.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RandomVerificationTests
{
    private const string Policy = "policy-1b842bhh";

    [FsCheck.NUnit.Property(MaxTest = 25, Arbitrary = [typeof(Journeys)], Replay = TestSeed.Fixed)]
    public void Up_WhateverHappens_ResumesNothingUnverifiedAndStartsOnce(Journey journey) => UpAsync(journey).GetAwaiter().GetResult();

    private static async Task UpAsync(Journey journey)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with { Fleet = Seed.WithGroup(Fixture.Group, 6).AndAlarmPolicy(Policy) });
        foreach (var fault in journey.Faults)
            fixture.Service.Faults.Add(fault);
        int lines = 0;
        CancellationTokenSource? ctrlC = null;
        DateTimeOffset? changedAt = null;
        fixture.Log.OnLine = async line =>
        {
            if (++lines == journey.ChangeAtLine)
                (_, changedAt) = (Change(fixture), fixture.Clock.GetUtcNow());
            if (journey.InterruptAtLines.Contains(lines))
                await ctrlC!.CancelAsync();
        };

        OperationResult? stored = null;
        for (int runs = 0; runs < 8; runs++)
        {
            using var interrupt = ctrlC = new CancellationTokenSource();
            bool wasTold = stored?.Outputs.ReportedConfiguration is not null;
            int calls = fixture.Service.Calls.Length;
            try
            {
                if (journey.Refreshes && stored is not null)
                    stored = Read(await fixture.ReadAsync(stored.Id, journey.Inputs, stored.Outputs), stored);
                var result = await RunAsync(fixture, journey, stored, interrupt.Token);
                // A run that is killed stores nothing of what it has seen and done.
                stored = journey.KilledRuns.Contains(runs) ? stored : result;
            }
            catch (Exception nothingMade) when (nothingMade is CloudException or OperationCanceledException or RolloutRefusedException)
            {
                // Nothing was stored.
            }

            Assert.That(stored is null || !RefreshDiff.Between(journey.Inputs, stored.Outputs, journey.Inputs.ToMap()).Replaces, Is.True, $"{journey}: asks for a second rollout");
            if (changedAt is not null && !wasTold && fixture.Service.Cloud.ActivitiesOf(Fixture.Group) is [.., var first] && first.CreatedTime < changedAt)
            {
                // A change that comes between the look and the call is noticed after it; a rollback is resumed whatever the launch configuration is.
                Assert.That(
                    fixture.Service.Calls.Skip(calls).Where(call => call is { Action: "ResumeInstanceRefresh", ErrorCode: null } && call.Time > changedAt + TimeSpan.FromMinutes(1)
                        && call.Body.Contains(first.Id, StringComparison.Ordinal)), Is.Empty,
                    $"{journey}: continued with another launch configuration that nobody was told of");
            }

            fixture.Clock.Advance(journey.Between);
        }

        Assert.That(fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Count(activity => activity.OriginId is null), Is.EqualTo(1), $"{journey}: {fixture.Writes}");
        var rollout = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single(activity => activity.OriginId is null);
        var alarms = fixture.Service.Cloud.Snapshot().Alarms;
        foreach (var (batch, next) in rollout.Batches.Zip(rollout.Batches.Skip(1)).Where(pair => journey.VerifiesAfter(pair.First.Number) && pair.Second.StartTime is not null))
        {
            Assert.That(next.StartTime - batch.EndTime, Is.GreaterThanOrEqualTo(journey.Verification.Bake), $"{journey}: batch {next.Number} began before the bake was over");
            // An alarm may begin between the last question and the resume.
            Assert.That(
                alarms.Where(alarm => alarm.LastsAt(next.StartTime!.Value) && alarm.Begin < next.StartTime - TimeSpan.FromMinutes(3)), Is.Empty,
                $"{journey}: batch {next.Number} began during an alarm");
        }

        if (stored?.Outputs is { Outcome: RefreshOutcome.Succeeded } outputs)
            Assert.That(outputs.Verification?.Verdict, Is.EqualTo(VerificationVerdict.Passed), $"{journey}: a success that was not verified");
    }

    private static async Task<OperationResult?> RunAsync(Fixture fixture, Journey journey, OperationResult? stored, CancellationToken ctrlC)
        => stored is null ? await fixture.CreateAsync(journey.Inputs, fixture.InterruptedBy(ctrlC), fixture.NewProcess())
            : stored is OperationResult.Incomplete || RefreshDiff.Between(journey.Inputs, stored.Outputs, journey.Inputs.ToMap()).Changes
                ? await fixture.UpdateAsync(stored, Claiming(stored, journey.Inputs), fixture.InterruptedBy(ctrlC))
                : stored;

    private static OperationResult? Read(ReadResult read, OperationResult stored) => read switch
    {
        ReadResult.Unhealthy unhealthy => new OperationResult.Incomplete(unhealthy.Id, unhealthy.Outputs, unhealthy.Reasons),
        ReadResult.Found found => new OperationResult.Done(found.Id, found.Outputs, []),
        _ => stored,
    };

    private static bool Change(Fixture fixture)
    {
        fixture.ChangesImage("img-other001");
        return true;
    }

    private static RefreshInputs Claiming(OperationResult stored, RefreshInputs inputs)
        => stored.Outputs.Adopted ? inputs with { OnConflict = ConflictPolicy.Adopt } : inputs;

    public sealed record Journey(
        RefreshInputs Inputs, IReadOnlyList<Fault> Faults, IReadOnlyList<int> InterruptAtLines, IReadOnlyList<int> KilledRuns, bool Refreshes, TimeSpan Between, int? ChangeAtLine)
    {
        public VerificationSettings Verification => Inputs.Verification!;

        public bool VerifiesAfter(int batch) => !Verification.PauseAfterBatches.IsEmpty ? Verification.PauseAfterBatches.Contains(batch)
            : Inputs.Settings.BatchPause == BatchPause.EveryBatch || (Inputs.Settings.BatchPause == BatchPause.FirstBatch && batch == 1);

        public override string ToString()
            => $"bake {Verification.Bake}, {Verification.OnFailure}, pauses {string.Join("+", Verification.PauseAfterBatches)} {Inputs.Settings.BatchPause}, approved {Inputs.ApprovedThroughBatch}, "
                + $"interrupt at {string.Join("+", InterruptAtLines)}, killed {string.Join("+", KilledRuns)}, refreshes {Refreshes}, between {Between}, change at {ChangeAtLine}, {string.Join(" + ", Faults.Select(fault => $"{fault.Kind} {fault.Action}{fault.AtBatch} after {fault.Milliseconds} for {fault.Seconds} x{fault.Times}"))}";
    }

    public static class Journeys
    {
        public static Arbitrary<Journey> All() => (
            from pause in Gen.Elements(BatchPause.Automatic, BatchPause.FirstBatch, BatchPause.EveryBatch)
            from pauses in Gen.Elements<int[]>([], [], [1], [2], [1, 2])
            from bake in Gen.Elements(0, 60, 300)
            from action in Gen.Elements(Enum.GetValues<VerificationAction>())
            from approved in Gen.Elements<int?>(null, null, 1, 3)
            from lines in Gen.Choose(1, 80).ListOf()
            from killed in Gen.Choose(0, 5).ListOf()
            from refreshes in Gen.Elements(true, false)
            from between in Gen.Elements(0, 3, 20)
            from change in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 60).Select(line => (int?)line))
            from faults in Trouble.ListOf()
            select new Journey(
                Fixture.Inputs(3, inputs => inputs with
                {
                    ApprovedThroughBatch = approved,
                    Settings = inputs.Settings with { BatchPause = pause },
                    Verification = new VerificationSettings { Bake = TimeSpan.FromSeconds(bake), AlarmPolicyIds = [Policy], OnFailure = action, PauseAfterBatches = [.. pauses] },
                }),
                [.. faults.Take(4)], [.. lines.Take(3)],
                // What an adopted rollout began with nobody knows.
                [.. killed.Take(3).Where(run => run > 0 || change is null)], refreshes, TimeSpan.FromMinutes(between), change)).ToArbitrary();

        private static Gen<Fault> Trouble => Gen.OneOf(
            from batch in Gen.Choose(1, 3)
            from after in Gen.Elements(0, 90_000, 200_000)
            from seconds in Gen.Elements<int?>(30, 300, null)
            select Fault.Alarm(Policy, Fixture.Group, batch, seconds) with { Milliseconds = after },
            from action in Gen.Elements("DescribeAlarmHistories", "DescribeAlarmPolicy")
            from code in Gen.Elements("InternalError", "UnauthorizedOperation")
            from times in Gen.Choose(1, 10)
            select Fault.Error(action, code, times),
            from action in Gen.Elements("ResumeInstanceRefresh", "RollbackInstanceRefresh", "CancelInstanceRefresh", "StopInstanceRefresh")
            from kind in Gen.Elements(FaultKind.LostAnswer, FaultKind.Http, FaultKind.Truncate, FaultKind.Reset)
            from phase in Gen.Elements(Enum.GetValues<FaultPhase>())
            select Fault.OfAction(action, kind, phase),
            from batch in Gen.Choose(1, 3)
            select Fault.InBatch(Fixture.Group, batch));
    }
}
