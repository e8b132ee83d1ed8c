using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Whatever goes wrong: never a second start, never a lost id, never a silent end.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ResilienceTests
{
    [TestCase(FaultKind.LostAnswer)]
    [TestCase(FaultKind.Truncate)]
    [TestCase(FaultKind.Http)]
    [TestCase(FaultKind.Reset)]
    [Bug("second start after a lost answer")]
    public async Task Create_AnswerToTheStartLost_FindsTheActivityAndStartsNoOther(FaultKind kind)
    {
        await using var stage = await Stage.OpenAsync();
        stage.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", kind, FaultPhase.After));

        var done = (await stage.CreateAsync(Stage.Inputs())).MustBeDone();

        Assert.That(stage.Service.Cloud.ActivitiesOf(Stage.Group).Select(activity => activity.Id), Is.EqualTo(new[] { done.Outputs.RefreshActivityId }));
        Assert.That(stage.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [Test]
    public async Task Create_StartInDoubtAndNothingToBeSeen_TellsAndTheNextTakesItUp()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        // The looks for it fail as well, so that whether it was started stays open; the one before the start is let through.
        stage.Log.OnLine = Once(
            "Rollout on", () => stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.UnauthorizedOperation", times: null)));

        await Assert.ThrowsAsync<CloudTransportException>(() => stage.CreateAsync(Stage.Inputs()));
        stage.Service.Faults.Clear();
        stage.Log.OnLine = null;
        var found = (await stage.CreateAsync(Stage.Inputs(), process: stage.NewProcess())).MustBeIncomplete();

        Assert.That(stage.Log.Warnings, Has.Some.Contains("the next `pulumi up` adopts it"));
        Assert.That(found.Outputs.InDoubt, Is.True, "a trigger of the program's own is no evidence");
        Assert.That(stage.Service.Cloud.ActivitiesOf(Stage.Group).Single().Id, Is.EqualTo(found.Outputs.RefreshActivityId));
    }

    [Test]
    public async Task Create_LooksFailForAWhile_StillEndsWell()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once("1/3 · ", () =>
        {
            foreach (var kind in new[] { FaultKind.Http, FaultKind.Truncate, FaultKind.Reset, FaultKind.EmptySet, FaultKind.Sparse, FaultKind.Unordered })
                stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", kind) with { Times = 2 });
            stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "RequestLimitExceeded", times: 3));
            stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: 3));
        });

        (await stage.CreateAsync(Stage.Inputs())).MustBeDone();
    }

    [Test, Bug("silent for hours when the service does not answer")]
    public async Task Create_ServiceGoneForGood_TellsItAndEndsIncompleteAtTheDeadline()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once(
            "2/3 · ", () => stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: null)));

        var incomplete = (await stage.CreateAsync(
            Stage.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromMinutes(10) }))).MustBeIncomplete();

        Assert.That(stage.Log.Warnings[0], Does.StartWith("The service has not answered for 1m").And.Contain("RUNNING at batch 2 of 3"));
        Assert.That(stage.Log.Warnings, Has.Count.InRange(3, 11), "about once a minute");
        Assert.That(incomplete.Reasons[0], Does.Match(@"has not answered for \d+m\d\ds; .* was RUNNING at batch 2 of 3 when last seen\. It goes on in the cloud\."));
        Assert.That(incomplete.Outputs.CurrentBatch, Is.EqualTo(2), "what was last seen is kept");
    }

    [Test, Bug("no limit while the activity was never seen")]
    public async Task Create_ServiceGoneBeforeTheActivityWasListed_EndsIncompleteAtADerivedLimit()
    {
        await using var stage = await Stage.OpenAsync(change: options => options with { AdvancePerDescribe = null });
        stage.Log.OnLine = Once(
            "Rollout on", () => stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null }));
        var create = stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromMinutes(1) }));
        while (stage.CallsOf("DescribeRefreshActivities") < 4)
            await Task.Yield();
        stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: null));

        var incomplete = (await stage.Clock.RunAsync(create, TimeSpan.FromSeconds(20)).Soon()).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("was not seen at the limit of 13m00s (derived from its batches)"));
        Assert.That(stage.Log.Warnings[0], Does.StartWith("The service has not answered for 1m").And.Contain("was not seen yet"));
    }

    [Test]
    public async Task Create_NotListedAtFirst_WaitsUntilItIs()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once("Rollout on", () => stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = 4 }));

        (await stage.CreateAsync(Stage.Inputs())).MustBeDone();
    }

    [Test]
    public async Task Create_NoLongerListedOnTheWay_EndsIncompleteWithTheLastState()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once(
            "2/3 · ", () => stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null }));

        var incomplete = (await stage.CreateAsync(Stage.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("does not list activity").And.Contain("RUNNING when last seen"));
        Assert.That(incomplete.Outputs.RefreshedInstances, Is.EqualTo(2));
    }

    [Test]
    public async Task Create_StatusOfTheFuture_IsShownAndWaitedOn()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once("2/3 · ", () => stage.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.UnknownStatus) with { Times = 3 }));

        (await stage.CreateAsync(Stage.Inputs())).MustBeDone();

        Assert.That(stage.Log.Warnings.Single(), Does.Contain("is BAKING, a status that this version does not know"));
        Assert.That(stage.Log.Infos, Has.Some.StartsWith("BAKING"));
    }

    [Test]
    public async Task Create_KeyWithdrawnOnTheWay_EndsIncompleteWithTheId()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = Once("1/3 · ", () => stage.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.SecretIdNotFound", times: null)));

        var incomplete = (await stage.CreateAsync(Stage.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("could not be followed to its end").And.Contain("AuthFailure.SecretIdNotFound"));
        Assert.That(incomplete.Outputs.CurrentBatch, Is.EqualTo(1), "what was last seen is kept");
    }

    [Test]
    public async Task Create_LogThatThrows_EndsIncompleteWithTheId()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Log.OnLine = line => line.StartsWith("1/3 · ", StringComparison.Ordinal) ? throw new InvalidOperationException($"a bug with {Stage.Secret}") : Task.CompletedTask;

        var incomplete = (await stage.CreateAsync(Stage.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("an unexpected InvalidOperationException").And.Contain("This is a bug of the provider."));
    }

    /// <summary>Each call after the start is made to fail for good once: whichever it is, the id survives and the next run goes on.</summary>
    [Test]
    public async Task Create_AnyLaterCallFailsForGood_KeepsTheIdAndGoesOnNextTime([Range(1, 12)] int call)
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        const int LinesBeforeTheFirstLook = 8;
        int lines = 0;
        stage.Log.OnLine = _ =>
        {
            if (++lines == LinesBeforeTheFirstLook + call)
                stage.Service.Faults.Add(Fault.Error("*", "AuthFailure.UnauthorizedOperation"));
            return Task.CompletedTask;
        };
        var inputs = Stage.Inputs(change: inputs => inputs with { FailureRetries = 1 });

        var result = await stage.CreateAsync(inputs);
        stage.Log.OnLine = null;
        for (int runs = 0; runs < 3 && result is OperationResult.Incomplete; runs++)
            result = await stage.UpdateAsync(result, inputs);

        Assert.That(result.MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [Test]
    public async Task Resume_AnswerLost_IsSentOnce()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2);
        var failed = await stage.CreateAsync(Stage.Inputs());
        stage.Service.Faults.Add(Fault.OfAction("ResumeInstanceRefresh", FaultKind.LostAnswer));

        var done = (await stage.UpdateAsync(failed, Stage.Inputs())).MustBeDone();

        Assert.That(stage.CallsOf("ResumeInstanceRefresh"), Is.EqualTo(1));
        Assert.That(done.Outputs.ResumeCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Create_NothingMoves_GivesUpAfterTheDeadlineAndLeavesItAsItIs()
    {
        await using var stage = await Stage.OpenAsync();
        stage.Fails(batch: 2, FaultKind.Stuck);

        var incomplete = (await stage.CreateAsync(Stage.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromSeconds(300) }))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("has not moved for 5m").And.Contain("at batch 2 of 3"));
        Assert.That(incomplete.Reasons[^1], Does.Contain("set progressDeadlineSeconds to allow more time"));
        Assert.That(stage.StatusOf(), Is.EqualTo("RUNNING"));
    }

    [Test]
    public async Task Create_LimitReached_EndsIncompleteAndTheNextRunFollows()
    {
        await using var stage = await Stage.OpenAsync();

        var late = (await stage.CreateAsync(Stage.Inputs(), stage.Context(TimeSpan.FromSeconds(120)))).MustBeIncomplete();
        var done = (await stage.UpdateAsync(late, Stage.Inputs())).MustBeDone();

        Assert.That(late.Reasons[0], Does.Match(@"is still RUNNING at batch \d of 3 at the limit of 2m00s \(customTimeouts\)\. It goes on in the cloud\."));
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(stage.Writes, Is.EqualTo("Start"));
    }

    private static Func<string, Task> Once(string beginning, Action deed)
    {
        bool done = false;
        return line =>
        {
            if (!done && line.StartsWith(beginning, StringComparison.Ordinal))
            {
                done = true;
                deed();
            }

            return Task.CompletedTask;
        };
    }
}
