using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>A success is a statement about what each machine runs, not about the activity's status.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VerifiedTests
{
    private const string Old = Simulator.Fleets.Fleet.DefaultImageId, New = "img-new00001", Newer = "img-new00002";

    [Test]
    public async Task Create_EveryInstanceOnTheNewImage_IsVerified()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.ChangesImage(New);

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.Succeeded, true)));
        Assert.That(done.Outputs.Images, Is.EqualTo(new Dictionary<string, int> { [New] = 6 }));
        Assert.That(done.Warnings, Is.Empty);
    }

    [TestCase("UnauthorizedOperation")]
    [TestCase("AuthFailure.UnauthorizedOperation")]
    public async Task Create_ImagesMayNotBeRead_WarnsOnceAndFollowsTheActivity(string code)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => Fixture.WithoutMachines(options) with { Assumed = options.Assumed.With("deniedCode", code) });

        var preview = await fixture.PreviewAsync(Fixture.Inputs());
        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.Succeeded, false)));
        Assert.That(done.Outputs.Images, Is.Empty);
        Assert.That(done.Warnings.Single(), Does.Contain("cvm:DescribeInstances"));
        Assert.That(preview.Warnings.Single(), Does.Contain("cvm:DescribeInstances"));
    }

    [Test, Bug("an instance destroyed meanwhile gave 5 of 6 (Succeeded) without a word")]
    public async Task Create_InstanceDestroyedBeforeItsTurn_IsPartialAndNamesIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.OfInstance(Fixture.Instance(6), FaultKind.Vanish));

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        IsPartial(done, DeviationKind.Lost, Fixture.Instance(6));
    }

    [Test, Bug("an instance destroyed meanwhile gave 5 of 6 (Succeeded) without a word")]
    public async Task Create_InstanceDestroyedAfterItsTurn_IsPartialAndNamesIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        string? destroyed = null;
        fixture.Once(progress => progress.Batch >= 2, () =>
        {
            destroyed = fixture.Service.Cloud.ActivitiesOf(Fixture.Group)[0].Batches[0].Instances[0].InstanceId;
            fixture.Service.Cloud.DestroyInstance(destroyed);
        });

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        IsPartial(done, DeviationKind.Lost, destroyed!);
    }

    [Test]
    public async Task Create_InstanceReinstalledByHandMeanwhile_IsPartialAndNamesIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Once(progress => progress.Batch >= 3, () => fixture.Service.Cloud.ChangeGroup(
            Fixture.Group, group => group.Change(group.Instances[0].Id, instance => instance with { ImageId = Newer })));

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        var deviation = done.Outputs.Deviations.Single();
        Assert.That((deviation.Kind, deviation.Image, deviation.ExpectedImage), Is.EqualTo((DeviationKind.OtherImage, Newer, Old)));
        Assert.That(done.Outputs.Images, Is.EqualTo(new Dictionary<string, int> { [Newer] = 1, [Old] = 5 }));
    }

    [Test, Bug("a launch configuration modified during a pause gave two images and SUCCESSFUL, 6 of 6 (Succeeded)")]
    public async Task Update_ConfigurationChangedInAPause_IsReportedBeforeTheResume_AndThenPartial()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = (await fixture.CreateAsync(inputs)).MustBeDone();
        fixture.ChangesImage(New);

        Assert.That((await fixture.PreviewAsync(inputs, paused)).Lines[0], Does.Contain("stays paused, since launch configuration").And.Contain(New));
        var reported = (await fixture.UpdateAsync(paused, inputs)).MustBeDone();

        Assert.That((await fixture.PreviewAsync(inputs, reported)).Lines[0], Does.EndWith("resumes it (RETRY) and follows it."));
        Assert.That((reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.AwaitingApproval, "Start")));
        Assert.That(reported.Warnings.Single(), Does.Contain($"imageId ({Old} → {New})"));

        var done = (await fixture.UpdateAsync(reported, inputs)).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified, fixture.Writes), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false, "Start Resume")));
        Assert.That(done.Outputs.Images, Is.EqualTo(new Dictionary<string, int> { [New] = 4, [Old] = 2 }));
        Assert.That(done.Outputs.Deviations.Select(deviation => (deviation.Kind, deviation.Batch, deviation.Image, deviation.ExpectedImage)),
            Is.EqualTo(Enumerable.Repeat((DeviationKind.ConfigurationChanged, 1, Old, New), 2)));
    }

    [Test, Bug("once the launch configuration was put back, a refresh made Succeeded of four instances on another image")]
    public async Task Read_ConfigurationPutBackAfterwards_NamesThoseThatRunTheOtherImage()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = await fixture.CreateAsync(inputs);
        fixture.ChangesImage(New);
        var partial = (await fixture.UpdateAsync(await fixture.UpdateAsync(paused, inputs), inputs)).MustBeDone();
        fixture.ChangesImage(Old);

        var read = (ReadResult.Found)await fixture.ReadAsync(partial.Id, inputs, partial.Outputs);

        Assert.That((read.Outputs.Outcome, read.Outputs.Verified), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        Assert.That(read.Outputs.Deviations.Select(deviation => (deviation.Kind, deviation.Image, deviation.ExpectedImage)),
            Is.EqualTo(Enumerable.Repeat((DeviationKind.OtherImage, New, Old), 4)));
    }

    [Test, Bug("what was lost and replaced counted for ever")]
    public async Task Read_WhatWasLostIsReplaced_IsNoDeviationAnyMore()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.ChangesImage(New);
        fixture.Once(progress => progress.Batch == 2, () => fixture.Service.Cloud.DestroyInstance(Fixture.Instance(1)));
        var partial = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();
        Assert.That(partial.Outputs.Deviations.Single().Kind, Is.EqualTo(DeviationKind.Lost));
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        var read = (ReadResult.Found)await fixture.ReadAsync(partial.Id, Fixture.Inputs(), partial.Outputs);

        Assert.That((read.Outputs.Outcome, read.Outputs.Deviations), Is.EqualTo((RefreshOutcome.Succeeded, System.Collections.Immutable.ImmutableArray<Deviation>.Empty)));
    }

    [Test]
    public async Task Create_ConfigurationChangedWhileABatchRuns_IsStoppedAfterIt_AndTheNextUpdateContinues()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Once(progress => progress.Batch == 1, () => fixture.ChangesConfiguration(new { UserData = "IyEvYmluL2Jhc2gK" }));

        var reported = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((reported.Outputs.Status, reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((ActivityStatus.ManualPause, RefreshOutcome.AwaitingApproval, "Start Stop")));
        Assert.That(reported.Warnings, Has.All.Contains("userData"));

        var done = (await fixture.UpdateAsync(reported, Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.PartiallySucceeded, "Start Stop Resume")));
        Assert.That(done.Outputs.Deviations, Is.Not.Empty.And.All.Property("Kind").EqualTo(DeviationKind.ConfigurationChanged));
    }

    [Test]
    public async Task Update_ConfigurationChangedAgainAfterItWasReported_IsReportedAgain()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } });
        var paused = await fixture.CreateAsync(inputs);
        fixture.ChangesImage(New);
        var reported = await fixture.UpdateAsync(paused, inputs);
        fixture.ChangesImage(Newer);

        var again = (await fixture.UpdateAsync(reported, inputs)).MustBeDone();
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
        Assert.That(again.Warnings.Single(), Does.Contain(Newer));

        fixture.ChangesImage(Old);
        var done = (await fixture.UpdateAsync(again, inputs)).MustBeDone();
        Assert.That((done.Outputs.Outcome, done.Outputs.Verified, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, true, "Start Resume")), "it is as it was at the start");
    }

    [Test]
    public async Task Create_ConfigurationWithANewVersionAndTheSameItems_Continues()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Once(progress => progress.Batch == 2, () => fixture.ChangesConfiguration(new { LaunchConfigurationName = "renamed" }));

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, true, "Start")));
    }

    [Test]
    public async Task Update_BatchFailedAndConfigurationChanged_IsReportedBeforeTheRetry()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();
        fixture.ChangesImage(New);

        var reported = (await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeIncomplete();
        Assert.That((reported.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Failed, "Start")));
        Assert.That(reported.Reasons[0], Does.Contain(New));

        var done = (await fixture.UpdateAsync(reported, Fixture.Inputs())).MustBeDone();
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.PartiallySucceeded, "Start Resume")));
    }

    [Test]
    public async Task Update_RolledBack_IsComparedWithTheImagesBefore()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(group.Instances[3].Id, instance => instance with { ImageId = "img-older001" }));
        fixture.ChangesImage(New);
        var rolled = await fixture.CreateAsync(Fixture.Inputs());
        var stored = RefreshOutputs.From(rolled.Outputs.ToMap(Fixture.Inputs().ToMap()));

        var done = (await fixture.UpdateAsync(
            new OperationResult.Done(rolled.Id, stored!, []), Fixture.Inputs() with { DesiredState = DesiredState.RolledBack }, oldInputs: Fixture.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.RolledBack, true)));
        Assert.That(done.Outputs.Images, Is.EqualTo(new Dictionary<string, int> { [Old] = 5, ["img-older001"] = 1 }));
    }

    [Test]
    public async Task Create_PausedAfterTheFirstBatch_ShowsWhatTheCanaryRuns()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.ChangesImage(New);

        var paused = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }))).MustBeDone();

        Assert.That(paused.Outputs.Images, Is.EqualTo(new Dictionary<string, int> { [New] = 2, [Old] = 4 }));
        Assert.That(paused.Outputs.Verified, Is.False);
    }

    [Test]
    public async Task Preview_SaysWhatRunsNowAndWhatIsToCome()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(group.Instances[1].Id, instance => instance with { ImageId = "img-other001" }));

        var preview = await fixture.PreviewAsync(Fixture.Inputs(change: inputs => inputs with { Triggers = inputs.Triggers.Add("imageId", New) }));

        Assert.That(preview.Lines[1], Is.EqualTo($"Images: 5 on {Old}, 1 on img-other001 → {New}."));
    }

    private static void IsPartial(OperationResult.Done done, DeviationKind kind, string instance)
    {
        Assert.That((done.Outputs.Outcome, done.Outputs.Verified), Is.EqualTo((RefreshOutcome.PartiallySucceeded, false)));
        var deviation = done.Outputs.Deviations.Single();
        Assert.That((deviation.Kind, deviation.InstanceId), Is.EqualTo((kind, instance)));
        Assert.That(done.Warnings, Has.Some.Contains(instance));
    }
}
