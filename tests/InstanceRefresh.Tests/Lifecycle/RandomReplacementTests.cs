using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>
/// One reviewed change after the other, each with an <c>up</c> that may be interrupted, killed or refused, then <c>up</c> until quiet. However the runs ended, each
/// change of a trigger has started one rollout at most, and the last one exactly one.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RandomReplacementTests
{
    [FsCheck.NUnit.Property(MaxTest = 40, Arbitrary = [typeof(Walks)], Replay = TestSeed.Fixed)]
    public void Up_AfterAnyChanges_RollsEachTriggerOnceAndTheLastOneForSure(Walk walk) => WalkAsync(walk).GetAwaiter().GetResult();

    private static async Task WalkAsync(Walk walk)
    {
        await using var fixture = await Fixture.OpenAsync();
        var engine = new SmallEngine(fixture);
        foreach (var step in walk.Steps)
        {
            int before = engine.Started;
            engine.Change(step.Edit);
            await engine.UpAsync(step.End, step.AtLine);
            fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(step.MinutesLater));
            Assert.That(engine.Started - before, Is.LessThanOrEqualTo(1), $"two starts in one run: {walk}");
        }

        for (int runs = 0; runs < 8 && !engine.IsQuiet; runs++)
        {
            await engine.UpAsync(RunEnd.Itself, atLine: 0);
            // A lost rollout of an older image holds the group until its end.
            fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.That(engine.IsQuiet, Is.True, $"never quiet: {walk}");
        Assert.That(engine.StartsByChange.Values, Is.All.LessThanOrEqualTo(1), $"two starts for one change: {walk}");
        Assert.That(engine.StartsByChange.GetValueOrDefault(engine.Changes), Is.EqualTo(1), $"the last change was not rolled: {walk}");
        Assert.That(engine.StoredActivity, Is.EqualTo(fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id), $"{walk}");
        Assert.That(fixture.StatusOf(), Is.EqualTo(ActivityStatus.Successful), $"{walk}");
    }

    public enum Edit
    {
        None,

        /// <summary>Another label: the launch configuration tells nothing of it.</summary>
        Label,
        Image,
    }

    public enum RunEnd
    {
        Itself,
        CtrlC,

        /// <summary>What the run has done is in no state.</summary>
        Killed,

        /// <summary>The service refuses the start, after the old entry was deleted.</summary>
        StartRefused,

        /// <summary>The answer to the start is lost.</summary>
        StartAnswerLost,
    }

    public sealed record Step(Edit Edit, RunEnd End, int AtLine, int MinutesLater)
    {
        public override string ToString() => $"{Edit}, {End} at {AtLine}, {MinutesLater} min";
    }

    public sealed record Walk(ImmutableArray<Step> Steps)
    {
        public override string ToString() => string.Join(" → ", Steps);
    }

    public static class Walks
    {
        public static Arbitrary<Walk> All() => (
            from steps in (
                from edit in Gen.Elements(Enum.GetValues<Edit>())
                from end in Gen.Elements(Enum.GetValues<RunEnd>())
                from line in Gen.Choose(1, 25)
                from minutes in Gen.Elements(0, 3, 40)
                select new Step(edit, end, line, minutes)).ListOf()
            select new Walk(Tellable([new Step(Edit.Image, RunEnd.Itself, 0, 0), .. steps.Take(5)]))).ToArbitrary();

        /// <summary>
        /// After a run that may have lost its rollout a label alone is not changed: the service's activity carries no label, so nobody could tell whose the
        /// lost one is.
        /// </summary>
        private static ImmutableArray<Step> Tellable(IReadOnlyList<Step> steps)
            => [.. steps.Select((step, i) => i > 0 && steps[i - 1].End is RunEnd.Killed or RunEnd.StartAnswerLost && step.Edit == Edit.Label
                ? step with { Edit = Edit.Image } : step)];
    }

    /// <summary>As much of the engine as replaces a resource: diff, delete, create or update, each run in a process of its own.</summary>
    private sealed class SmallEngine(Fixture fixture)
    {
        private RefreshInputs _wanted = Fixture.Inputs();
        private (OperationResult Result, RefreshInputs Inputs, bool PendingReplacement)? _state;

        public int Changes { get; private set; }

        public Dictionary<int, int> StartsByChange { get; } = [];

        public bool IsQuiet { get; private set; }

        public int Started => fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Length;

        public string? StoredActivity => _state?.Result.Outputs.RefreshActivityId;

        public void Change(Edit edit)
        {
            if (edit == Edit.None)
                return;
            Changes++;
            _wanted = _wanted with { Triggers = _wanted.Triggers.SetItem(edit.ToString(), $"{Changes}") };
            if (edit != Edit.Image)
                return;
            // Told apart from the start of a rollout by the second.
            fixture.Service.Cloud.Advance(TimeSpan.FromSeconds(2));
            fixture.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"img-{{Changes:00000000}}"}""");
            fixture.Service.Cloud.Advance(TimeSpan.FromSeconds(2));
        }

        public async Task UpAsync(RunEnd end, int atLine)
        {
            int before = Started;
            fixture.Service.Faults.Clear();
            if (end == RunEnd.StartRefused)
                fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.AutoScalingGroupAbnormalStatus));
            if (end == RunEnd.StartAnswerLost)
                fixture.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
            using var broken = new CancellationTokenSource();
            int lines = 0;
            fixture.Log.OnLine = _ => end is RunEnd.CtrlC or RunEnd.Killed && ++lines == atLine ? broken.CancelAsync() : Task.CompletedTask;
            try
            {
                await RunAsync(fixture.InterruptedBy(broken.Token), isNoted: end != RunEnd.Killed || atLine == 0).Soon();
            }
            catch (Exception plain) when (plain is CloudException or OperationCanceledException or RolloutRefusedException or DeletionIncompleteException)
            {
                // A plain error leaves the state as it is.
            }

            StartsByChange[Changes] = StartsByChange.GetValueOrDefault(Changes) + Started - before;
        }

        private async Task RunAsync(OperationContext context, bool isNoted)
        {
            IsQuiet = false;
            var ledger = new OperationLedger();
            var process = fixture.NewProcess(ledger);
            if (_state is not { } old)
            {
                ledger.Check(Fixture.Urn, null, null, _wanted.ToMap());
                await CreateAsync(process, context, isNoted);
                return;
            }

            var id = ActivityId.Parse(old.Result.Id);
            var (olds, outputs, news) = (old.Inputs, old.Result.Outputs, _wanted.ToMap());
            ledger.Check(Fixture.Urn, olds, outputs, news);
            var diff = ledger.Diff(Fixture.Urn, id, olds, outputs, news);
            if (diff.Replaces || old.PendingReplacement)
            {
                ledger.Check(Fixture.Urn, null, null, news);
                if (!old.PendingReplacement)
                    await process.DeleteAsync(Fixture.Urn, id, old.Inputs, old.Result.Outputs, context);
                _state = old with { PendingReplacement = true };
                await CreateAsync(process, context, isNoted);
            }
            else if (diff.Changes || old.Result is OperationResult.Incomplete)
            {
                var updated = await process.UpdateAsync(Fixture.Urn, id, old.Inputs, old.Result.Outputs, _wanted, context);
                if (isNoted)
                    _state = (updated, updated is OperationResult.Incomplete ? old.Inputs : _wanted, false);
            }
            else
            {
                IsQuiet = true;
            }
        }

        private async Task CreateAsync(RefreshLifecycle process, OperationContext context, bool isNoted)
        {
            var made = await process.CreateAsync(Fixture.Urn, _wanted, context);
            if (isNoted)
                _state = (made, _wanted, false);
        }
    }
}
