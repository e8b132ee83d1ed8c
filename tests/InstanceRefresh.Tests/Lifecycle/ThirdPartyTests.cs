using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Other people, other programs, and the activity's own failProcess.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ThirdPartyTests
{
    [Test]
    public async Task Create_AutoRollback_IsFollowedToItsEndAndReported()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoRollback } });

        var incomplete = (await fixture.CreateAsync(inputs)).MustBeIncomplete();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((incomplete.Outputs.Status, incomplete.Outputs.ActivityType, incomplete.Outputs.Outcome), Is.EqualTo(("SUCCESSFUL", "ROLLBACK", RefreshOutcome.RolledBack)));
            Assert.That(incomplete.Outputs.RollbackActivityId, Is.EqualTo(fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id));
            Assert.That(incomplete.Reasons[1], Does.Match($@"^Earlier, in activity {incomplete.Outputs.RefreshActivityId}: instance ins-\w{{8}} \(batch 2\): .+ \(scaling activity asa-\w{{8}}\)\.$"),
                "what failed is reported, not only what came of it");
            Assert.That(fixture.Log.Warnings, Has.Some.Contains("AUTO_ROLLBACK"));
            Assert.That(fixture.Log.Warnings, Has.None.Contains("somebody else"));
            Assert.That(fixture.Writes, Is.EqualTo("Start"));
            Assert.That(RefreshDiff.Between(inputs, incomplete.Outputs, inputs.ToMap()).Replaces, Is.True);
        }
    }

    [TestCase("originAfterAutoRollback", "CANCELLED")]
    [TestCase("originAfterAutoRollback", "FAILED")]
    public async Task Create_AutoRollbackWhateverTheOriginBecomes_IsFollowed(string assumption, string value)
    {
        await using var fixture = await Fixture.OpenAsync(6, options => options with { Assumed = options.Assumed.With(assumption, value) });
        fixture.Fails(batch: 1);

        var incomplete = (await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoRollback } }))).MustBeIncomplete();

        Assert.That(incomplete.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
    }

    [Test]
    public async Task Create_AutoCancel_NamesThePolicy()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);

        var incomplete = (await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoCancel } }))).MustBeIncomplete();

        Assert.That((incomplete.Outputs.Status, incomplete.Outputs.Outcome), Is.EqualTo(("CANCELLED", RefreshOutcome.Cancelled)));
        Assert.That(incomplete.Reasons[0], Does.Contain("AUTO_CANCEL"));
        Assert.That(fixture.Log.Warnings, Has.None.Contains("somebody else"));
    }

    [Test]
    public async Task Create_PausedByHand_EndsIncompleteAndTheNextRunResumes()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Pause, atBatch: 2));

        var paused = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();
        var done = (await fixture.UpdateAsync(paused, Fixture.Inputs())).MustBeDone();

        Assert.That((paused.Outputs.Status, paused.Outputs.CurrentBatch), Is.EqualTo(("MANUAL_PAUSE", 2)));
        Assert.That(fixture.Log.Warnings, Has.Some.Contains("was paused by somebody else"));
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test]
    public async Task Create_CancelledByHand_EndsIncompleteAndTheNextRunReplaces()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = line =>
        {
            // Cancelled by somebody who finds it paused between two of our looks.
            if (line.StartsWith("2/3 · ", StringComparison.Ordinal))
            {
                string id = fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Id;
                fixture.ByHand("StopInstanceRefresh", id);
                fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(3));
                fixture.ByHand("CancelInstanceRefresh", id);
            }

            return Task.CompletedTask;
        };

        var cancelled = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That((cancelled.Outputs.Status, cancelled.Outputs.CurrentBatch), Is.EqualTo(("CANCELLED", 2)));
        Assert.That(fixture.Log.Warnings, Has.Some.Contains("was cancelled by somebody else"));
    }

    [Test]
    public async Task Create_RolledBackByHand_IsFollowedAndReported()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));
        fixture.ByHand("StopInstanceRefresh", running.Outputs.RefreshActivityId);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(3));
        fixture.RollBackByHand(running.Outputs.RefreshActivityId);

        var undone = (await fixture.UpdateAsync(running, Fixture.Inputs())).MustBeIncomplete();

        Assert.That(undone.Outputs.Outcome, Is.EqualTo(RefreshOutcome.RolledBack));
        Assert.That(fixture.Log.Warnings, Has.Some.Contains("somebody else has started it"));
    }

    [Test]
    public async Task Create_GivenUpByTheService_EndsIncomplete()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Break, atBatch: 2));

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That((incomplete.Outputs.Status, incomplete.Outputs.Outcome), Is.EqualTo(("FAILED", RefreshOutcome.Failed)));
    }

    [Test]
    public async Task Create_AnInstanceVanishes_IsNoFailureAndNoFullSuccess()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2, FaultKind.Vanish);

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.RefreshedInstances), Is.EqualTo((RefreshOutcome.PartiallySucceeded, 5)));
        Assert.That(done.Outputs.Deviations.Single().Kind, Is.EqualTo(DeviationKind.Lost));
    }

    [Test]
    public async Task Create_OtherActivityAlive_IsRefusedNamingIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        string other = await StartOtherAsync(fixture);

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs()));

        Assert.That(refused!.Reasons.Single(), Does.Contain($"Activity {other} (RUNNING, created ").And.Contain("onConflict"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"), "only the other one's");
    }

    [Test]
    public async Task Create_AdoptingAnother_TakesItOverAndReportsTheDifference()
    {
        await using var fixture = await Fixture.OpenAsync();
        string other = await StartOtherAsync(fixture);

        var done = (await fixture.CreateAsync(Fixture.Inputs() with { OnConflict = ConflictPolicy.Adopt })).MustBeDone();

        Assert.That(done.Outputs.RefreshActivityId, Is.EqualTo(other));
        Assert.That(fixture.Log.Warnings, Has.Some.Contains("is taken over, as configured by onConflict; nothing is started. It differs in batchNumber."));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_WaitingForAnother_StartsAfterItsEnd()
    {
        await using var fixture = await Fixture.OpenAsync();
        string other = await StartOtherAsync(fixture);

        var done = (await fixture.CreateAsync(Fixture.Inputs() with { OnConflict = ConflictPolicy.Wait })).MustBeDone();

        Assert.That(done.Outputs.RefreshActivityId, Is.Not.EqualTo(other));
        Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
        Assert.That(fixture.Log.Infos, Has.Some.Contains(other));
    }

    [Test]
    public async Task Create_WaitingForAnotherThatPauses_IsRefused()
    {
        await using var fixture = await Fixture.OpenAsync();
        await StartOtherAsync(fixture);
        fixture.Service.Faults.Add(Fault.ThirdParty(Fixture.Group, FaultKind.Pause, atBatch: 2));

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs() with { OnConflict = ConflictPolicy.Wait }));

        Assert.That(refused!.Message, Does.Contain("MANUAL_PAUSE").And.Contain("waiting might never end"));
    }

    [Test]
    public async Task Create_WaitingBeyondTheLimit_IsRefused()
    {
        await using var fixture = await Fixture.OpenAsync();
        await StartOtherAsync(fixture);

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(
            () => fixture.CreateAsync(Fixture.Inputs() with { OnConflict = ConflictPolicy.Wait }, fixture.Context(TimeSpan.FromSeconds(60))));

        Assert.That(refused!.Message, Does.Contain("1m00s"));
    }

    private static async Task<string> StartOtherAsync(Fixture fixture)
        => (await fixture.CreateAsync(Fixture.Inputs(2, inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess())).Outputs.RefreshActivityId;
}
