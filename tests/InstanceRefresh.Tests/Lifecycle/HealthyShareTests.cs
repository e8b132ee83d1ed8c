namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>minHealthyPercent: before the start and before each resume.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HealthyShareTests
{
    [Test]
    public async Task Create_TheFirstBatchWouldLeaveTooFew_IsRefusedWithTheNumbers()
    {
        await using var fixture = await Fixture.OpenAsync();

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(AcceptedWrite(67)));

        Assert.That(refused!.Reasons, Is.EqualTo(new[]
        {
            $"minHealthyPercent 67 asks for 5 of the 6 instances that scaling group {Fixture.Group} wants to be in service and healthy; 6 are, batch 1 takes 2 of them: 4 would be left.",
        }));
        Assert.That(fixture.Writes, Is.Empty);
        Assert.That((await fixture.CreateAsync(AcceptedWrite(66))).MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
    }

    [Test]
    public async Task Create_WithSurge_CountsTheExtraInstances()
    {
        await using var fixture = await Fixture.OpenAsync();

        var asking = AcceptedWrite(67);
        var done = (await fixture.CreateAsync(asking with { Settings = asking.Settings with { MaxSurge = 1 } })).MustBeDone();

        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.AwaitingApproval));
    }

    [Test]
    public async Task Update_AnInstanceHasBecomeUnhealthyInThePause_DoesNotResume()
    {
        await using var fixture = await Fixture.OpenAsync();
        var held = await fixture.CreateAsync(AcceptedWrite(60));
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(Fixture.Instance(6), instance => instance with { Health = Simulator.Model.HealthStatus.Unhealthy }));

        var refrained = (await fixture.UpdateAsync(held, AcceptedWrite(60))).MustBeIncomplete();
        string writesBefore = fixture.Writes;
        fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(Fixture.Instance(6), instance => instance with { Health = Simulator.Model.HealthStatus.Healthy }));
        var done = (await fixture.UpdateAsync(refrained, AcceptedWrite(60))).MustBeDone();

        Assert.That((refrained.Outputs.Status, writesBefore), Is.EqualTo(("AUTO_PAUSE", "Start")));
        Assert.That(refrained.Reasons[0], Does.EndWith("5 are, batch 2 takes 2 of them: 3 would be left."));
        Assert.That((done.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start Resume")));
    }

    private static RefreshInputs AcceptedWrite(int percent) => Fixture.Inputs(change: inputs => inputs with
    {
        MinHealthyPercent = percent,
        Settings = inputs.Settings with { BatchPause = AutoScaling.BatchPause.FirstBatch },
    });
}
