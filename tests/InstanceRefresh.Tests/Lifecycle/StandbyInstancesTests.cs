using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>standbyInstances: a deviation, deliberate, or taken out of standby.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StandbyInstancesTests
{
    [TestCase(StandbyInstances.Report, RefreshOutcome.PartiallySucceeded, 1)]
    [TestCase(StandbyInstances.Ignore, RefreshOutcome.Succeeded, 0)]
    public async Task Create_AnInstanceInStandby_CountsAsTheProgramSays(StandbyInstances standby, RefreshOutcome outcome, int deviations)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.EntersStandby(Fixture.Instance(6));
        var inputs = Fixture.Inputs(change: inputs => inputs with { StandbyInstances = standby });

        var done = (await fixture.CreateAsync(inputs)).MustBeDone();
        var read = (ReadResult.Found)await fixture.ReadAsync(done.Id, inputs, done.Outputs);

        Assert.That((done.Outputs.Outcome, done.Outputs.Deviations.Length), Is.EqualTo((outcome, deviations)));
        Assert.That((read.Outputs.Outcome, read.Outputs.Deviations.Length), Is.EqualTo((outcome, deviations)));
    }

    [Test]
    public async Task Update_AnInstanceLeftBehind_IsTakenOutOfStandbyAndStillNamed()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);
        var inputs = Fixture.Inputs(change: inputs => inputs with { ResumeMode = ResumeMode.Continue, StandbyInstances = StandbyInstances.ReturnToService });

        var failed = await fixture.CreateAsync(inputs);
        var done = (await fixture.UpdateAsync(failed, inputs)).MustBeDone();
        var read = (ReadResult.Found)await fixture.ReadAsync(done.Id, inputs, done.Outputs);

        var left = done.Outputs.Deviations.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((done.Outputs.Outcome, left.Kind), Is.EqualTo((RefreshOutcome.PartiallySucceeded, DeviationKind.LeftBehind)));
            Assert.That(fixture.Service.Cloud.Group(Fixture.Group)!.Find(left.InstanceId)!.Standby, Is.EqualTo(Simulator.Model.Standby.No));
            Assert.That(left.Message, Does.Contain("was taken out of standby"));
            Assert.That(read.Outputs.Deviations.Single().Message, Is.EqualTo(left.Message));
            Assert.That(fixture.CallsOf("ExitStandby"), Is.EqualTo(1));
        }
    }

    [Test, Bug("standbyInstances set after the end did nothing and said nothing")]
    public async Task Update_SetAfterTheEnd_SaysThatItCountsFromTheNextRolloutOn()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);
        var inputs = Fixture.Inputs(change: inputs => inputs with { ResumeMode = ResumeMode.Continue });
        var done = (await fixture.UpdateAsync(await fixture.CreateAsync(inputs), inputs)).MustBeDone();
        int said = fixture.Log.Warnings.Count;

        var late = (await fixture.UpdateAsync(done, inputs with { StandbyInstances = StandbyInstances.ReturnToService }, oldInputs: inputs)).MustBeDone();

        Assert.That(late.Outputs.Outcome, Is.EqualTo(RefreshOutcome.PartiallySucceeded));
        Assert.That(fixture.Log.Warnings.Skip(said), Has.One.Contains(done.Outputs.Deviations.Single().InstanceId));
        Assert.That(fixture.CallsOf("ExitStandby"), Is.Zero);
    }

    [Test]
    public async Task Update_TheServiceRefusesToReturnIt_WarnsAndEndsAllTheSame()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.FailAlways);
        fixture.Service.Faults.Add(Fault.Error("ExitStandby", "ResourceUnavailable.InstanceInOperation"));
        var inputs = Fixture.Inputs(change: inputs => inputs with { ResumeMode = ResumeMode.Continue, StandbyInstances = StandbyInstances.ReturnToService });

        var done = (await fixture.UpdateAsync(await fixture.CreateAsync(inputs), inputs)).MustBeDone();

        Assert.That(done.Warnings, Has.Some.Contains("could not be taken out of standby"));
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.PartiallySucceeded));
    }
}
