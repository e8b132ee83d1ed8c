using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle.AdoptionSupport;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Creates that find an activity on the group: their own that nobody noted, the one of the state, or somebody else's. None starts twice, and none
/// reports success for what was not rolled out.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdoptionTests
{
    [Test]
    [Bug("a forced replacement, or the first up of another stack, took an old rollout for its own and said success")]
    public async Task Create_SuccessOfTheLastDayWithTheseSettings_IsIndeterminateOnceAndAcceptedByTheNextUp()
    {
        await using var fixture = await Fixture.OpenAsync();
        var earlier = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var next = fixture.NewProcess();

        var preview = await fixture.PreviewAsync(Fixture.Inputs(), process: next);
        var indeterminate = (await fixture.CreateAsync(Fixture.Inputs(), process: next)).MustBeIncomplete();
        var diff = new OperationLedger().Diff(
            Fixture.Urn, ActivityId.Parse(indeterminate.Id), Fixture.Inputs(), indeterminate.Outputs, Fixture.Inputs().ToMap());
        var accepted = (await fixture.UpdateAsync(indeterminate, Fixture.Inputs(), process: fixture.NewProcess())).MustBeDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Warnings[0], Does.StartWith("This update will end with an error").And.Contain("accepts it"));
            Assert.That((indeterminate.Id, indeterminate.Outputs.IsIndeterminate, indeterminate.Outputs.Outcome), Is.EqualTo((earlier.Id, true, RefreshOutcome.AwaitingApproval)));
            Assert.That((diff.Changes, diff.Replaces), Is.EqualTo((true, false)), "never silent");
            Assert.That((accepted.Outputs.IsIndeterminate, accepted.Outputs.Adopted, accepted.Outputs.Outcome), Is.EqualTo((false, false, RefreshOutcome.Succeeded)));
            Assert.That(fixture.Writes, Is.EqualTo("Start"));
        }
    }

    [Test]
    public async Task Create_SuccessThatIsProvedByComputedTriggers_IsAdoptedAsCompleted()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var killed = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        var done = (await fixture.CreateAsync(inputs, process: fixture.NewProcess())).MustBeDone();

        Assert.That((done.Id, done.Outputs.Outcome), Is.EqualTo((killed.Id, RefreshOutcome.Succeeded)));
        Assert.That(fixture.Log.Warnings[^1], Does.Contain("adopted as already completed").And.EndWith("change a trigger."));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_ComputedTriggerThatTheConfigurationDoesNotHave_IsIndeterminate()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(OfImage(fixture, "img-00000002"), process: fixture.NewProcess());

        var indeterminate = (await fixture.CreateAsync(With("imageId", "img-00000003"), process: fixture.NewProcess())).MustBeIncomplete();

        Assert.That(indeterminate.Outputs.IsIndeterminate, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_RunKilledAfterItsStart_WatchesItsActivityToTheEnd(bool isProved)
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = isProved ? OfImage(fixture, "img-00000002") : Fixture.Inputs();
        var lost = await fixture.CreateAsync(inputs with { WaitFor = WaitTarget.Started }, process: fixture.NewProcess());

        var found = await fixture.CreateAsync(inputs, process: fixture.NewProcess());

        Assert.That((found.Id, found.Outputs.Status, found.Outputs.IsIndeterminate), Is.EqualTo((lost.Id, "SUCCESSFUL", !isProved)));
        Assert.That(found is OperationResult.Done, Is.EqualTo(isProved));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [TestCase("another setting")]
    [TestCase("another configuration")]
    [TestCase("a day")]
    [TestCase("deleted first")]
    [TestCase("replaced")]
    [TestCase("undone")]
    public async Task Create_AfterASuccessThatIsNotThisOne_StartsAnother(string since)
    {
        await using var fixture = await Fixture.OpenAsync();
        var first = await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess());
        var next = fixture.NewProcess();
        var wanted = Fixture.Inputs(since == "another setting" ? 2 : 3);
        switch (since)
        {
            case "another configuration":
                SetImage(fixture, "img-00000002");
                break;
            case "a day":
                fixture.Service.Cloud.Advance(TimeSpan.FromHours(24));
                break;
            case "deleted first":
                await fixture.DeleteAsync(first, process: next);
                break;
            case "replaced":
                wanted = With("label", "again");
                var ledger = Fixture.Compared(first, Fixture.Inputs(), wanted);
                next = fixture.NewProcess(ledger);
                await fixture.DeleteAsync(first, process: next);
                break;
            case "undone":
                fixture.RollBackByHand(first.Outputs.RefreshActivityId);
                fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(20));
                break;
            default:
                break;
        }

        var second = (await fixture.CreateAsync(wanted, process: next)).MustBeDone();

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task Create_CancelledInTheLastDay_IsIndeterminateOnceAndReplacedByTheNextUp()
    {
        await using var fixture = await Fixture.OpenAsync();
        var started = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        await fixture.DeleteAsync(started, process: fixture.NewProcess());

        var indeterminate = (await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess())).MustBeIncomplete();
        var diff = RefreshDiff.Between(Fixture.Inputs(), indeterminate.Outputs, Fixture.Inputs().ToMap());

        Assert.That((indeterminate.Outputs.Status, indeterminate.Outputs.IsIndeterminate, indeterminate.Outputs.Outcome), Is.EqualTo(("CANCELLED", true, RefreshOutcome.AwaitingApproval)));
        Assert.That(indeterminate.Reasons[^1], Does.Contain("run `pulumi up` again to start a new rollout"));
        Assert.That(diff.Replaces, Is.True);
    }

    [Test]
    public async Task Create_TriedAgainByTheSameProcess_NeverStartsAnother()
    {
        await using var fixture = await Fixture.OpenAsync();
        var late = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromSeconds(60)))).MustBeIncomplete();
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(10)); // meanwhile it has succeeded in the cloud

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(done.Id, Is.EqualTo(late.Id));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_LaunchConfigurationChangedSinceTheOtherStarted_IsAConflict()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        fixture.Service.Cloud.Advance(TimeSpan.FromSeconds(5));
        SetImage(fixture, "img-00000002");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess()));

        Assert.That(refused!.Message, Does.Contain(Fixture.Group).And.Contain("onConflict"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    [Bug("a change of a tag alone made a replacement forget the run that was killed after its start")]
    public async Task Create_OnlyATagChangedSinceTheLostStart_AdoptsItByTheStoredItems()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var killed = fixture.NewProcess(CheckedTwice(old, inputs, inputs));
        var lost = await fixture.CreateAsync(inputs, process: killed);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        SetImage(fixture, "img-00000002"); // raises version and time, and changes nothing

        var found = (await fixture.CreateAsync(inputs, process: fixture.NewProcess(CheckedTwice(old, inputs, inputs)))).MustBeIncomplete();

        Assert.That(found.Id, Is.EqualTo(lost.Id));
        Assert.That(found.Outputs.IsIndeterminate, Is.True, "the items may have changed and changed back");
        Assert.That(fixture.Writes, Is.EqualTo("Start Start"));
    }

    [Test]
    [Bug("an image that went forth and back proved a rollout that had brought the other image")]
    public async Task Create_ItemsChangedAndChangedBackSinceTheStoredOnes_ProveNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = OfImage(fixture, "img-00000002");
        var old = await fixture.CreateAsync(inputs, process: fixture.NewProcess());
        var other = OfImage(fixture, "img-00000003");
        var killed = fixture.NewProcess(Fixture.Compared(old, inputs, other));
        await fixture.DeleteAsync(old, process: killed, inputs: inputs);
        await fixture.CreateAsync(other, process: killed);
        SetImage(fixture, "img-00000002");
        var ledger = Fixture.Compared(old, inputs, inputs);
        ledger.Check(Fixture.Urn, null, null, inputs.ToMap());

        var found = (await fixture.CreateAsync(inputs, process: fixture.NewProcess(ledger))).MustBeIncomplete();

        Assert.That(found.Outputs.IsIndeterminate, Is.True, "every instance runs the other image");
    }
}
