using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>A run that is killed after its verification has undone the rollout stores nothing of that: the next one must not start a second rollout.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KilledVerificationTests
{
    private const string Policy = "policy-1b842bhh";

    private static readonly VerificationSettings Alarms = new() { Bake = TimeSpan.FromMinutes(5), AlarmPolicyIds = [Policy] };

    [Bug("a run that was killed after its verification had undone the rollout was followed by a second rollout under the same triggers")]
    [TestCase(VerificationAction.Cancel, false, "Start Resume Stop Cancel", RefreshOutcome.Cancelled, DesiredState.Cancelled)]
    [TestCase(VerificationAction.Cancel, true, "Start Resume Stop Cancel", RefreshOutcome.Cancelled, DesiredState.Cancelled)]
    [TestCase(VerificationAction.RollBack, false, "Start Resume Stop Rollback", RefreshOutcome.RolledBack, DesiredState.RolledBack)]
    [TestCase(VerificationAction.RollBack, true, "Start Resume Stop Rollback", RefreshOutcome.RolledBack, DesiredState.RolledBack)]
    public async Task Update_AfterAnUpdateThatWasKilled_StartsNothingUnderTheSameTriggers(
        VerificationAction action, bool refreshes, string writes, RefreshOutcome outcome, DesiredState accepting)
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2));
        var (stored, inputs) = await HeldAsync(fixture, action);
        await fixture.UpdateAsync(stored, inputs);

        if (refreshes)
        {
            var read = (ReadResult.Unhealthy)await fixture.ReadAsync(stored.Id, inputs, stored.Outputs);
            Assert.That(read.Reasons, Has.Some.EqualTo("It is not started again under the same triggers."));
            stored = new OperationResult.Incomplete(stored.Id, read.Outputs, read.Reasons);
        }

        var first = Diff(stored, inputs);
        var reported = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();
        var again = (await fixture.UpdateAsync(reported, inputs)).MustBeIncomplete();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((outcome, writes)));
            Assert.That(reported.Reasons, Has.Some.Contains("A run that was killed may have ").And.Some.EqualTo("It is not started again under the same triggers."));
            Assert.That(again.Reasons.Skip(1), Is.EqualTo(reported.Reasons.Skip(1)));
            Assert.That(first, Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That(Diff(again, inputs), Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That(Diff(again, inputs with { Triggers = inputs.Triggers.SetItem("password", "another") }, inputs).Replaces, Is.True);
        }

        var accepted = (await fixture.UpdateAsync(again, inputs with { DesiredState = accepting }, oldInputs: inputs)).MustBeDone();
        Assert.That(Diff(accepted, inputs, inputs with { DesiredState = accepting }).Replaces, Is.True, "set and set back tries the same again");
    }

    [Bug("the setting of verification that the killed run had worked with was not the one that the next run looked at")]
    [Test]
    public async Task Update_AfterTheSettingWasTakenBack_StartsNothingUnderTheSameTriggers()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2));
        var (stored, inputs) = await HeldAsync(fixture, VerificationAction.Cancel);
        await fixture.UpdateAsync(stored, inputs);

        var pauses = inputs with { Verification = Alarms with { OnFailure = VerificationAction.Pause } };
        var reported = (await fixture.UpdateAsync(stored, pauses, oldInputs: inputs)).MustBeIncomplete();

        Assert.That(Diff(reported, pauses).Replaces, Is.False);
    }

    [Bug("a create that was killed after its verification had undone the rollout was followed by a second rollout under the same triggers")]
    [TestCase(VerificationAction.Cancel, "Start Stop Cancel", RefreshOutcome.Cancelled, DesiredState.Cancelled)]
    [TestCase(VerificationAction.RollBack, "Start Stop Rollback", RefreshOutcome.RolledBack, DesiredState.RolledBack)]
    public async Task Create_AfterACreateThatWasKilled_StartsNothingUnderTheSameTriggers(
        VerificationAction action, string writes, RefreshOutcome outcome, DesiredState accepting)
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1));
        var inputs = Canary(Alarms with { OnFailure = action });
        await fixture.CreateAsync(inputs);

        var preview = await fixture.PreviewAsync(inputs, process: fixture.NewProcess());
        var reported = (await fixture.CreateAsync(inputs, process: fixture.NewProcess())).MustBeIncomplete();
        var again = (await fixture.UpdateAsync(reported, inputs)).MustBeIncomplete();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Warnings, Has.Some.Contains("does not start it again"));
            Assert.That((reported.Outputs.Outcome, again.Outputs.Outcome, fixture.Writes), Is.EqualTo((outcome, outcome, writes)));
            Assert.That(Diff(reported, inputs), Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That(Diff(again, inputs), Has.Property("Changes").True.And.Property("Replaces").False);
        }

        var accepted = (await fixture.UpdateAsync(again, inputs with { DesiredState = accepting }, oldInputs: inputs)).MustBeDone();
        Assert.That(Diff(accepted, inputs, inputs with { DesiredState = accepting }).Replaces, Is.True, "set and set back tries the same again");
    }

    [TestCase(VerificationAction.Cancel, "Start Cancel")]
    [TestCase(VerificationAction.RollBack, "Start Rollback")]
    public async Task Create_AfterACreateThatWasKilledInTheSecondDayOfItsBake_StartsNothing(VerificationAction action, string writes)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with
        {
            AdvancePerDescribe = TimeSpan.FromMinutes(10),
        });
        using var port = new AnsweringPort(asked => asked < 30 ? 200 : 503);
        var check = new HttpCheck(port.Url) { Interval = TimeSpan.FromHours(1) };
        var inputs = Canary(new VerificationSettings { Bake = TimeSpan.FromHours(40), HttpChecks = [check], OnFailure = action });
        await fixture.CreateAsync(inputs);

        var told = (await fixture.CreateAsync(inputs, process: fixture.NewProcess())).MustBeIncomplete();

        Assert.That(fixture.Writes, Is.EqualTo(writes));
        Assert.That(Diff(told, inputs).Replaces, Is.False);
    }

    [Bug("a create that was killed while its verification rolled back started a second rollout once the rollback had ended")]
    [Test]
    public async Task Create_AfterACreateThatWasKilledInItsRollback_WaitsForItsEndAndStartsNothing()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1));
        var inputs = Canary(Alarms with { OnFailure = VerificationAction.RollBack });
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = _ => fixture.Writes.EndsWith("Rollback", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        await fixture.CreateAsync(inputs, fixture.InterruptedBy(ctrlC.Token));
        fixture.Log.OnLine = null;

        await Assert.ThatAsync(() => fixture.CreateAsync(inputs, process: fixture.NewProcess()), Throws.TypeOf<RolloutRefusedException>());
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        var reported = (await fixture.CreateAsync(inputs, process: fixture.NewProcess())).MustBeIncomplete();

        Assert.That((reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.RolledBack, "Start Stop Rollback")));
        Assert.That(Diff(reported, inputs).Replaces, Is.False);
    }

    [Bug("after a kill the end of a rollout was verified although its rollback was on the way")]
    [Test]
    public async Task Update_AfterAKillThatRolledTheEndBack_FollowsTheRollback()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 3) with { Milliseconds = 100_000 });
        var (stored, inputs) = await HeldAsync(fixture, VerificationAction.RollBack);
        await fixture.UpdateAsync(stored, inputs);

        var reported = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();

        Assert.That((reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.RolledBack, "Start Resume Rollback")));
        Assert.That(Diff(reported, inputs).Replaces, Is.False);
    }

    [TestCase(VerificationAction.Cancel, "Start Resume Stop Cancel")]
    [TestCase(VerificationAction.RollBack, "Start Resume Stop Rollback")]
    public async Task Update_AfterAKillBetweenTheStopAndWhatFollows_AsksAgainFromTheBatchsStart(VerificationAction action, string writes)
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2, seconds: 30));
        var (stored, inputs) = await HeldAsync(fixture, action);
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = _ => fixture.Writes.EndsWith("Stop", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        inputs = inputs with { ApprovedThroughBatch = null };
        await fixture.UpdateAsync(stored, inputs, fixture.InterruptedBy(ctrlC.Token));
        fixture.Log.OnLine = null;
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));

        var paused = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();
        string writesBefore = fixture.Writes;
        var undone = (await fixture.UpdateAsync(paused, inputs)).MustBeIncomplete();

        Assert.That(writesBefore, Is.EqualTo("Start Resume Stop"), "a pause that nobody was told of is told first");
        Assert.That(fixture.Writes, Is.EqualTo(writes));
        Assert.That(undone.Reasons, Has.Some.StartsWith($"Alarm policy {Policy} "));
        Assert.That(Diff(undone, inputs).Replaces, Is.False);
    }

    [Bug("a pause after a stop by a killed run awaited approval although its batch had not been verified")]
    [Test]
    public async Task Update_AfterAKillBetweenTheStopAndWhatFollows_VerifiesWhatIsNotApproved()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2));
        var (stored, inputs) = await HeldAsync(fixture, VerificationAction.Pause);
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = _ => fixture.Writes.EndsWith("Stop", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        await fixture.UpdateAsync(stored, inputs, fixture.InterruptedBy(ctrlC.Token));
        fixture.Log.OnLine = null;
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));

        var failed = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();

        Assert.That((failed.Outputs.Status, failed.Outputs.Outcome, fixture.Writes), Is.EqualTo(("MANUAL_PAUSE", RefreshOutcome.Failed, "Start Resume Stop")));
    }

    [Bug("the end was verified without the batches that had run since the last verification while nobody watched")]
    [Test]
    public async Task Update_AfterAKillBeforeTheStop_AsksAtTheEndAboutEveryBatchSinceTheLastVerification()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2, seconds: 30));
        var (stored, inputs) = await HeldAsync(fixture, VerificationAction.Pause);
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("Stopping", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        await fixture.UpdateAsync(stored, inputs, fixture.InterruptedBy(ctrlC.Token));
        fixture.Log.OnLine = null;
        fixture.Clock.Advance(TimeSpan.FromMinutes(20));

        var failed = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();
        var done = (await fixture.UpdateAsync(failed, inputs)).MustBeDone();

        Assert.That((failed.Outputs.Status, failed.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", RefreshOutcome.Failed)));
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    [TestCase(VerificationAction.Cancel, false)]
    [TestCase(VerificationAction.Pause, true)]
    public async Task Update_CancelledByHandMeanwhile_IsStartedAgainOnlyWhereNoVerificationCanHaveDoneThat(VerificationAction action, bool replaces)
    {
        await using var fixture = await OpenAsync();
        var (stored, inputs) = await HeldAsync(fixture, action);
        fixture.ByHand("CancelInstanceRefresh", stored.Outputs.RefreshActivityId);

        var reported = (await fixture.UpdateAsync(stored, inputs)).MustBeIncomplete();

        Assert.That(Diff(reported, inputs).Replaces, Is.EqualTo(replaces));
    }

    [Test]
    public async Task Update_CancelledByHandWhileItIsWatched_IsStartedAgain()
    {
        await using var fixture = await OpenAsync();
        var (stored, inputs) = await HeldAsync(fixture, VerificationAction.Cancel);
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("baking ", StringComparison.Ordinal) && fixture.StatusOf() == ActivityStatus.AutoPause)
                fixture.ByHand("CancelInstanceRefresh", stored.Outputs.RefreshActivityId);
            return Task.CompletedTask;
        };
        var everyPause = inputs with { Verification = inputs.Verification! with { Bake = TimeSpan.FromHours(1) } };

        var reported = (await fixture.UpdateAsync(stored, everyPause)).MustBeIncomplete();

        Assert.That(reported.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Cancelled));
        Assert.That(Diff(reported, everyPause).Replaces, Is.True);
    }

    /// <summary>The canary is verified and awaits approval, which the inputs then give.</summary>
    private static async Task<(OperationResult Stored, RefreshInputs Inputs)> HeldAsync(Fixture fixture, VerificationAction action)
    {
        var inputs = Canary(Alarms with { OnFailure = action }) with { ApprovedThroughBatch = 0 };
        return ((await fixture.CreateAsync(inputs)).MustBeDone(), inputs with { ApprovedThroughBatch = 1 });
    }

    private static Task<Fixture> OpenAsync()
        => Fixture.OpenAsync(change: options => options with { Fleet = Seed.WithGroup(Fixture.Group, 6).AndAlarmPolicy(Policy, "web cpu") });

    private static RefreshInputs Canary(VerificationSettings verification) => Fixture.Inputs(change: inputs => inputs with
    {
        Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
        Verification = verification,
    });

    private static DiffResult Diff(OperationResult stored, RefreshInputs wanted, RefreshInputs? before = null)
        => RefreshDiff.Between(before ?? wanted, stored.Outputs, wanted.ToMap());
}
