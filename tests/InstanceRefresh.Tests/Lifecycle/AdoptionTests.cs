using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Creates that find an activity on the group: their own that nobody noted, the old one, or somebody else's. Each trigger is rolled once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdoptionTests
{
    [Test]
    public async Task Create_AfterACrash_TakesUpItsOwnActivity()
    {
        await using var stage = await Stage.OpenAsync();
        var inputs = Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });
        var lost = await stage.CreateAsync(inputs); // the process is killed before its answer is stored

        var done = (await stage.CreateAsync(inputs with { WaitFor = WaitTarget.Completed }, process: stage.NewProcess())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(lost.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
        Assert.That(stage.Log.Warnings.Single(), Does.Contain("an earlier attempt must have ended early"));
    }

    [Test]
    [Bug("a foreign activity that resembled ours was resumed")]
    public async Task Create_AfterACrashAndAFailure_KeepsTheIdAndTheNextRunRetries()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 1);
        await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());

        var watched = (await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { FailureRetries = 2 }))).MustBeIncomplete();
        Assert.That(stage.Writes, Is.EqualTo("Start"), "it may be somebody else's");
        Assert.That(watched.Reasons[0], Does.Contain("is FAILED_PAUSE at batch 1 of 3").And.Contain("no action was taken"));
        Assert.That(watched.Reasons[^1], Does.Contain("run `pulumi up` again to continue from here"));
        var done = (await stage.UpdateAsync(watched, Stage.Inputs())).MustBeDone();

        Assert.That((done.Outputs.Outcome, done.Outputs.ResumeCount), Is.EqualTo((RefreshOutcome.Succeeded, 1)));
        Assert.That(stage.Writes, Is.EqualTo("Start Resume"));
    }

    [Test]
    [Bug("a create did not know its own activity again, since fewer instances were in service by then")]
    public async Task Create_AfterACrashWithAShare_TakesUpItsOwnActivity()
    {
        await using var stage = await Stage.OpenAsync(10);
        var inputs = Stage.Inputs(change: inputs => inputs with { Settings = new RolloutSettings { MaxUnavailablePercent = 30 } });
        var lost = await stage.CreateAsync(inputs with { WaitFor = WaitTarget.Started });
        stage.Service.Cloud.Advance(TimeSpan.FromSeconds(30));

        var done = (await stage.CreateAsync(inputs, process: stage.NewProcess())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(lost.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("second start after a crash whose activity had ended")]
    public async Task Create_AfterACrashAndASuccess_TakesItUpAsDone()
    {
        await using var stage = await Stage.OpenAsync();
        var lost = await stage.CreateAsync(Stage.Inputs());
        var next = stage.NewProcess();

        var preview = await stage.PreviewAsync(Stage.Inputs(), process: next);
        var done = (await stage.CreateAsync(Stage.Inputs(), process: next)).MustBeDone();

        Assert.That(preview.Lines[0], Does.StartWith($"Activity {lost.Outputs.RefreshActivityId} ").And.Contain("taken up as done"));
        Assert.That((done.Id, done.Outputs.Outcome), Is.EqualTo((lost.Id, RefreshOutcome.Succeeded)));
        Assert.That(stage.Log.Warnings.Single(), Does.Contain(lost.Outputs.RefreshActivityId).And.EndWith("change a trigger in the next update."));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [TestCase("another setting")]
    [TestCase("another configuration")]
    [TestCase("a day")]
    [TestCase("deleted")]
    [TestCase("replaced")]
    [TestCase("undone")]
    public async Task Create_AfterASuccessThatIsNotThisOne_StartsAnother(string since)
    {
        await using var stage = await Stage.OpenAsync();
        var first = await stage.CreateAsync(Stage.Inputs());
        var next = stage.NewProcess();
        switch (since)
        {
            case "another configuration":
                stage.Service.Call("ModifyLaunchConfigurationAttributes", """{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"img-00000002"}""");
                break;
            case "a day":
                stage.Service.Cloud.Advance(TimeSpan.FromHours(24));
                break;
            case "deleted":
                await next.DeleteAsync(ActivityId.Parse(first.Id), first.Outputs, stage.Context());
                break;
            case "replaced":
                next.Remember(ActivityId.Parse(first.Id), Stage.Inputs(), first.Outputs, Stage.Group, replaces: true);
                break;
            case "undone":
                stage.RollBackByHand(first.Outputs.RefreshActivityId);
                stage.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
                break;
            default:
                break;
        }

        var second = (await stage.CreateAsync(Stage.Inputs(since == "another setting" ? 2 : 3), process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    /// <summary>The engine asks for a diff also where an earlier run has deleted the old one and went no further.</summary>
    [TestCase(WaitTarget.Completed, "taken up as done")]
    [TestCase(WaitTarget.Started, "this run only watches it")]
    [Bug("a replacement whose run was killed after its start was started again")]
    public async Task Create_OfAReplacementThatWasStartedAndNotNoted_TakesUpTheNewerOne(WaitTarget killedWhen, string told)
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs());
        var killed = stage.NewProcess();
        await killed.DeleteAsync(ActivityId.Parse(old.Id), old.Outputs, stage.Context());
        var lost = await stage.CreateAsync(Relabelled() with { WaitFor = killedWhen }, process: killed);
        var next = stage.NewProcess();
        next.Remember(ActivityId.Parse(old.Id), Stage.Inputs(), old.Outputs, Stage.Group, replaces: true);

        var preview = await stage.PreviewAsync(Relabelled(), process: next);
        var done = (await stage.CreateAsync(Relabelled(), process: next)).MustBeDone();

        Assert.That(preview.Lines[0], Does.StartWith("If an earlier run began this replacement and was interrupted: ").And.Contain(lost.Outputs.RefreshActivityId));
        Assert.That(preview.Lines[1], Does.StartWith("Rollout on scaling group"), "or else");
        Assert.That(done.Id, Is.EqualTo(lost.Id));
        Assert.That(stage.Log.Warnings[^1], Does.Contain(told));
        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("a replacement broken off between deletion and start was never started, since the old rollout looked like a lost one")]
    public async Task Create_OfAReplacementThatWasNotStarted_StartsIt()
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs());
        await stage.NewProcess().DeleteAsync(ActivityId.Parse(old.Id), old.Outputs, stage.Context());
        var next = stage.NewProcess();
        next.Remember(ActivityId.Parse(old.Id), Stage.Inputs(), old.Outputs, Stage.Group, replaces: true);

        var done = (await stage.CreateAsync(Relabelled(), process: next)).MustBeDone();

        Assert.That(done.Id, Is.Not.EqualTo(old.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    public async Task Create_OfAReplacementThatWasTakenBack_KeepsTheOldRollout()
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs());
        await stage.NewProcess().DeleteAsync(ActivityId.Parse(old.Id), old.Outputs, stage.Context());
        // The image went forth and back, so the configuration is newer than the rollout, and as it was.
        stage.Service.Call("ModifyLaunchConfigurationAttributes", """{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"img-00000002"}""");
        var next = stage.NewProcess();
        next.Remember(ActivityId.Parse(old.Id), Stage.Inputs(), old.Outputs, Stage.Group, replaces: false);

        var preview = await stage.PreviewAsync(Stage.Inputs(), process: next);
        var done = (await stage.CreateAsync(Stage.Inputs(), process: next)).MustBeDone();

        Assert.That(preview.Lines[0], Does.EndWith("It is kept; nothing is started."));
        Assert.That(done.Outputs, Is.EqualTo(old.Outputs), "with the version that it brought in");
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    /// <summary>A limit, told in the README: the service's activity carries no trigger, so whose it is cannot be told.</summary>
    [Test]
    public async Task Create_AfterAKilledRunAndAnotherLabel_TakesUpWhatTheKilledRunStarted()
    {
        await using var stage = await Stage.OpenAsync();
        var lost = await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());

        var done = (await stage.CreateAsync(Relabelled())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(lost.Id));
        Assert.That(stage.Log.Warnings[^1], Does.Contain("taken up as done").And.EndWith("change a trigger in the next update."));
    }

    [Test]
    [Bug("a rollout that moved to another group took up somebody's refresh there")]
    public async Task Create_OfARolloutThatHasMovedHere_TakesUpNobodyElses()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess());
        var elsewhere = new ActivityId("asg-elsewher", "asr-elsewher");
        var moving = stage.NewProcess();
        moving.Remember(elsewhere, Stage.Inputs() with { AutoScalingGroupId = elsewhere.GroupId }, outputs: null, Stage.Group, replaces: true);
        await moving.DeleteAsync(elsewhere, new RefreshOutputs { RefreshActivityId = elsewhere.RefreshActivityId, Status = ActivityStatus.Successful }, stage.Context());

        (await stage.CreateAsync(Stage.Inputs(), process: moving)).MustBeDone();

        Assert.That(stage.Writes, Is.EqualTo("Start Start"));
    }

    [TestCase(WaitTarget.Completed)]
    [TestCase(WaitTarget.Started)]
    [Bug("somebody's refresh of equal settings was taken for the rollout that a changed trigger asks for")]
    public async Task Create_InTheRunThatDeletedTheOldOne_TakesUpNobodyElses(WaitTarget theirs)
    {
        await using var stage = await Stage.OpenAsync();
        var old = await stage.CreateAsync(Stage.Inputs());
        await stage.CreateAsync(Stage.Inputs(2) with { WaitFor = theirs }, process: stage.NewProcess());
        var replacing = stage.NewProcess();
        replacing.Remember(ActivityId.Parse(old.Id), Stage.Inputs(), old.Outputs, Stage.Group, replaces: true);
        await replacing.DeleteAsync(ActivityId.Parse(old.Id), old.Outputs, stage.Context());
        RefreshInputs wanted = Relabelled() with { Settings = new RolloutSettings { BatchNumber = 2 } };

        if (theirs == WaitTarget.Completed)
        {
            (await stage.CreateAsync(wanted, process: replacing)).MustBeDone();
            Assert.That(stage.Writes, Is.EqualTo("Start Start Start"));
        }
        else
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.CreateAsync(wanted, process: replacing));
            Assert.That(refused!.Message, Does.Contain("holds scaling group"));
            Assert.That(stage.Writes, Is.EqualTo("Start Start"));
        }
    }

    [Test]
    public async Task Create_TriedAgainByTheSameProcess_NeverStartsAnother()
    {
        await using var stage = await Stage.OpenAsync();
        var late = (await stage.CreateAsync(Stage.Inputs(), stage.Context(TimeSpan.FromSeconds(60)))).MustBeIncomplete();
        stage.Service.Cloud.Advance(TimeSpan.FromMinutes(10)); // meanwhile it has succeeded in the cloud

        var done = (await stage.CreateAsync(Stage.Inputs())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(late.Id));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_LaunchConfigurationChangedSinceTheOtherStarted_IsAConflict()
    {
        await using var stage = await Stage.OpenAsync();
        await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));
        stage.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        stage.Service.Call("ModifyLaunchConfigurationAttributes", """{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"img-00000002"}""");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess()));

        Assert.That(refused!.Message, Does.Contain("holds scaling group"));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    private static RefreshInputs Relabelled() => Stage.Inputs(change: inputs => inputs with { Triggers = inputs.Triggers.SetItem("label", "again") });
}
