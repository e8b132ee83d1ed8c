using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>Bake, alarms and URLs between batches and after the last one, over real sockets.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VerificationTests
{
    private const string Policy = "policy-1b842bhh";

    private static readonly VerificationSettings Alarms = new() { Bake = TimeSpan.FromMinutes(5), AlarmPolicyIds = [Policy] };

    [Test]
    public async Task Create_ACanaryThatPasses_BakesAndContinuesInTheSameUp()
    {
        await using var fixture = await OpenAsync();

        var done = (await fixture.CreateAsync(Canary(Alarms))).MustBeDone();

        var canary = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Batches[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
            Assert.That(fixture.TimeOf("ResumeInstanceRefresh") - canary.EndTime, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(fixture.Log.Infos, Has.Some.Matches<string>(line => line!.StartsWith("baking ", StringComparison.Ordinal) && line.Contains(" of 5m · 1/3 · 2/6 ok", StringComparison.Ordinal)));
            Assert.That(fixture.Log.Infos.Count(line => line.StartsWith("Verified ", StringComparison.Ordinal)), Is.EqualTo(2), "the canary and the end");
            Assert.That(fixture.CallsOf("DescribeAlarmPolicy"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Create_AnAlarmInTheCanary_StaysPausedUntilTheNextUpHasVerifiedAgain()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1, seconds: 240) with { Milliseconds = 100_000 });

        var failed = (await fixture.CreateAsync(Canary(Alarms))).MustBeIncomplete();
        string writesBefore = fixture.Writes;
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var done = (await fixture.UpdateAsync(failed, Canary(Alarms))).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failed.Outputs.Status, failed.Outputs.Outcome, writesBefore), Is.EqualTo(("AUTO_PAUSE", RefreshOutcome.Failed, "Start")));
            Assert.That(failed.Reasons, Has.Some.Contains($"Alarm policy {Policy} \"web cpu\" of {Fixture.Instance(1)} was in ALARM since "));
            Assert.That(Diff(failed, Canary(Alarms)), Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
        }
    }

    [Bug("why a verification had failed was printed twice, as a warning and as the error")]
    [TestCase(VerificationAction.RollBack, "Start Stop Rollback", RefreshOutcome.RolledBack, DesiredState.RolledBack)]
    [TestCase(VerificationAction.Cancel, "Start Stop Cancel", RefreshOutcome.Cancelled, DesiredState.Cancelled)]
    public async Task Create_AnAlarmInTheCanary_IsUndoneAndNeverStartedAgainUnderTheSameTriggers(
        VerificationAction action, string writes, RefreshOutcome outcome, DesiredState accepting)
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1));
        var inputs = Canary(Alarms with { OnFailure = action });

        var undone = (await fixture.CreateAsync(inputs)).MustBeIncomplete();
        var again = (await fixture.UpdateAsync(undone, inputs)).MustBeIncomplete();
        var read = await fixture.ReadAsync(undone.Id, inputs, again.Outputs);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((undone.Outputs.Outcome, again.Outputs.Outcome, fixture.Writes), Is.EqualTo((outcome, outcome, writes)));
            Assert.That(undone.Reasons, Has.Some.StartsWith($"Alarm policy {Policy} "));
            Assert.That(again.Reasons, Has.Some.StartsWith($"Alarm policy {Policy} "), "why is told each time");
            Assert.That(fixture.Log.All, Has.None.Contains($"Alarm policy {Policy} "), "and once: with the error");
            Assert.That(Diff(again, inputs), Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That(Diff(again, inputs with { Triggers = inputs.Triggers.SetItem("password", "another") }, inputs).Replaces, Is.True);
            Assert.That(read, Is.InstanceOf<ReadResult.Unhealthy>());
        }

        var accepted = (await fixture.UpdateAsync(again, inputs with { DesiredState = accepting }, oldInputs: inputs)).MustBeDone();
        Assert.That(Diff(accepted, inputs, inputs with { DesiredState = accepting }).Replaces, Is.True, "set and set back tries the same again");
        Assert.That(fixture.Writes, Is.EqualTo(writes));
    }

    [Test]
    public async Task Report_OfARolledBackCanary_SaysWhyAlsoAfterThatWasAccepted()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1) with { Milliseconds = 150_000 });
        var inputs = Canary(Alarms with { OnFailure = VerificationAction.RollBack });
        string folder = Directory.CreateTempSubdirectory("reports-").FullName;
        try
        {
            var undone = (await fixture.CreateAsync(inputs, fixture.Context(reports: folder))).MustBeIncomplete();
            string first = File.ReadAllText(Directory.GetFiles(folder, "*.md").Single());
            await fixture.UpdateAsync(undone, inputs with { DesiredState = DesiredState.RolledBack }, fixture.Context(reports: folder), oldInputs: inputs);
            string accepted = File.ReadAllText(Directory.GetFiles(folder, "*.md").Single());

            Assert.That(first, Does.Contain("### Why").And.Contain("| batch 1 | failed | ").And.Contain(Policy));
            Assert.That(accepted, Does.Contain("| batch 1 | failed | ").And.Contain(Policy));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Create_AnAlarmInMidBatch_StopsTheRolloutAfterThatBatch()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2));

        var failed = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Verification = Alarms }))).MustBeIncomplete();

        Assert.That((failed.Outputs.Status, failed.Outputs.RefreshedInstances, fixture.Writes), Is.EqualTo(("MANUAL_PAUSE", 4, "Start Stop")));
        Assert.That(failed.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Failed));
    }

    [Test]
    public async Task Create_AnAlarmAfterTheLastBatch_IsFailedAndVerifiedAgainWithoutAStart()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 3, seconds: 300) with { Milliseconds = 100_000 });
        var inputs = Fixture.Inputs(change: inputs => inputs with { Verification = Alarms });

        var failed = (await fixture.CreateAsync(inputs)).MustBeIncomplete();
        var diff = Diff(failed, inputs);
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        var done = (await fixture.UpdateAsync(failed, inputs)).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failed.Outputs.Status, failed.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", RefreshOutcome.Failed)));
            Assert.That(diff, Has.Property("Changes").True.And.Property("Replaces").False);
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start")));
            Assert.That(Diff(done, inputs).Changes, Is.False);
        }
    }

    [Test]
    public async Task Create_AnAlarmAfterTheLastBatch_IsRolledBackWhereThatIsAsked()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 3) with { Milliseconds = 100_000 });

        var undone = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Verification = Alarms with { OnFailure = VerificationAction.RollBack } })))
            .MustBeIncomplete();

        Assert.That((undone.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.RolledBack, "Start Rollback")));
    }

    [Test]
    public async Task Create_OnlySomePausesCount_ResumesTheOthersAtOnce()
    {
        await using var fixture = await OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Verification = Alarms with { PauseAfterBatches = [2] } });

        var done = (await fixture.CreateAsync(inputs)).MustBeDone();

        var batches = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Batches;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume Resume")));
            Assert.That(fixture.BodyOf("StartInstanceRefresh"), Does.Contain(BatchPause.EveryBatch));
            Assert.That(batches[1].StartTime - batches[0].EndTime, Is.LessThan(TimeSpan.FromMinutes(1)));
            Assert.That(batches[2].StartTime - batches[1].EndTime, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
        }
    }

    [Test]
    public async Task Create_VerifiedAndNotApproved_AwaitsApprovalAndSaysThatItIsVerified()
    {
        await using var fixture = await OpenAsync();
        var inputs = Canary(Alarms) with { ApprovedThroughBatch = 0 };

        var held = (await fixture.CreateAsync(inputs)).MustBeDone();
        string writesBefore = fixture.Writes;
        var diff = Diff(held, inputs);
        var done = (await fixture.UpdateAsync(held, inputs with { ApprovedThroughBatch = 1 }, oldInputs: inputs)).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((held.Outputs.Outcome, writesBefore), Is.EqualTo((RefreshOutcome.AwaitingApproval, "Start")));
            Assert.That(fixture.Log.Infos, Has.Some.Contains("is paused after batch 1 of 3, is verified, and waits for approval: set approvedThroughBatch to 1"));
            Assert.That(diff.Changes, Is.False);
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
        }
    }

    [Bug("a launch configuration that changed during a bake was noticed only after the resume")]
    [Test]
    public async Task Create_ALaunchConfigurationThatChangesInTheBake_IsToldBeforeTheResume()
    {
        await using var fixture = await OpenAsync();
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("baking ", StringComparison.Ordinal) && !fixture.Writes.Contains("Resume", StringComparison.Ordinal))
                fixture.ChangesImage("img-other001");
            return Task.CompletedTask;
        };

        var held = (await fixture.CreateAsync(Canary(Alarms))).MustBeDone();
        string writesBefore = fixture.Writes;
        var done = (await fixture.UpdateAsync(held, Canary(Alarms))).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((held.Outputs.Outcome, writesBefore), Is.EqualTo((RefreshOutcome.AwaitingApproval, "Start")));
            Assert.That(held.Warnings, Has.Some.Contains("img-other001"));
            Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.PartiallySucceeded, "Start Resume")));
        }
    }

    [TestCase("policy-unknown1", "does not exist")]
    [TestCase("policy-disabled", "is switched off")]
    [TestCase(Policy, "UnauthorizedOperation")]
    public async Task Create_WhatCannotBeAsked_IsNotPassedAndUndoesNothing(string policy, string reason)
    {
        await using var fixture = await OpenAsync();
        if (policy == Policy)
            fixture.Service.Faults.Add(Fault.Error("DescribeAlarmHistories", "UnauthorizedOperation", times: null));
        var inputs = Canary(Alarms with { AlarmPolicyIds = [policy], OnFailure = VerificationAction.RollBack });

        var failed = (await fixture.CreateAsync(inputs)).MustBeIncomplete();

        Assert.That((failed.Outputs.Status, failed.Outputs.Outcome, fixture.Writes), Is.EqualTo(("AUTO_PAUSE", RefreshOutcome.Failed, "Start")));
        Assert.That(string.Join('\n', failed.Reasons), Does.Contain(reason).And.Contain("could not be verified"));
    }

    [Test]
    public async Task Create_AMonitorThatDoesNotAnswerForAWhile_IsAskedAgain()
    {
        await using var fixture = await OpenAsync();
        fixture.Service.Faults.Add(Fault.Error("DescribeAlarmHistories", "InternalError", times: 40));

        var done = (await fixture.CreateAsync(Canary(Alarms))).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    [Test]
    public async Task Create_AUrlThatAnswersBadly_NamesItWithoutItsQuery()
    {
        await using var fixture = await OpenAsync();
        using var port = new AnsweringPort(asked => asked < 3 ? 200 : 503);
        var check = new HttpCheck(port.Url) { Interval = TimeSpan.FromSeconds(30), FailuresAllowed = 1 };

        var failed = (await fixture.CreateAsync(Canary(new() { Bake = TimeSpan.FromMinutes(5), HttpChecks = [check] }))).MustBeIncomplete();

        Assert.That(failed.Reasons, Has.Some.EqualTo($"{check.DisplayUrl} answered 503 instead of 200 (2 failures, 1 allowed)."));
        Assert.That((port.Asked, fixture.Writes), Is.EqualTo((4, "Start")));
    }

    [Test]
    public async Task Create_AUrlThatNobodyServes_IsAFailure()
    {
        await using var fixture = await OpenAsync();
        string url;
        using (var port = new AnsweringPort(_ => 200))
            url = port.Url;

        var failed = (await fixture.CreateAsync(Canary(new() { HttpChecks = [new HttpCheck(url)], OnFailure = VerificationAction.Cancel }))).MustBeIncomplete();

        Assert.That((failed.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Cancelled, "Start Cancel")));
        Assert.That(string.Join('\n', failed.Reasons), Does.Contain("did not answer: the connection was refused."));
    }

    [Test]
    public async Task Update_AfterAnInterruptInTheBake_ContinuesWithTheBakeThatIsLeft()
    {
        await using var fixture = await OpenAsync();
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("baking ", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;

        var interrupted = (await fixture.CreateAsync(Canary(Alarms), fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();
        fixture.Log.OnLine = null;
        fixture.Clock.Advance(TimeSpan.FromMinutes(4));
        var done = (await fixture.UpdateAsync(interrupted, Canary(Alarms))).MustBeDone();

        var canary = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Batches[0];
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.TimeOf("ResumeInstanceRefresh") - canary.EndTime, Is.InRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(7)));
    }

    [Test]
    public async Task Create_ABakeOfTwoDays_IsWithinTheDerivedLimit()
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with { AdvancePerDescribe = TimeSpan.FromMinutes(15) });

        var done = (await fixture.CreateAsync(Canary(new() { Bake = TimeSpan.FromDays(2) }))).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    [Test]
    public async Task Create_AFailedBatchThatIsRetried_BakesFromTheEndOfTheRetry()
    {
        await using var fixture = await OpenAsync();
        fixture.Fails(batch: 1);

        var done = (await fixture.CreateAsync(Canary(Alarms) with { FailureRetries = 1 })).MustBeDone();

        var canary = fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Batches[0];
        var resumed = fixture.Service.Calls.Where(call => call is { Action: "ResumeInstanceRefresh", ErrorCode: null }).Select(call => call.Time).ToList();
        Assert.That((done.Outputs.Outcome, resumed.Count), Is.EqualTo((RefreshOutcome.Succeeded, 2)), "the retry, and what follows the bake");
        Assert.That(resumed[1] - canary.EndTime, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task Update_AfterAKillInTheLastBake_VerifiesTheEndBeforeItIsASuccess()
    {
        await using var fixture = await OpenAsync();
        var inputs = Canary(Alarms) with { ApprovedThroughBatch = 0 };
        var held = await fixture.CreateAsync(inputs);
        var approved = inputs with { ApprovedThroughBatch = 1 };
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.StartsWith("baking ", StringComparison.Ordinal) && line.Contains("3/3", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        await fixture.UpdateAsync(held, approved, fixture.InterruptedBy(ctrlC.Token), oldInputs: inputs);
        fixture.Log.OnLine = null;

        // Killed: what was stored before is all that the next run knows.
        var read = (ReadResult.Found)await fixture.ReadAsync(held.Id, approved, held.Outputs);
        var done = (await fixture.UpdateAsync(held, approved)).MustBeDone();

        Assert.That((read.Outputs.Status, read.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", RefreshOutcome.InProgress)));
        Assert.That(RefreshDiff.Between(approved, read.Outputs, approved.ToMap()).Changes, Is.True);
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
        Assert.That(done.Outputs.Verification!.Verdict, Is.EqualTo(VerificationVerdict.Passed));
    }

    [Test]
    public async Task Update_AVerificationAddedToWhatHasEndedWell_CallsNothing()
    {
        await using var fixture = await OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        int calls = fixture.Service.Calls.Length;

        var updated = (await fixture.UpdateAsync(done, Fixture.Inputs(change: inputs => inputs with { Verification = Alarms }), oldInputs: Fixture.Inputs())).MustBeDone();

        Assert.That((updated.Outputs.Outcome, fixture.Service.Calls.Length), Is.EqualTo((RefreshOutcome.Succeeded, calls)));
    }

    [Test]
    public async Task Create_AFailedBatchLeftBehind_IsVerifiedBeforeTheNextOneBegins()
    {
        await using var fixture = await OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);
        fixture.Service.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 1, seconds: 1000) with { Milliseconds = 150_000 });
        var inputs = Canary(Alarms) with { ResumeMode = ResumeMode.Continue };

        var failed = await fixture.CreateAsync(inputs);
        var held = (await fixture.UpdateAsync(failed, inputs)).MustBeIncomplete();

        Assert.That((held.Outputs.Status, fixture.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
        Assert.That(held.Reasons, Has.Some.Contains(Policy));
    }

    [Test]
    public async Task Preview_Verification_IsPartOfThePlanAndItsPoliciesAreAskedOnce()
    {
        await using var fixture = await OpenAsync();

        var good = await fixture.PreviewAsync(Canary(Alarms with { OnFailure = VerificationAction.RollBack }));
        var bad = await fixture.PreviewAsync(Canary(Alarms with { AlarmPolicyIds = ["policy-unknown1", "policy-disabled"], PauseAfterBatches = [2] }));
        fixture.Service.Faults.Add(Fault.Error("DescribeAlarmPolicy", "UnauthorizedOperation"));
        var refused = await fixture.PreviewAsync(Canary(Alarms));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(good.Lines, Does.Contain("Next: it pauses after batch 1, until it is verified, then it continues in the same `pulumi up`; a failed batch pauses the rollout."));
            Assert.That(good.Lines, Does.Contain("Verification: after batch 1 and at the end, a bake of 5m, 1 alarm policy; a failure rolls the rollout back."));
            Assert.That(good.Warnings, Is.Empty);
            Assert.That(bad.Lines, Has.Some.StartsWith("Next: it pauses after batch 2, "));
            Assert.That(bad.Warnings, Has.Count.EqualTo(2).And.All.EndsWith("What cannot be read does not pass."));
            Assert.That(refused.Warnings.Single(), Does.Contain("could not be read").And.Contain("UnauthorizedOperation"));
        }
    }

    private static Task<Fixture> OpenAsync() => Fixture.OpenAsync(change: options => options with
    {
        Fleet = Seed.WithGroup(Fixture.Group, 6).AndAlarmPolicy(Policy, "web cpu").AndAlarmPolicy("policy-disabled", enabled: false),
    });

    private static RefreshInputs Canary(VerificationSettings verification) => Fixture.Inputs(change: inputs => inputs with
    {
        Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch },
        Verification = verification,
    });

    private static DiffResult Diff(OperationResult stored, RefreshInputs wanted, RefreshInputs? before = null)
        => RefreshDiff.Between(before ?? wanted, stored.Outputs, wanted.ToMap());
}
