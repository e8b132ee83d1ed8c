using FsCheck;
using FsCheck.Fluent;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>Random verifications, alarms, refusals, interrupts and kills, then <c>up</c> until quiet.</summary>
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
        fixture.Log.OnLine = async line =>
        {
            if (++lines == journey.InterruptAtLine)
                await ctrlC!.CancelAsync();
        };

        OperationResult? stored = null;
        for (int runs = 0; runs < 6; runs++)
        {
            using var interrupt = ctrlC = new CancellationTokenSource();
            try
            {
                var result = stored is null ? await fixture.CreateAsync(journey.Inputs, fixture.InterruptedBy(interrupt.Token), fixture.NewProcess())
                    : stored is OperationResult.Incomplete || RefreshDiff.Between(journey.Inputs, stored.Outputs, journey.Inputs.ToMap()).Changes
                        ? await fixture.UpdateAsync(stored, Claiming(stored, journey.Inputs), fixture.InterruptedBy(interrupt.Token))
                        : stored;
                // A run that is killed stores nothing of what it has seen.
                stored = journey.KilledRun == runs && stored is not null ? stored : result;
            }
            catch (Exception nothingMade) when (nothingMade is CloudException or OperationCanceledException or RolloutRefusedException)
            {
                // Nothing was stored.
            }

            Assert.That(stored is null || !RefreshDiff.Between(journey.Inputs, stored.Outputs, journey.Inputs.ToMap()).Replaces, Is.True, $"{journey}: asks for a second rollout");
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

        if (stored!.Outputs is { Outcome: RefreshOutcome.Succeeded } outputs)
            Assert.That(outputs.Verification?.Verdict, Is.EqualTo(VerificationVerdict.Passed), $"{journey}: a success that was not verified");
    }

    private static RefreshInputs Claiming(OperationResult stored, RefreshInputs inputs)
        => stored.Outputs.Adopted ? inputs with { OnConflict = ConflictPolicy.Adopt } : inputs;

    public sealed record Journey(RefreshInputs Inputs, IReadOnlyList<Fault> Faults, int InterruptAtLine, int KilledRun)
    {
        public VerificationSettings Verification => Inputs.Verification!;

        public bool VerifiesAfter(int batch) => !Verification.PauseAfterBatches.IsEmpty ? Verification.PauseAfterBatches.Contains(batch)
            : Inputs.Settings.BatchPause == BatchPause.EveryBatch || (Inputs.Settings.BatchPause == BatchPause.FirstBatch && batch == 1);

        public override string ToString()
            => $"bake {Verification.Bake}, {Verification.OnFailure}, pauses {string.Join("+", Verification.PauseAfterBatches)} {Inputs.Settings.BatchPause}, interrupt at {InterruptAtLine}, "
                + $"killed {KilledRun}, {string.Join(" + ", Faults.Select(fault => $"{fault.Kind} {fault.Action}{fault.AtBatch} after {fault.Milliseconds} for {fault.Seconds} x{fault.Times}"))}";
    }

    public static class Journeys
    {
        public static Arbitrary<Journey> All() => (
            from pause in Gen.Elements(BatchPause.Automatic, BatchPause.FirstBatch, BatchPause.EveryBatch)
            from pauses in Gen.Elements<int[]>([], [], [1], [2], [1, 2])
            from bake in Gen.Elements(0, 60, 300)
            from action in Gen.Elements(Enum.GetValues<VerificationAction>())
            from line in Gen.Choose(1, 60)
            from killed in Gen.Choose(0, 4)
            from faults in Trouble.ListOf()
            select new Journey(
                Fixture.Inputs(3, inputs => inputs with
                {
                    Settings = inputs.Settings with { BatchPause = pause },
                    Verification = new VerificationSettings { Bake = TimeSpan.FromSeconds(bake), AlarmPolicyIds = [Policy], OnFailure = action, PauseAfterBatches = [.. pauses] },
                }),
                [.. faults.Take(4)], line, killed)).ToArbitrary();

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
