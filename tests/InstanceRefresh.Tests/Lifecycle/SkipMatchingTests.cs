using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>A first rollout of machines that run what it would give them starts nothing; where that is not certain, it rolls.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SkipMatchingTests
{
    private static readonly RefreshInputs Skipping = Fixture.Inputs() with { SkipMatching = true };

    [Test, Bug("a first `up` reinstalled machines that were a minute old: 6m09s for six instances with the image they already had")]
    public async Task Create_EveryInstanceIsCurrent_StartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();

        var preview = await fixture.PreviewAsync(Skipping);
        var skipped = (await fixture.CreateAsync(Skipping)).MustBeDone();

        Assert.That(preview.Lines[0], Does.StartWith("skipMatching: nothing will be started, since all 6 instances run"));
        Assert.That((skipped.Id, skipped.Outputs.Status, skipped.Outputs.Outcome, skipped.Outputs.Verified),
            Is.EqualTo(($"{Fixture.Group}/none", "SKIPPED", RefreshOutcome.UpToDate, true)));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    public async Task Skipped_EveryLaterOperation_CopesWithIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        var skipped = await fixture.CreateAsync(Skipping);
        int calls = fixture.Service.Calls.Length;

        Assert.That(Fixture.Compared(skipped, Skipping, Skipping).Diff(Fixture.Urn, ActivityId.Parse(skipped.Id), Skipping, skipped.Outputs, Skipping.ToMap()).Changes, Is.False);
        Assert.That((await fixture.PreviewAsync(Skipping, skipped)).MayChange, Is.False);
        Assert.That((await fixture.UpdateAsync(skipped, Skipping with { FailureRetries = 2 }, oldInputs: Skipping)).MustBeDone().Outputs, Is.EqualTo(skipped.Outputs));
        Assert.That((await fixture.UpdateAsync(skipped, Skipping with { DesiredState = DesiredState.Cancelled }, oldInputs: Skipping)).MustBeDone().Outputs, Is.EqualTo(skipped.Outputs));
        Assert.That(fixture.Service.Calls, Has.Length.EqualTo(calls), "none of these has anything to ask");

        var read = (ReadResult.Found)await fixture.ReadAsync(skipped.Id, Skipping, skipped.Outputs);
        Assert.That((read.Outputs, read.Inputs), Is.EqualTo((skipped.Outputs, Skipping)));
        var imported = (ReadResult.Found)await fixture.ReadAsync(skipped.Id, inputs: null, outputs: null);
        Assert.That((imported.Outputs.Status, imported.Outputs.IsImported), Is.EqualTo(("SKIPPED", true)));

        await fixture.DeleteAsync(skipped, inputs: Skipping);
        Assert.That(fixture.Writes, Is.Empty);
        fixture.Service.Cloud.DropGroup(Fixture.Group);
        Assert.That(await fixture.ReadAsync(skipped.Id, Skipping, skipped.Outputs), Is.InstanceOf<ReadResult.NotFound>());
    }

    [Test]
    public async Task Skipped_ChangedTrigger_Rolls()
    {
        await using var fixture = await Fixture.OpenAsync();
        var skipped = await fixture.CreateAsync(Skipping);
        var wanted = Skipping with { Triggers = Skipping.Triggers.Add("again", "1") };
        var ledger = Fixture.Compared(skipped, Skipping, wanted);
        var next = fixture.NewProcess(ledger);

        await fixture.DeleteAsync(skipped, process: next, inputs: Skipping);
        var rolled = (await fixture.CreateAsync(wanted, process: next)).MustBeDone();

        Assert.That((rolled.Outputs.Outcome, fixture.Writes), Is.EqualTo((RefreshOutcome.Succeeded, "Start")));
    }

    [TestCase("image")]
    [TestCase("version")]
    [TestCase("permission")]
    public async Task Create_NotCertain_Rolls(string indeterminate)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => indeterminate == "permission" ? Fixture.WithoutMachines(options) : options);
        if (indeterminate == "image")
            fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(group.Instances[5].Id, instance => instance with { ImageId = "img-other001" }));
        else if (indeterminate == "version")
            fixture.ChangesConfiguration(new { LaunchConfigurationName = "renamed" });

        (await fixture.CreateAsync(Skipping)).MustBeDone();
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [Test]
    public async Task Create_AnInstanceFailedInAnEndedActivity_Rolls()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 1);
        await fixture.DeleteAsync(await fixture.CreateAsync(Fixture.Inputs()));

        await fixture.CreateAsync(Skipping with { Settings = new RolloutSettings { BatchNumber = 2 } }, process: fixture.NewProcess());

        Assert.That(fixture.Writes, Is.EqualTo("Start Cancel Start"));
    }

    [Test]
    public async Task Create_ForcedReplacementThatSkips_FailsItsDelete()
    {
        await using var fixture = await Fixture.OpenAsync();
        var old = await fixture.CreateAsync(Fixture.Inputs());
        var process = fixture.NewProcess();

        // Without deleteBeforeReplace the engine tells nothing of the old entry before it creates, and the rollout that it holds has other settings.
        var skipped = (await fixture.CreateAsync(Skipping with { Settings = new RolloutSettings { BatchNumber = 2 } }, process: process)).MustBeDone();

        Assert.That(skipped.Outputs.Outcome, Is.EqualTo(RefreshOutcome.UpToDate));
        await Assert.ThatAsync(() => fixture.DeleteAsync(old, process: process), Throws.TypeOf<DeletionIncompleteException>());
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }
}
