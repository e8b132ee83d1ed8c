using System.Text.Json.Nodes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class CreateTests
{
    [Test]
    public async Task Create_OrdinaryRollout_EndsDoneWithEverythingKnown()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(done.Warnings, Is.Empty);
            Assert.That(done.Id, Is.EqualTo($"{Fixture.Group}/{done.Outputs.RefreshActivityId}"));
            Assert.That((done.Outputs.Status, done.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", RefreshOutcome.Succeeded)));
            Assert.That((done.Outputs.TotalInstances, done.Outputs.RefreshedInstances, done.Outputs.BatchCount), Is.EqualTo((6, 6, 3)));
            Assert.That(done.Outputs.LaunchConfigurationId, Is.EqualTo("asc-3k9d2m7q"));
            Assert.That(done.Outputs.LaunchConfigurationVersion, Is.EqualTo(1));
            Assert.That(done.Outputs.EndTime, Is.GreaterThan(done.Outputs.StartTime!));
            Assert.That(done.Outputs.FrozenSeconds, Is.InRange(270, 300));
            Assert.That(done.Outputs.ResumeCount, Is.Zero);
            Assert.That(fixture.Writes, Is.EqualTo("Start"));
        }
    }

    [Test]
    public async Task Create_WithTheInputsOfTheApiPage_SendsTheRequestOfTheApiPage()
    {
        await using var fixture = await Fixture.OpenAsync();

        await fixture.CreateAsync(Fixture.Inputs(3, inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.EveryBatch } }));

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(fixture.BodyOf("StartInstanceRefresh")), JsonNode.Parse("""
            {
              "AutoScalingGroupId": "asg-9dn1a5y6",
              "RefreshMode": "ROLLING_UPDATE_RESET",
              "RefreshSettings": { "RollingUpdateSettings": { "BatchNumber": 3, "BatchPause": "BATCH_INTERVAL_PAUSE" } }
            }
            """)), Is.True, fixture.BodyOf("StartInstanceRefresh"));
    }

    [Test]
    public async Task Create_EverySettingGiven_SendsEach()
    {
        await using var fixture = await Fixture.OpenAsync();

        await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with
        {
            Settings = new RolloutSettings { MaxUnavailablePercent = 34, MaxSurge = 1, FailProcess = FailProcess.AutoCancel, CheckHealth = true, HealthTimeoutSeconds = 120 },
        }));

        Assert.That(JsonNode.Parse(fixture.BodyOf("StartInstanceRefresh"))!["RefreshSettings"]!.ToJsonString(), Is.EqualTo(
            """{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"AUTOMATIC","MaxSurge":1,"FailProcess":"AUTO_CANCEL"},"CheckInstanceTargetHealth":true,"CheckInstanceTargetHealthTimeout":120}"""));
    }

    [Test]
    public async Task Create_Watched_ReportsTheScenarioInTheServicesTime()
    {
        await using var fixture = await Fixture.OpenAsync();

        await fixture.CreateAsync(Fixture.Inputs(2));

        Assert.That(fixture.Log.Infos.SkipWhile(line => !line.StartsWith("Following", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"Following activity {fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id}.",
            "1/2 · 0/6 ok · 10s · about 3m left",
            "1/2 · 0/6 ok · 1m00s · about 2m left",
            "2/2 · 3/6 ok · 1m40s · about 1m left",
            "2/2 · 3/6 ok · 2m30s · about 1m left",
            "SUCCESSFUL 2/2 · 6/6 ok · 3m01s",
        }));
        Assert.That(fixture.Log.All, Is.Unique, "nothing is told twice");
    }

    [Test]
    public async Task Create_FirstBatchPause_SucceedsAndAwaitsApproval()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Pausing(BatchPause.FirstBatch))).MustBeDone();

        Assert.That((done.Outputs.Status, done.Outputs.Outcome, done.Outputs.CurrentBatch), Is.EqualTo(("AUTO_PAUSE", RefreshOutcome.AwaitingApproval, 1)));
        Assert.That(fixture.Log.Infos[^1], Does.Contain("is paused after batch 1 of 3 and waits for approval: run `pulumi up` again to continue."));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [TestCase(0, 1, "Start")]
    [TestCase(1, 2, "Start Resume")]
    [TestCase(2, 3, "Start Resume Resume", TestName = "Create_ApprovedToTheEnd_EndsInOneGo")]
    public async Task Create_Approved_ContinuesWithinTheSameRun(int approved, int reached, string writes)
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Pausing(BatchPause.EveryBatch) with { ApprovedThroughBatch = approved })).MustBeDone();

        Assert.That(done.Outputs.CurrentBatch, Is.EqualTo(reached));
        Assert.That(done.Outputs.Outcome, Is.EqualTo(reached == 3 ? RefreshOutcome.Succeeded : RefreshOutcome.AwaitingApproval));
        Assert.That(fixture.Writes, Is.EqualTo(writes));
    }

    [Test]
    public async Task Create_ABatchFails_EndsIncompleteWithTheNightTimeText()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        var failed = incomplete.Outputs.FailedInstances.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((incomplete.Outputs.Status, incomplete.Outputs.Outcome), Is.EqualTo(("FAILED_PAUSE", RefreshOutcome.Failed)));
            Assert.That(incomplete.Reasons[0], Does.Match($@"^Activity {incomplete.Outputs.RefreshActivityId} on scaling group {Fixture.Group} is paused because batch 2 of 3 failed \(request [0-9a-f-]{{36}}\)\.$"));
            Assert.That(incomplete.Reasons[1], Does.StartWith($"Instance {failed.InstanceId} (batch 2): ").And.Contain($"(scaling activity {failed.LastActivityId})"));
            Assert.That(incomplete.Reasons[^2], Does.StartWith("Next steps: run `pulumi up` again to retry").And.Contain("CONTINUE").And.Contain("RolledBack").And.Contain("Cancelled"));
            Assert.That(fixture.Writes, Is.EqualTo("Start"));
        }
    }

    [Test]
    public async Task Create_RetriesAllowed_RetriesByItself()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { FailureRetries = 1 }))).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.ResumeCount), Is.EqualTo((RefreshOutcome.Succeeded, 1)));
        Assert.That(fixture.BodyOf("ResumeInstanceRefresh"), Does.Contain("RETRY"));
    }

    [Test]
    public async Task Create_RetriesUsedUp_EndsIncomplete()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { FailureRetries = 2 }))).MustBeIncomplete();

        Assert.That(incomplete.Outputs.ResumeCount, Is.EqualTo(2));
        Assert.That(fixture.Writes, Is.EqualTo("Start Resume Resume"));
    }

    [Test]
    public async Task Create_NotWaitingForTheEnd_ReturnsAsSoonAsItIsUnderWay()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }))).MustBeDone();

        Assert.That(done.Outputs.Status, Is.AnyOf("INIT", "RUNNING"));
        Assert.That(fixture.CallsOf("DescribeRefreshActivities"), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Create_HeldFromTheBeginning_StopsAfterTheFirstBatch()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { DesiredState = DesiredState.Paused }))).MustBeDone();

        Assert.That((done.Outputs.Status, done.Outputs.RefreshedInstances), Is.EqualTo(("MANUAL_PAUSE", 2)));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop"));
    }

    [Test]
    public async Task Create_Surge_IsSeenThroughToItsEnd()
    {
        await using var fixture = await Fixture.OpenAsync();

        var done = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 1 } }))).MustBeDone();

        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Log.Infos, Has.Some.Contains("creating surge instances").And.Some.Contains("destroying surge instances"));
    }

    [TestCase(DesiredState.Cancelled)]
    [TestCase(DesiredState.RolledBack)]
    public async Task Create_NoRolloutDesired_IsRefusedBeforeAnythingIsCalled(DesiredState desired)
    {
        await using var fixture = await Fixture.OpenAsync();

        await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { DesiredState = desired })));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    public async Task Create_Blockers_AreAllReportedAndNothingIsStarted()
    {
        await using var fixture = await Fixture.OpenAsync();

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 3 } })));
        var missing = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs() with { AutoScalingGroupId = "asg-00000000" }));

        Assert.That(refused!.Reasons.Single(), Does.Contain("maxSurge 3"));
        Assert.That(missing!.Reasons.Single(), Does.Contain("asg-00000000"));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    public async Task Create_RefusedByTheService_ThrowsAndLeavesNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.InquiryPriceResetInstanceFailed));

        var refused = await Assert.ThrowsAsync<CloudServiceException>(() => fixture.CreateAsync(Fixture.Inputs()));

        Assert.That(refused!.Code, Is.EqualTo(ErrorCode.InquiryPriceResetInstanceFailed));
        Assert.That(fixture.Service.Cloud.ActivitiesOf(Fixture.Group), Is.Empty);
    }

    [Test]
    public async Task Create_GroupBusyForAWhile_WaitsAndStarts()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.AutoScalingGroupInActivity, times: 3));

        var create = fixture.CreateAsync(Fixture.Inputs());
        await fixture.Clock.RunAsync(create, TimeSpan.FromSeconds(1));

        (await create).MustBeDone();
        Assert.That(fixture.Writes, Is.EqualTo("Start! Start! Start! Start"));
        Assert.That(fixture.Log.Infos.Count(line => line.Contains("is busy", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Create_SkippedInstances_ArePartialSuccessWithAWarning()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);
        var inputs = Fixture.Inputs(change: inputs => inputs with { ResumeMode = ResumeMode.Continue });

        var failed = await fixture.CreateAsync(inputs);
        var done = (await fixture.UpdateAsync(failed, inputs)).MustBeDone();

        Assert.That((done.Outputs.Status, done.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", RefreshOutcome.PartiallySucceeded)));
        Assert.That(done.Warnings.Single(), Does.Contain(done.Outputs.FailedInstances.Single().InstanceId));
        Assert.That(fixture.Log.Warnings, Does.Contain(done.Warnings[0]));
    }

    [Test]
    public async Task Create_TheGroupStaysSwitchedOff_IsPartialAndSaysSo()
    {
        await using var fixture = await Fixture.OpenAsync(6, options => options with { Assumed = options.Assumed.With("enabledAfter", "disabled") });

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(done.Warnings.Single(), Does.Contain("is still switched off after the end of"));
        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        Assert.That(done.Outputs.Deviations.Single().Kind, Is.EqualTo(DeviationKind.GroupDisabled));
    }

    [Test]
    public async Task Create_GroupWasOffBefore_SaysSoOnceBeforehand()
    {
        await using var fixture = await Fixture.OpenAsync(6, options => options with { Fleet = Simulator.Fleets.Fleet.WithGroup(Fixture.Group, 6, enabled: false) });

        Assert.That((await fixture.CreateAsync(Fixture.Inputs())).MustBeDone().Warnings, Is.Empty);
        Assert.That(fixture.Log.Warnings.Single(), Does.Contain("is switched off"));
    }

    private static RefreshInputs Pausing(string batchPause) => Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = batchPause } });
}
