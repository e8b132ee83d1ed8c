using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>What is waited for and for how long, whatever the answers and the clocks say.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TimeoutTests
{
    private static readonly RefreshInputs Started = Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });

    [Test, Bug("two empty answers within 0.3 s were taken for the end of a paused rollout, and it lived on")]
    public async Task Delete_SeveralEmptyAnswers_ProveNothing([Range(2, 4)] int answers)
    {
        await using var fixture = await Fixture.OpenAsync();
        var paused = await fixture.CreateAsync(Fixture.Inputs(
            change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }));
        fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = answers });

        await fixture.DeleteAsync(paused);

        Assert.That(fixture.StatusOf(), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Delete_NotListedUntilTheLimit_FailsAndKeepsTheResource()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null });

        var kept = await Assert.ThrowsAsync<DeletionIncompleteException>(() => fixture.DeleteAsync(running, fixture.Context(TimeSpan.FromSeconds(40))));

        Assert.That(kept!.Message, Does.Contain(running.Outputs.RefreshActivityId).And.Contain("40s"));
    }

    [Test]
    public async Task Delete_NotListedForAMinute_IsGoneAndSaysSo()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null });

        await fixture.DeleteAsync(running);

        Assert.That(fixture.Log.Warnings.Single(), Does.Match(@"has not listed activity asr-\w{8} .* in \d looks over 1m\d\ds: it is gone"));
        Assert.That(fixture.CallsOf("DescribeRefreshActivities"), Is.GreaterThan(6));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Bug("a started activity that the list did not show was looked for without end or word, since the service's time stood hours behind")]
    public async Task Create_NotListedWhileTheServicesTimeStandsBehind_EndsAfterAMinuteWithTheId(bool interrupted)
    {
        var behind = new VirtualClock(VirtualClock.DefaultStart - TimeSpan.FromHours(5));
        await using var fixture = await Fixture.OpenAsync(change: options => options with { Clock = behind, AdvancePerDescribe = null });
        using var ctrlC = new CancellationTokenSource();
        int waits = 0;
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Rollout on", StringComparison.Ordinal))
                fixture.Service.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.EmptySet) with { Times = null });
            return interrupted && line.StartsWith("The service does not list activity", StringComparison.Ordinal) && ++waits == 2 ? ctrlC.CancelAsync() : Task.CompletedTask;
        };
        var create = fixture.CreateAsync(Fixture.Inputs(), fixture.InterruptedBy(ctrlC.Token));
        var incomplete = (await fixture.Clock.RunAsync(create, TimeSpan.FromSeconds(1), CancellationToken.None).Soon()).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain(incomplete.Outputs.RefreshActivityId).And.Contain(interrupted ? "Interrupted" : "has not listed it for 1m"));
        Assert.That(fixture.Log.Statuses, Has.Some.Contains($"does not list activity {incomplete.Outputs.RefreshActivityId}").And.Some.Contains(" yet · "));
    }

    [Test, Bug("every connection reset for 12 s ended an update with \"could not be followed\"")]
    public async Task Update_EveryConnectionReset_IsRiddenOutFromTheFirstPollOn()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Faults.Add(Fault.OfAction("*", FaultKind.Reset) with { Times = 40 });

        var done = (await fixture.Clock.RunAsync(fixture.UpdateAsync(running, Fixture.Inputs()), TimeSpan.FromSeconds(1)).Soon()).MustBeDone();

        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
        Assert.That(fixture.Log.Warnings, Has.Some.Contains("Retrying."));
    }

    [Test]
    public async Task Update_ServiceGoneFromTheFirstPollOn_EndsAtTheLimit()
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Faults.Add(Fault.OfAction("*", FaultKind.Reset) with { Times = null });

        var incomplete = (await fixture.Clock.RunAsync(
            fixture.UpdateAsync(running, Fixture.Inputs(), fixture.Context(TimeSpan.FromMinutes(5))), TimeSpan.FromSeconds(5)).Soon()).MustBeIncomplete();

        Assert.That(incomplete.Reasons[0], Does.Contain(running.Outputs.RefreshActivityId).And.Contain("5m00s (customTimeouts)"));
        Assert.That(incomplete.Outputs, Is.EqualTo(running.Outputs), "what is stored is kept");
    }

    [Test, Bug("a start was sent after the limit of customTimeouts, since the first read took longer")]
    public async Task Create_FirstReadTakesLongerThanTheLimit_StartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Service.Faults.Add(Fault.OfAction("DescribeAutoScalingGroups", FaultKind.Delay) with { Milliseconds = 25_000 });
        var create = fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromSeconds(3)));
        while (fixture.CallsOf("DescribeAutoScalingGroups") == 0)
            await Task.Yield();
        fixture.Clock.Advance(TimeSpan.FromSeconds(3));

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => create.Soon());

        Assert.That(refused!.Message, Does.Contain("3s (customTimeouts)"));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [TestCase("DescribeRefreshActivities")]
    [TestCase("DescribeAutoScalingGroups")]
    [Bug("the limit of customTimeouts ended creates and updates only")]
    public async Task ReadAndPreview_ServiceTakesLongerThanTheLimit_EndAtIt(string slow)
    {
        await using var fixture = await Fixture.OpenAsync();
        var running = await fixture.CreateAsync(Started);
        fixture.Service.Faults.Add(Fault.OfAction(slow, FaultKind.Delay) with { Milliseconds = 25_000 });
        int before = fixture.CallsOf(slow);
        var limited = fixture.Context(TimeSpan.FromSeconds(3));
        Task operation = slow == "DescribeRefreshActivities"
            ? fixture.NewProcess().ReadAsync(Fixture.Urn, ActivityId.Parse(running.Id), Fixture.Inputs(), running.Outputs, limited)
            : fixture.NewProcess().PreviewAsync(Fixture.Urn, Fixture.Inputs(), existing: null, limited);
        while (!operation.IsCompleted && fixture.CallsOf(slow) == before)
            await Task.Yield();
        fixture.Clock.Advance(TimeSpan.FromSeconds(3));

        string message = operation is Task<RolloutPreview> preview
            ? (await preview.Soon()).Warnings.Single()
            : (await Assert.ThrowsAsync<LimitReachedException>(() => operation.Soon()))!.Message;
        Assert.That(message, Does.Contain("had not answered within the limit of 3s (customTimeouts)"));
    }

    [Test]
    public async Task Create_LimitOverBetweenPlanAndStart_StartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("Rollout on", StringComparison.Ordinal))
                fixture.Clock.Advance(TimeSpan.FromMinutes(2));
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromMinutes(1))));

        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test, Bug("a clock that was set by hours ended an operation")]
    public async Task Create_ClockSetByHours_EndsNothing([Values(-5, 5)] int hours)
    {
        await using var fixture = await Fixture.OpenAsync();
        var clock = new SetClock(fixture.Clock);
        fixture.Log.OnLine = line =>
        {
            if (line.StartsWith("2/3", StringComparison.Ordinal))
                clock.Step = TimeSpan.FromHours(hours);
            return Task.CompletedTask;
        };

        var done = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(TimeSpan.FromHours(1)), fixture.NewProcess(clock: clock))).MustBeDone();

        Assert.That(clock.Step, Is.Not.Zero);
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test, Bug("one answer whose Date was an hour ahead read as \"has not moved for 1h00m\"")]
    public async Task Create_AnswerWhoseDateIsAnHourAhead_IsNoStall()
    {
        var service = new VirtualClock();
        await using var fixture = await Fixture.OpenAsync(change: options => options with { Clock = service });
        fixture.Fails(batch: 2, FaultKind.Stuck);
        bool ahead = false;
        fixture.Log.OnLine = line =>
        {
            if (!ahead && line.StartsWith("2/3", StringComparison.Ordinal))
            {
                ahead = true;
                fixture.Service.Cloud.Advance(TimeSpan.FromHours(1));
                fixture.Service.Faults.Clear();
            }

            return Task.CompletedTask;
        };

        var done = (await fixture.CreateAsync(Fixture.Inputs())).MustBeDone();

        Assert.That(ahead, Is.True);
        Assert.That(done.Outputs.Outcome, Is.EqualTo(RefreshOutcome.Succeeded));
    }

    [Test, Bug("each wait for another activity used up one of three races")]
    public async Task Create_WaitsForAnotherAndThenLosesThreeRaces_StillStarts()
    {
        await using var fixture = await Fixture.OpenAsync();
        await fixture.CreateAsync(Fixture.Inputs(2, inputs => inputs with { WaitFor = WaitTarget.Started }), process: fixture.NewProcess());
        fixture.Service.Faults.Add(Fault.Error("StartInstanceRefresh", ErrorCode.AutoScalingGroupInRefreshActivity, times: 3));

        (await fixture.CreateAsync(Fixture.Inputs() with { OnConflict = ConflictPolicy.Wait })).MustBeDone();

        Assert.That(fixture.Writes, Is.EqualTo("Start Start! Start! Start! Start"));
    }

    /// <summary>A clock that somebody sets while its timers and timestamps continue.</summary>
    private sealed class SetClock(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Step;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => inner.CreateTimer(callback, state, dueTime, period);
    }
}
