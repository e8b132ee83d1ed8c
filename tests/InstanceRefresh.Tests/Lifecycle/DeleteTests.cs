using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class DeleteTests
{
    [Test]
    public async Task Delete_InFlight_StopsWaitsCancelsAndWaits()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);

        await fixture.DeleteAsync(running);

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Cancel"));
        Assert.That(fixture.Log.Infos, Has.Some.Contains("it can be neither resumed nor rolled back afterwards"));
    }

    [Test]
    public async Task Delete_FailedPause_CancelsAndNamesWhatStaysInStandby()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        await fixture.DeleteAsync(failed);

        Assert.That(fixture.Writes, Is.EqualTo("Start Cancel"));
        Assert.That(fixture.Log.Warnings.Single(), Does.Contain(failed.Outputs.FailedInstances.Single().InstanceId));
    }

    [Test]
    public async Task Delete_Succeeded_CallsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.ClearCalls();

        await fixture.DeleteAsync(done);

        Assert.That(fixture.Service.Calls, Is.Empty);
    }

    [Test]
    public async Task Delete_StateWithoutOutputs_PollsForItself()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);

        await fixture.NewProcess().DeleteAsync(Fixture.Urn, ActivityId.Parse(running.Id), inputs: null, outputs: null, fixture.Context());

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Delete_EndedMeanwhile_WritesNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        await fixture.DeleteAsync(running);

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Delete_GroupGone_IsDone()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Cloud.DropGroup(Fixture.Group);
        fixture.Service.Cloud.ForgetActivity(running.Outputs.RefreshActivityId);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        await fixture.DeleteAsync(running);

        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [TestKit.Bug("a deletion ended as done after one empty answer, and the activity lived on")]
    public async Task Delete_OneEmptyAnswer_IsNotBelieved()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(2)); // no longer so new that it might not be listed yet
        fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));

        await fixture.DeleteAsync(running);

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Delete_CancelledWhileItsRollbackLives_EndsTheRollback()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var inputs = Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoRollback } });
        using var ctrlC = new CancellationTokenSource();
        fixture.Log.OnLine = line => line.Contains("rollback 1/", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        var interrupted = (await fixture.CreateAsync(inputs, fixture.InterruptedBy(ctrlC.Token))).MustBeIncomplete();
        fixture.Log.OnLine = null;

        // As if the run had ended before it noticed the rollback.
        await fixture.NewProcess().DeleteAsync(
            Fixture.Urn, ActivityId.Parse(interrupted.Id), inputs, interrupted.Outputs with { RollbackActivityId = null, Status = "CANCELLED", ActivityType = "NORMAL" }, fixture.Context());

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"), "the rollback");
    }

    [Test]
    public async Task Delete_RefusedByTheService_KeepsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Faults.Add(Fault.Error("CancelInstanceRefresh", "UnauthorizedOperation"));

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(failed));

        Assert.That(kept!.Message, Does.Contain("CancelInstanceRefresh").And.Contain("UnauthorizedOperation"));
    }

    [Test]
    public async Task Delete_LimitReached_KeepsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1, FaultKind.Stuck);
        var running = await fixture.CreateAsync(Started);

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(running, fixture.Context(TimeSpan.FromSeconds(120))));

        Assert.That(kept!.Message, Does.Contain("2m00s"));
    }

    [Test]
    public async Task Delete_ThenCreate_StartsANewRollout()
    {
        await using var fixture = await Fixture.OpenAsync();
        var first = await fixture.CreateAsync(Started);
        var next = fixture.NewProcess();
        await fixture.DeleteAsync(first, process: next);

        var second = (await fixture.CreateAsync(Fixture.Inputs(), process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start Stop Cancel Start"));
    }

    private static RefreshInputs Started => Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });
}
