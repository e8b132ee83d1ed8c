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
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", kind, FaultPhase.After));

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Select(activity => activity.Id), Is.EqualTo(new[] { done.Outputs.RefreshActivityId }));
        Assert.That(fixture.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [Test]
    public async Task Create_StartIndeterminateAndNothingToBeSeen_ReportsAndTheNextAdoptsIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.LostAnswer));
        // The looks for it fail as well, so that whether it was started stays open; the one before the start is let through.
        fixture.Log.OnLine = Once(
            "Rollout on", () => fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.UnauthorizedOperation", times: null)));

        await Assert.ThrowsAsync<CloudTransportException>(() => fixture.CreateAsync(Fixture.Inputs()));
        fixture.Service.Faults.Clear();
        fixture.Log.OnLine = null;
        var found = (await fixture.CreateAsync(Fixture.Inputs(), process: fixture.NewProcess())).MustBeIncomplete();

        Assert.That(fixture.Log.Warnings, Has.Some.Contains("the next `pulumi up` adopts it"));
        Assert.That(found.Outputs.IsIndeterminate, Is.True, "a trigger of the program's own is no evidence");
        Assert.That(fixture.Service.Cloud.ActivitiesOf(Fixture.Group).Single().Id, Is.EqualTo(found.Outputs.RefreshActivityId));
    }

    [Test]
    public async Task Create_PollsFailForAWhile_StillEndsWell()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once("1/3 · ", () =>
        {
            foreach (var kind in new[] { FaultKind.Http, FaultKind.Truncate, FaultKind.Reset, FaultKind.EmptySet, FaultKind.Sparse, FaultKind.Unordered })
                fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", kind) with { Times = 2 });
            fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "RequestLimitExceeded", times: 3));
            fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: 3));
        });

        (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();
    }

    [Test, Bug("silent for hours when the service does not answer")]
    public async Task Create_ServiceGoneForGood_ReportsItAndEndsIncompleteAtTheDeadline()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once(
            "2/3 · ", () => fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: null)));

        var incomplete = (await fixture.CreateAsync(
            Fixture.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromMinutes(10) }))).MustBeIncomplete();

        Assert.That(fixture.Log.Warnings[0], Does.StartWith("The service has not answered for 1m").And.Contain("RUNNING at batch 2 of 3"));
        Assert.That(fixture.Log.Warnings, Has.Count.InRange(3, 11), "about once a minute");
        Assert.That(incomplete.Reasons[0], Does.Match(@"has not answered for \d+m\d\ds; .* was RUNNING at batch 2 of 3 when last seen\. It continues in the cloud\."));
        Assert.That(incomplete.Outputs.CurrentBatch, Is.EqualTo(2), "what was last seen is kept");
    }

    [Test, Bug("no limit while the activity was never seen")]
    public async Task Create_ServiceGoneBeforeTheActivityWasListed_EndsIncompleteAtADerivedLimit()
    {
        await using var fixture = await Fixture.OpenAsync(change: options => options with { AdvancePerDescribe = null });
        fixture.Log.OnLine = Once(
            "Rollout on", () => fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null }));
        var create = fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromMinutes(1) }));
        while (fixture.CallsOf("DescribeRefreshActivities") < 4)
            await Task.Yield();
        fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError", times: null));

        var incomplete = (await fixture.Clock.RunAsync(create, TimeSpan.FromSeconds(20)).Soon()).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("13m00s"));
        Assert.That(fixture.Log.Warnings[0], Does.StartWith("The service has not answered for 1m").And.Contain("was not seen yet"));
    }

    [Test]
    public async Task Create_NotListedAtFirst_WaitsUntilItIs()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once("Rollout on", () => fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = 4 }));

        (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();
    }

    [Test]
    public async Task Create_NoLongerListedOnTheWay_EndsIncompleteWithTheLastState()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once(
            "2/3 · ", () => fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null }));

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain(incomplete.Outputs.RefreshActivityId).And.Contain("RUNNING"));
        Assert.That(incomplete.Outputs.RefreshedInstances, Is.EqualTo(2));
    }

    [Test]
    public async Task Create_StatusOfTheFuture_IsShownAndWaitedOn()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once("2/3 · ", () => fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.UnknownStatus) with { Times = 3 }));

        (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(fixture.Log.Warnings.Single(), Does.Contain("BAKING"));
        Assert.That(fixture.Log.Infos, Has.Some.StartsWith("BAKING"));
    }

    [Test]
    public async Task Create_KeyWithdrawnOnTheWay_EndsIncompleteWithTheId()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = Once("1/3 · ", () => fixture.Service.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.SecretIdNotFound", times: null)));

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("AuthFailure.SecretIdNotFound"));
        Assert.That(incomplete.Outputs.CurrentBatch, Is.EqualTo(1), "what was last seen is kept");
    }

    [Test]
    public async Task Create_LogThatThrows_EndsIncompleteWithTheId()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = line => line.StartsWith("1/3 · ", StringComparison.Ordinal) ? throw new InvalidOperationException($"a bug with {Fixture.Secret}") : Task.CompletedTask;

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs())).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("InvalidOperationException"));
    }

    /// <summary>Each call after the start is made to fail for good once: whichever it is, the id survives and the next run continues.</summary>
    [Test]
    public async Task Create_AnyLaterCallFailsForGood_KeepsTheIdAndContinuesNextTime([Range(1, 12)] int call)
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        const int LinesBeforeTheFirstPoll = 8;
        int lines = 0;
        fixture.Log.OnLine = _ =>
        {
            if (++lines == LinesBeforeTheFirstPoll + call)
                fixture.Service.Faults.Add(Fault.Error("*", "AuthFailure.UnauthorizedOperation"));
            return Task.CompletedTask;
        };
        var inputs = Fixture.Inputs(change: inputs => inputs with { FailureRetries = 1 });

        var result = await fixture.CreateAsync(inputs);
        fixture.Log.OnLine = null;
        for (int runs = 0; runs < 3 && result is OperationResult.Incomplete; runs++)
            result = await fixture.UpdateAsync(result, inputs);

        Assert.That(result.MustBeDone().Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.CallsOf("StartInstanceRefresh"), Is.EqualTo(1));
    }

    [Test]
    public async Task Resume_AnswerLost_IsSentOnce()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.Faults.Add(Fault.OfAction("ResumeInstanceRefresh", FaultKind.LostAnswer));

        var done = (await fixture.UpdateAsync(failed, Fixture.Inputs())).MustBeDone();

        Assert.That(fixture.CallsOf("ResumeInstanceRefresh"), Is.EqualTo(1));
        Assert.That(done.Outputs.ResumeCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Create_NothingMoves_GivesUpAfterTheDeadlineAndLeavesItAsItIs()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Fails(batch: 2, FaultKind.Stuck);

        var incomplete = (await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { ProgressDeadline = TimeSpan.FromSeconds(300) }))).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain("has not moved for 5m").And.Contain("at batch 2 of 3"));
        Assert.That(incomplete.Reasons[^1], Does.Contain("progressDeadlineSeconds"));
        Assert.That(fixture.StatusOf(), Is.EqualTo("RUNNING"));
    }

    [Test]
    public async Task Create_LimitReached_EndsIncompleteAndTheNextRunFollows()
    {
        await using var fixture = await Fixture.OpenAsync();

        var late = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromSeconds(120)))).MustBeIncomplete();
        var done = (await fixture.UpdateAsync(late, Fixture.Inputs())).MustBeDone();

        Assert.That(late.Reasons[0], Does.Match(@"is still RUNNING at batch \d of 3 at the limit of 2m00s \(customTimeouts\)\. It continues in the cloud\."));
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Writes, Is.EqualTo("Start"));
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
