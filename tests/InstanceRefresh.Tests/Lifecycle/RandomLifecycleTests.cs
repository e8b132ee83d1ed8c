using FsCheck;
using FsCheck.Fluent;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Random programs, random trouble, then <c>up</c> until quiet: what is stored, what the cloud says and what the program wants agree, and one rollout was started.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RandomLifecycleTests
{
    [FsCheck.NUnit.Property(MaxTest = 25, Arbitrary = [typeof(Journeys)], Replay = TestSeed.Fixed)]
    public void Up_UntilQuiet_EndsWhereTheProgramWantsIt(Journey journey) => UpAsync(journey).GetAwaiter().GetResult();

    private static async Task UpAsync(Journey journey)
    {
        await using var fixture = await Fixture.OpenAsync();
        foreach (var fault in journey.Faults)
            fixture.Service.Faults.Add(fault);
        int lines = 0;
        CancellationTokenSource? ctrlC = null;
        fixture.Log.OnLine = _ => ++lines == journey.InterruptAtLine ? ctrlC!.CancelAsync() : Task.CompletedTask;

        OperationResult? stored = null;
        bool idle = false;
        for (int runs = 0; runs < 12 && !idle; runs++)
        {
            using var interrupt = ctrlC = new CancellationTokenSource();
            try
            {
                if (stored is null)
                    stored = await fixture.CreateAsync(journey.Inputs, fixture.InterruptedBy(interrupt.Token), fixture.NewProcess());
                else if (stored is OperationResult.Incomplete || Diff(stored, journey.Inputs).Changes)
                    stored = await fixture.UpdateAsync(stored, Claiming(stored, journey.Inputs), fixture.InterruptedBy(interrupt.Token));
                else
                    idle = true;
            }
            catch (Exception nothingMade) when (nothingMade is CloudException or OperationCanceledException or RolloutRefusedException)
            {
                // Nothing was stored, as the engine would have it: the next run creates again. Refused: the answer left out when its activity began,
                // so that whose it is could not be reported.
            }
        }

        Assert.That(idle, Is.True, $"never quiet: {journey}; last {stored?.Outputs.Status}");
        var activity = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single();
        Assert.That(stored!.Outputs.RefreshActivityId, Is.EqualTo(activity.Id));
        Assert.That(stored.Outputs.Status, Is.EqualTo(fixture.StatusOf()));
        Assert.That(stored.Outputs.Outcome, journey.Inputs.ApprovedThroughBatch is null or >= 2
            ? Is.EqualTo(RefreshOutcome.Succeeded) : Is.AnyOf(RefreshOutcome.Succeeded, RefreshOutcome.AwaitingApproval));
        if (journey.Inputs.ApprovedThroughBatch is { } approved && journey.Inputs.Settings.BatchPause == BatchPause.EveryBatch)
            Assert.That(stored.Outputs.CurrentBatch, Is.LessThanOrEqualTo(approved + 1), "nothing goes beyond what is approved");
    }

    /// <summary>What the next steps of an adopted rollout ask of the program: to say that it is its own.</summary>
    private static RefreshInputs Claiming(OperationResult stored, RefreshInputs inputs)
        => stored.Outputs.Adopted ? inputs with { OnConflict = ConflictPolicy.Adopt } : inputs;

    private static DiffResult Diff(OperationResult stored, RefreshInputs inputs) => RefreshDiff.Between(inputs, stored.Outputs, inputs.ToMap());

    public sealed record Journey(RefreshInputs Inputs, IReadOnlyList<Fault> Faults, int InterruptAtLine)
    {
        public override string ToString()
            => $"{Inputs.Settings.BatchPause}, approved {Inputs.ApprovedThroughBatch}, retries {Inputs.FailureRetries}, {Inputs.OnInterrupt}, interrupt at line {InterruptAtLine}, "
                + string.Join(" + ", Faults.Select(fault => $"{fault.Kind} {fault.Action}{fault.AtBatch} x{fault.Times}"));
    }

    public static class Journeys
    {
        private static readonly string[] Writes = ["StartInstanceRefresh", "ResumeInstanceRefresh", "StopInstanceRefresh"];
        private static readonly FaultKind[] Indeterminate = [FaultKind.LostAnswer, FaultKind.Http, FaultKind.Truncate, FaultKind.Reset];

        public static Arbitrary<Journey> All() => (
            from pause in Gen.Elements(BatchPause.Automatic, BatchPause.FirstBatch, BatchPause.EveryBatch)
            from approved in Gen.Elements<int?>(null, null, 0, 1, 2, 3)
            from retries in Gen.Choose(0, 2)
            from onInterrupt in Gen.Elements(Enum.GetValues<InterruptPolicy>())
            from line in Gen.Choose(1, 40)
            from faults in Trouble.ListOf()
            select new Journey(
                Fixture.Inputs(3, inputs => inputs with
                {
                    Settings = inputs.Settings with { BatchPause = pause },
                    ApprovedThroughBatch = approved,
                    FailureRetries = retries,
                    OnInterrupt = onInterrupt,
                }),
                [.. faults.Take(4)], line)).ToArbitrary();

        private static Gen<Fault> Trouble => Gen.OneOf(
            from batch in Gen.Choose(1, 3)
            select Fault.InBatch(Fixture.Group, batch),
            from action in Gen.Elements(Writes)
            from kind in Gen.Elements(Indeterminate)
            from phase in Gen.Elements(Enum.GetValues<FaultPhase>())
            select Fault.OfAction(action, kind, phase),
            from kind in Gen.Elements(Indeterminate.Append(FaultKind.EmptySet).Append(FaultKind.Sparse).ToArray())
            from times in Gen.Choose(1, 3)
            select Fault.OfAction("DescribeRefreshActivities", kind) with { Times = times },
            Gen.Constant(Fault.ThirdParty(Fixture.Group, FaultKind.Pause, 2)));
    }
}
