using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class DeleteTests
{
    [Test]
    public async Task Delete_InFlight_StopsWaitsCancelsAndWaits()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);

        await stage.DeleteAsync(running);

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"));
        Assert.That(stage.Writes, Is.EqualTo("Start Stop Cancel"));
        Assert.That(stage.Log.Infos, Has.Some.Contains("it can be neither resumed nor rolled back afterwards"));
    }

    [Test]
    public async Task Delete_FailedPause_CancelsAndNamesWhatStaysInStandby()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());

        await stage.DeleteAsync(failed);

        Assert.That(stage.Writes, Is.EqualTo("Start Cancel"));
        Assert.That(stage.Log.Warnings.Single(), Does.Contain(failed.Outputs.FailedInstances.Single().InstanceId).And.Contain("stay in standby"));
    }

    [Test]
    public async Task Delete_Succeeded_CallsNothing()
    {
        await using var stage = await Stage.OpenAsync();
        var done = await stage.CreateAsync(Stage.Inputs());
        stage.Service.ClearCalls();

        await stage.DeleteAsync(done);

        Assert.That(stage.Service.Calls, Is.Empty);
    }

    [Test]
    public async Task Delete_StateWithoutOutputs_LooksForItself()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);

        await stage.NewProcess().DeleteAsync(Stage.Urn, ActivityId.Parse(running.Id), inputs: null, outputs: null, stage.Context());

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Delete_EndedMeanwhile_WritesNothing()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(10));

        await stage.DeleteAsync(running);

        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Delete_GroupGone_IsDone()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        stage.Service.Cloud.DropGroup(Stage.Group);
        stage.Service.Cloud.ForgetActivity(running.Outputs.RefreshActivityId);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(5));

        await stage.DeleteAsync(running);

        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [TestKit.Bug("a deletion ended as done after one empty answer, and the activity lived on")]
    public async Task Delete_OneEmptyAnswer_IsNotBelieved()
    {
        await using var stage = await Stage.OpenAsync();
        var running = await stage.CreateAsync(Started);
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(2)); // no longer so new that it might not be listed yet
        stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet));

        await stage.DeleteAsync(running);

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Delete_CancelledWhileItsRollbackLives_EndsTheRollback()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var inputs = Stage.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { FailProcess = FailProcess.AutoRollback } });
        using var ctrlC = new CancellationTokenSource();
        stage.Log.OnLine = line => line.Contains("rollback 1/", StringComparison.Ordinal) ? ctrlC.CancelAsync() : Task.CompletedTask;
        var interrupted = (await stage.CreateAsync(inputs, stage.InterruptedBy(ctrlC.Token))).MustBeIncomplete();
        stage.Log.OnLine = null;

        // As if the run had ended before it noticed the rollback.
        await stage.NewProcess().DeleteAsync(
            Stage.Urn, ActivityId.Parse(interrupted.Id), inputs, interrupted.Outputs with { RollbackActivityId = null, Status = "CANCELLED", ActivityType = "NORMAL" }, stage.Context());

        Assert.That(stage.StatusOf(), Is.EqualTo("CANCELLED"), "the rollback");
    }

    [Test]
    public async Task Delete_RefusedByTheService_KeepsTheResource()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Faults.Add(Fault.Error("CancelInstanceRefresh", "UnauthorizedOperation"));

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.DeleteAsync(failed));

        Assert.That(kept!.Message, Does.Contain("CancelInstanceRefresh was refused with UnauthorizedOperation"));
    }

    [Test]
    public async Task Delete_LimitReached_KeepsTheResource()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1, FaultKind.Stuck);
        var running = await stage.CreateAsync(Started);

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => stage.DeleteAsync(running, stage.Context(TimeSpan.FromSeconds(120))));

        Assert.That(kept!.Message, Does.Contain("at the limit of 2m00s"));
    }

    [Test]
    public async Task Delete_ThenCreate_StartsANewRollout()
    {
        await using var stage = await Stage.OpenAsync();
        var first = await stage.CreateAsync(Started);
        var next = stage.NewProcess();
        await stage.DeleteAsync(first, process: next);

        var second = (await stage.CreateAsync(Stage.Inputs(), process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start Stop Cancel Start"));
    }

    private static RefreshInputs Started => Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });
}
