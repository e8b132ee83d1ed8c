using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class PreviewTests
{
    [Test]
    public async Task Preview_OfACreate_ReadsOnlyAndIsTheSameEveryTime()
    {
        await using var fixture = await Fixture.OpenAsync();

        var first = await fixture.PreviewAsync(Fixture.Inputs());
        var second = await fixture.PreviewAsync(Fixture.Inputs());

        Assert.That(first.Lines, Is.EqualTo(second.Lines));
        Assert.That(first.Lines, Has.Count.EqualTo(5), "the ordinary case");
        Assert.That(first.Lines[0], Does.Contain("6 instances in 3 batches of 2, reinstalled in place"));
        Assert.That(first.Lines.Skip(1).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]), Is.EqualTo(new[] { "Images", "Skipped", "Time", "Next" }));
        Assert.That(first.Warnings, Is.Empty);
        Assert.That(fixture.Service.Calls.Select(call => call.Action), Has.All.StartsWith("Describe"));
    }

    [Test]
    public async Task Preview_GroupNotKnownYet_AsksNothing()
    {
        await using var fixture = await Fixture.OpenAsync();

        var preview = await fixture.PreviewAsync(RefreshInputs.From(Written.LeastWith(""" "autoScalingGroupId": "«unknown»" """)));

        Assert.That(preview.Lines.Single(), Does.Contain("is not known yet"));
        Assert.That(fixture.Service.Calls, Is.Empty);
    }

    [TestCase("img-public01", "keepImageLogin=true", true)]
    [TestCase("img-public01", "keys=skey-1,keepImageLogin=true", true)]
    [TestCase("img-public01", "keys=skey-1,keepImageLogin=false", false)]
    [TestCase("img-own00001", "keepImageLogin=true", false)]
    [TestCase("img-missing1", "keepImageLogin=true", false)]
    [Bug("the login of a public image was to be kept, and the first batch was refused halfway")]
    public async Task Preview_LoginToBeKept_IsAskedOfTheImage(string image, string login, bool isWarned)
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with
        {
            Fleet = options.Fleet with { PublicImages = ["img-public01"], MissingImages = ["img-missing1"] },
        });

        var preview = await fixture.PreviewAsync(Fixture.Inputs() with { Triggers = Triggers(image, login) });

        Assert.That(preview.Warnings.Count(warning => warning.Contains(image, StringComparison.Ordinal)), Is.EqualTo(isWarned ? 1 : 0));
        Assert.That(fixture.Service.Calls.Count(call => call.Action == "DescribeImages"), Is.EqualTo(login.EndsWith("true", StringComparison.Ordinal) ? 1 : 0));
    }

    [Test]
    public async Task Preview_ImageThatMayNotBeLookedAt_IsNoWarning()
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with
        {
            Fleet = options.Fleet with
            {
                PublicImages = ["img-public01"],
                Credentials = [Simulator.Fleets.Credential.Default with { Denied = ["DescribeImages"] }],
            },
        });

        var preview = await fixture.PreviewAsync(Fixture.Inputs() with { Triggers = Triggers("img-public01", "keepImageLogin=true") });

        Assert.That(preview.Warnings, Is.Empty);
    }

    private static ImmutableSortedDictionary<string, string> Triggers(string image, string login)
        => ImmutableSortedDictionary<string, string>.Empty.Add("imageId", image).Add("loginSettings", login);

    [Test]
    public async Task Preview_WithBlockers_WarnsOfEach()
    {
        await using var fixture = await Fixture.OpenAsync();

        var preview = await fixture.PreviewAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { MaxSurge = 3 } }));

        Assert.That(preview.Warnings.Single(), Does.Contain("maxSurge 3"));
    }

    [TestCase("InternalError")]
    [TestCase("RequestLimitExceeded")]
    public async Task Preview_TroubleThatMayPass_IsAWarningAndNoError(string code)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.Error("*", code, times: null));

        var preview = await fixture.PreviewAsync(Fixture.Inputs());

        Assert.That(preview.Warnings.Single(), Does.Contain(code));
        Assert.That(preview.MayChange, Is.True);
    }

    [Test]
    public async Task Preview_NobodyAnswers_IsAWarningAndNoError()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.OfAction("*", FaultKind.Reset) with { Times = null });

        var preview = await fixture.PreviewAsync(Fixture.Inputs());

        Assert.That(preview.Warnings.Single(), Does.Contain("could not be determined"));
    }

    [TestCase("AuthFailure.SecretIdNotFound", false)]
    [TestCase("AuthFailure.SignatureFailure", true)]
    [TestCase("UnauthorizedOperation", false)]
    [TestCase("UnauthorizedOperation", true)]
    [Bug("credentials that the service refuses failed the update only, and the preview before it ended with 0 and a warning")]
    public async Task Preview_CredentialsThatTheServiceRefuses_FailsAsTheUpdateWould(string code, bool exists)
    {
        await using var fixture = await Fixture.OpenAsync();
        var existing = exists ? await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = AutoScaling.BatchPause.FirstBatch } })) : null;
        fixture.Service.Faults.Add(Fault.Error("*", code, times: null));

        var refused = await Assert.ThrowsAsync<AutoScaling.CloudServiceException>(() => fixture.PreviewAsync(Fixture.Inputs(), existing));

        Assert.That(refused!.Code, Is.EqualTo(code));
    }

    [Test]
    [Bug("a group that does not exist failed the update only, and the preview before it ended with 0 and a warning")]
    public async Task Preview_GroupThatDoesNotExist_FailsAsTheUpdateWould()
    {
        await using var fixture = await Fixture.OpenAsync();

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.PreviewAsync(Fixture.Inputs() with { AutoScalingGroupId = "asg-00000000" }));

        Assert.That(refused!.Reasons.Single(), Does.Contain("asg-00000000"));
    }

    [TestCase(DesiredState.Cancelled, true)]
    [TestCase(DesiredState.RolledBack, true)]
    [TestCase(DesiredState.Paused, false)]
    [Bug("a first update with desiredState Cancelled failed after a preview that had only warned")]
    public async Task Preview_NothingThereToEndOrUndo_FailsAsTheUpdateWould(DesiredState desired, bool fails)
    {
        await using var fixture = await Fixture.OpenAsync();
        var inputs = Fixture.Inputs() with { DesiredState = desired };

        if (fails)
            Assert.That((await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.PreviewAsync(inputs)))!.Reasons.Single(), Does.StartWith($"desiredState is {desired}"));
        else
            Assert.That((await fixture.PreviewAsync(inputs)).Lines, Has.Some.Contains("stays paused after the first batch"));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    [Bug("the preview of an update that cannot get on printed its reasons as several warnings, and each failed instance twice")]
    public async Task Preview_RolloutThatCannotGetOn_IsOneLineAndOneWarning()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var inputs = Fixture.Inputs() with { ApprovedThroughBatch = 0, ResumeMode = AutoScaling.ResumeMode.Continue };
        var failed = await fixture.CreateAsync(inputs);

        var preview = await fixture.PreviewAsync(inputs, failed);

        Assert.That(preview.Lines, Has.Count.EqualTo(1));
        Assert.That(preview.Warnings.Single().Split('\n'), Has.Length.EqualTo(4).And.Some.StartsWith("Instance ins-").And.Some.StartsWith("Next steps: "));
    }

    [Test]
    public async Task Preview_OwnActivityFromBefore_SaysThatItIsAdopted()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        var preview = await fixture.PreviewAsync(Fixture.Inputs(), process: fixture.NewProcess());

        Assert.That(preview.Lines.Single(), Does.StartWith("Activity asr-").And.Contain("It is adopted: this update only watches it and starts nothing."));
        Assert.That(preview.Warnings.Single(), Does.Contain("deleteBeforeReplace"));
    }

    [Test]
    [Bug("the fix of a failed batch ended the rollout, and nothing said that the failed instance stays in standby for good")]
    public async Task Preview_OfAReplacement_EndsTheOldOneFirstAndSaysWhatThatForfeits()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        var wanted = Fixture.Inputs(change: inputs => inputs with { Triggers = inputs.Triggers.SetItem("label", "again") });

        var preview = await fixture.PreviewAsync(wanted, process: fixture.NewProcess(Fixture.Compared(failed, Fixture.Inputs(), wanted)));

        Assert.That(preview.Lines[0], Does.StartWith($"First the deletion ends activity {failed.Outputs.RefreshActivityId} (FAILED_PAUSE)")
            .And.Contain("neither resumed nor rolled back"));
        Assert.That(preview.Lines[1], Does.StartWith("Rollout on scaling group"));
        Assert.That(preview.Lines[2], Does.Match(@"^Images: 5 on img-\w{8} → .*before this update img-\w{8}"), "those that a rollout selects");
        Assert.That(preview.Lines[3], Is.EqualTo("Skipped: 1 of 6 instances keep what they have."));
        Assert.That(fixture.Log.Infos, Has.None.Contains("before this update"), "only a preview cannot know");
        Assert.That(preview.Lines[^1], Does.Contain("deleteBeforeReplace: false or retainOnDelete"));
        Assert.That(preview.Lines[1], Does.Contain("5 instances in 3 batches (2, 2, 1)"), "what failed is not selected");
        Assert.That(preview.Warnings.Single(), Does.Contain($"{failed.Outputs.FailedInstances.Single().InstanceId} failed").And.Contain("stays in standby")
            .And.Contain("A retry first avoids that"));
    }

    [TestCase(DesiredState.Completed, "resumes it (RETRY) and follows it.")]
    [TestCase(DesiredState.Paused, "nothing to do.")]
    [TestCase(DesiredState.Cancelled, "cancels it; finished batches keep the new version, and it can be neither resumed nor rolled back afterwards.")]
    [TestCase(DesiredState.RolledBack, "rolls it back; the service restores the image by itself, UserData, EnhancedService, HostName, LoginSettings are read from the launch configuration as it is then.")]
    public async Task Preview_OfAFailedRollout_SaysWhatTheUpdateDoes(DesiredState desired, string deed)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());

        var preview = await fixture.PreviewAsync(Fixture.Inputs() with { DesiredState = desired }, failed);

        Assert.That(preview.Lines[0], Does.Contain("is FAILED_PAUSE at batch 2 of 3: ").And.EndWith(deed));
        Assert.That(preview.Lines[1], Does.StartWith($"Instance {failed.Outputs.FailedInstances.Single().InstanceId} (batch 2)"));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
    }

    [TestCase(DesiredState.Completed, "waits for the batches.")]
    [TestCase(DesiredState.Paused, "pauses it; the batch in progress finishes.")]
    [TestCase(DesiredState.Cancelled, "stops it, waits for the batch in progress, then cancels it.")]
    [TestCase(DesiredState.RolledBack, "stops it, waits for the batch in progress, then rolls it back.")]
    public async Task Preview_OfARunningRollout_SaysWhatTheUpdateDoes(DesiredState desired, string deed)
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started }));

        Assert.That((await fixture.PreviewAsync(Fixture.Inputs() with { DesiredState = desired }, running)).Lines.Single(), Does.EndWith(deed));
    }

    [Test]
    public async Task Preview_TooLateToCancel_WarnsOfTheRefusal()
    {
        await using var fixture = await Fixture.OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var preview = await fixture.PreviewAsync(Fixture.Inputs() with { DesiredState = DesiredState.Cancelled }, done);

        Assert.That(preview.Warnings.Single(), Does.Contain("there is nothing left to cancel"));
    }

    [Test]
    public async Task Queries_TellOfActivitiesAndPlans()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        var back = await fixture.UpdateAsync(failed, Fixture.Inputs() with { DesiredState = DesiredState.RolledBack });

        var all = await fixture.Lifecycle.GetActivitiesAsync(Fixture.Group, [], fixture.Context());
        var cancelled = await fixture.Lifecycle.GetActivitiesAsync(Fixture.Group, ["CANCELLED", "FAILED"], fixture.Context());
        var one = await fixture.Lifecycle.GetActivityAsync(back.Outputs.RollbackActivityId!, fixture.Context());
        var plan = await fixture.Lifecycle.GetPlanAsync(Fixture.Inputs(), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Select(view => view.ToMap().Text("refreshActivityId")), Is.EqualTo(new[] { back.Outputs.RollbackActivityId, failed.Outputs.RefreshActivityId }));
            Assert.That(cancelled.Single().ToMap().Text("refreshActivityId"), Is.EqualTo(failed.Outputs.RefreshActivityId));
            Assert.That(one!.ToMap().Text("originRefreshActivityId"), Is.EqualTo(failed.Outputs.RefreshActivityId));
            Assert.That(one.ToMap().Text("activityType"), Is.EqualTo("ROLLBACK"));
            Assert.That(await fixture.Lifecycle.GetActivityAsync("asr-00000000", fixture.Context()), Is.Null);
            Assert.That(plan.ToMap()["batchSizes"], Is.EqualTo(Written.Map("""{ "x": [2, 2, 2] }""")["x"]));
            Assert.That(plan.Blockers, Is.Empty);
        }
    }

    [Test]
    [Bug("create, preview, plan and rollback read the whole history of the group")]
    public async Task Preview_OfAGroupWithALongHistory_ReadsOnlyAsFarBackAsItNeeds()
    {
        await using var fixture = await Fixture.OpenAsync(1);
        for (int rollout = 0; rollout < 120; rollout++)
        {
            fixture.Service.Call("StartInstanceRefresh", JsonSerializer.Serialize(new
            {
                AutoScalingGroupId = Fixture.Group,
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 1, BatchPause = BatchPause.Automatic } },
            }));
            fixture.Service.Cloud.Advance(TimeSpan.FromDays(2));
        }

        fixture.Service.ClearCalls();
        await fixture.PreviewAsync(Fixture.Inputs(1));

        Assert.That(fixture.CallsOf("DescribeRefreshActivities"), Is.EqualTo(1));
    }
}
