using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Tests.Decision;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Rollout;

public sealed class RolloutStepTests
{
    private static readonly ActivityId Id = new("asg-9dn1a5y6", "asr-4k7m2p9q");
    private static readonly RefreshActivity Running = Sample.Activity(ActivityStatus.Running, "RR", "WW");
    private static readonly RefreshActivity Paused = Sample.Activity(ActivityStatus.FailedPause, "SF", "WW");
    private static readonly ConfirmedWrite Accepted = new(Id.RefreshActivityId, "request-2", Sample.Start.AddMinutes(2));

    private static RolloutState Begin(RolloutPolicy policy, bool justStarted = false) => RolloutState.Of(
        new FollowTask(Id, Sample.Inputs(2), policy, new RefreshOutputs { RefreshActivityId = Id.RefreshActivityId }, Sample.Start) { WasJustStarted = justStarted }, reports: true);

    private static RolloutPolicy Completed(ResumeTrigger resumeTrigger = ResumeTrigger.None) => RolloutPolicy.Of(Sample.Inputs(2), resumeTrigger);

    private static RolloutObservation.Polled Poll(params RefreshActivity[] listed) => new(listed, Sample.Start.AddMinutes(1), "request-1");

    private static Moment At(double seconds, bool isOver = false) => new(TimeSpan.FromSeconds(seconds), isOver);

    private static RolloutState Take(RolloutState state, RolloutObservation observed, double seconds, out RolloutEffect turn)
    {
        var result = RolloutStep.Take(state, observed, At(seconds));
        turn = result.Effects[^1];
        return result.State;
    }

    [Test]
    public void Take_AnAcceptedWriteThatDoesNotShowYet_IsWaitedForAMinuteAndThenDecidedAnew()
    {
        var state = Take(Begin(Completed(ResumeTrigger.Adoption)), Poll(Paused), 0, out var write);
        Assert.That(write, Is.EqualTo(new RolloutEffect.Write(new NextStep.Resume(ResumeMode.Retry), Paused)));

        state = Take(state, new RolloutObservation.Written(new NextStep.Resume(ResumeMode.Retry), Paused, Accepted), 1, out var afterwards);
        Assert.That(afterwards, Is.TypeOf<RolloutEffect.Poll>(), "what a write has done is looked at first");
        Assert.That(state.OutputsAt(TimeSpan.FromSeconds(1)).Status, Is.EqualTo(ActivityStatus.Running), "the pause that was ended is not stored as one that somebody saw");

        state = Take(state, Poll(Paused), 60, out var soon);
        Assert.That(soon, Is.TypeOf<RolloutEffect.Poll>());
        Take(state, Poll(Paused), 61, out var late);
        Assert.That(late, Is.TypeOf<RolloutEffect.Stop>(), "the opening resume is used up");
    }

    [Test]
    public void Take_AWriteThatWasOvertakenOrNotSent_PollsBeforeItDecidesAgain()
    {
        var state = Take(Begin(Completed(ResumeTrigger.Adoption)), Poll(Paused), 0, out _);
        var refusal = new CloudServiceException("ResumeInstanceRefresh", ErrorCode.RefreshActivityStatusConflictWithOperation, "no", "request-3", Sample.Start);

        state = Take(state, new RolloutObservation.Overtaken(Paused, refusal), 1, out var overtaken);
        Take(state, new RolloutObservation.Unsent(new CloudTransportException("ResumeInstanceRefresh", TransportFault.NotSent, "no route", mayHaveActed: false)), 2, out var unsent);

        Assert.That(new[] { overtaken, unsent }, Is.All.TypeOf<RolloutEffect.Poll>());
        Assert.That(state.Policy.ResumeTrigger, Is.EqualTo(ResumeTrigger.Adoption), "the resume may still be sent");
    }

    [Test]
    public void Take_NotListed_IsUnlistedAfterThreePollsOverAMinuteAndNotBefore()
    {
        var state = Take(Begin(Completed(), justStarted: true), Poll(), 0, out _);
        state = Take(state, Poll(), 1, out _);
        state = Take(state, Poll(), 59, out var early);
        state = Take(state, Poll(), 60, out var late);

        Assert.That((early.GetType(), late.GetType()), Is.EqualTo((typeof(RolloutEffect.Poll), typeof(RolloutEffect.Unlisted))));
        Assert.That(Take(state, Poll(Running), 61, out var again).EmptyPolls, Is.Zero);
        Assert.That(again, Is.TypeOf<RolloutEffect.Poll>());
    }

    [Test]
    public void Take_ARollbackThatWasAccepted_KeepsItsIdBeforeItIsSeen()
    {
        var state = Take(Begin(Completed() with { Desired = DesiredState.RolledBack }), Poll(Paused), 0, out var write);
        var step = ((RolloutEffect.Write)write).Step;

        state = Take(state, new RolloutObservation.Written(step, Paused, Accepted with { RefreshActivityId = "asr-8c1d5e2f" }), 1, out _);

        var stored = state.OutputsAt(TimeSpan.FromSeconds(1));
        Assert.That((stored.RefreshActivityId, stored.RollbackActivityId, stored.Status), Is.EqualTo((Id.RefreshActivityId, "asr-8c1d5e2f", ActivityStatus.Init)));
    }

    [Test]
    public void Take_ARollbackThatFailProcessShouldHaveStarted_IsSoughtFourTimes()
    {
        var ended = Paused with
        {
            Status = ActivityStatus.Cancelled,
            RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, FailProcess = FailProcess.AutoRollback } },
        };
        var state = Begin(Completed());
        RolloutEffect turn = new RolloutEffect.Poll();
        int sought = 0;
        for (int second = 0; second < 20 && turn is not RolloutEffect.Stop; second++)
        {
            state = Take(state, turn is RolloutEffect.Seek ? new RolloutObservation.Sought(ended, null) : Poll(ended), second, out turn);
            sought += turn is RolloutEffect.Seek ? 1 : 0;
        }

        Assert.That((sought, turn.GetType()), Is.EqualTo((4, typeof(RolloutEffect.Stop))));
    }

    [Test]
    public void Take_PausedBySomebodyElse_Warns()
    {
        var state = Take(Begin(Completed()), Poll(Running), 0, out _);

        Assert.That(Take(state, Poll(Running with { Status = ActivityStatus.ManualPause }), 5, out _).Warnings.Single(), Does.Contain("was paused by somebody else"));
    }

    [Test]
    public void Take_NothingMoves_StallsAtTheDeadline()
    {
        var state = Take(Begin(Completed()), Poll(Running), 0, out _);
        double deadline = state.Pace!.Value.ProgressDeadline.TotalSeconds;

        Take(state, Poll(Running), deadline - 1, out var before);
        Take(state, Poll(Running), deadline, out var after);

        Assert.That((before.GetType(), after.GetType()), Is.EqualTo((typeof(RolloutEffect.Poll), typeof(RolloutEffect.Stall))));
    }

    [Test, Bug("a stuck instance of a simulated fleet, whose time runs faster, was waited for as long as a real one")]
    public void Take_NothingMovesInTheServicesTime_StallsAtTheDeadline()
    {
        var state = Take(Begin(Completed()), Poll(Running), 0, out _);
        var deadline = state.Pace!.Value.ProgressDeadline;
        RolloutEffect turn = null!;
        int polls = 0;
        for (var idle = TimeSpan.Zero; idle < deadline; idle += TimeSpan.FromSeconds(40), polls++)
        {
            Assert.That(turn, Is.Not.TypeOf<RolloutEffect.Stall>(), $"after {polls} polls");
            state = Take(state, Poll(Running) with { AnsweredAt = state.SeenAt + TimeSpan.FromSeconds(40) }, polls, out turn);
        }

        Assert.That(turn, Is.TypeOf<RolloutEffect.Stall>());
    }

    [Test]
    public void Take_ADateHoursAhead_IsNoStall()
    {
        var state = Take(Begin(Completed()), Poll(Running), 0, out _);

        Take(state, Poll(Running) with { AnsweredAt = state.SeenAt + TimeSpan.FromHours(9) }, 60, out var turn);

        Assert.That(turn, Is.TypeOf<RolloutEffect.Poll>());
    }

    [Test]
    public void QuietAt_APause_RestsAndAStoppedBatchThatFinishesDoesNot()
    {
        var resting = Take(Begin(Completed() with { Desired = DesiredState.Cancelled }), Poll(Sample.Activity(ActivityStatus.ManualPause, "SS", "WW")), 0, out _);
        var finishing = Take(Begin(Completed() with { Desired = DesiredState.Cancelled }), Poll(Sample.Activity(ActivityStatus.ManualPause, "RR", "WW")), 0, out _);

        Assert.That(resting.IdleTimeAt(TimeSpan.FromHours(9)), Is.EqualTo(TimeSpan.Zero));
        Assert.That(finishing.IdleTimeAt(TimeSpan.FromHours(9)), Is.EqualTo(TimeSpan.FromHours(9)));
    }

    [Test]
    public void Take_TheFirstPollAfterTheProvisionalLimit_DerivesTheLimitAnew()
        => Assert.That(RolloutStep.Take(Begin(Completed()), Poll(Running), At(1, isOver: true)).Effects, Has.Some.TypeOf<RolloutEffect.Limit>().And.Some.TypeOf<RolloutEffect.Poll>());

    /// <summary>Whatever a service may answer, in any order, under every policy.</summary>
    [Test]
    public void Take_AnyAnswersInAnyOrder_KeepsTheInvariants()
    {
        var policies = Situations.Policies().Append(RolloutPolicy.ForDeletion).ToList();
        for (int seed = 0; seed < 2 * policies.Count; seed++)
        {
            var walk = new Walk(seed, Begin(policies[seed % policies.Count] with { OnlyWatches = seed % 7 == 0 }, justStarted: seed % 2 == 0));
            walk.Run();
        }
    }

    /// <summary>One operation against a service that answers at random; a seed gives the same walk again.</summary>
    private sealed class Walk(int seed, RolloutState state)
    {
        private static readonly string[] Statuses =
        [
            ActivityStatus.Init, ActivityStatus.Running, ActivityStatus.AutoPause, ActivityStatus.FailedPause, ActivityStatus.ManualPause, ActivityStatus.Successful,
            ActivityStatus.Cancelled, ActivityStatus.Failed, "BAKING",
        ];

        private static readonly string[][] Progresses = [["WW", "WW"], ["RR", "WW"], ["SS", "WW"], ["SF", "WW"], ["SS", "RR"], ["SF", "SS"], ["FF", "SF"], ["SS", "SS"]];

        private readonly Random _random = new(seed);
        private TimeSpan _now;

        public void Run()
        {
            RolloutObservation observed = Answer();
            for (int i = 0; i < 60; i++)
            {
                _now += TimeSpan.FromSeconds(_random.Next(0, 45));
                var before = state;
                var result = RolloutStep.Take(before, observed, new Moment(_now, IsOver: i > 50, Chosen: seed % 3 == 0 ? TimeSpan.FromMinutes(20) : null));
                state = result.State;
                Check(before, observed, result);
                switch (result.Effects[^1])
                {
                    case RolloutEffect.Poll:
                        observed = Answer();
                        break;
                    case RolloutEffect.Write write:
                        observed = Outcome(write);
                        break;
                    case RolloutEffect.Seek seek:
                        observed = new RolloutObservation.Sought(seek.Seen, _random.Next(3) == 0 ? Some(Sample.Rollback) : null);
                        break;
                    default:
                        return;
                }
            }
        }

        private void Check(RolloutState before, RolloutObservation observed, RolloutStepResult result)
        {
            var turn = result.Effects[^1];
            Must(result.Effects.OfType<RolloutEffect.Turn>().SequenceEqual([turn]), "one turn, and it is the last effect");
            if (turn is RolloutEffect.Write write)
            {
                Must(observed is RolloutObservation.Polled or RolloutObservation.Sought, "no write without an observation before it");
                Must(!state.IsPending(write.Seen, _now), "one pending write at most");
                Must(ReferenceEquals(write.Seen, state.Followed), "what is written about is what was seen");
                Must(!state.Policy.OnlyWatches, "what is only watched is not written to");
            }

            var outputs = state.OutputsAt(_now);
            Must(outputs.RefreshActivityId == Id.RefreshActivityId, "every end carries the id");
            Must(before.RollbackId is null ? state.RollbackId is null or "asr-8c1d5e2f" : state.RollbackId == before.RollbackId, "a rollback is not forgotten");
            Must(outputs.RollbackActivityId == state.RollbackId, "every end carries the id of the rollback");
            Must(state.Warnings.Take(before.Warnings.Length).SequenceEqual(before.Warnings), "no warning is lost");
            Must(state.Known.ResumeCount - before.Known.ResumeCount == (observed is RolloutObservation.Written { Step: NextStep.Resume } ? 1 : 0), "a resume counts once");
            if (turn is RolloutEffect.Poll or RolloutEffect.Write or RolloutEffect.Seek)
                return;
            var text = new RolloutText(state, _now);
            foreach (var why in new[] { text.OutOfTime(_now, isChosen: false, []), text.Interrupted(text.Continuation, indeterminate: null), text.Broken("it broke"), text.Unanswered(_now) })
                Must(why.Reasons[0].Contains(state.FollowedId, StringComparison.Ordinal), "whatever ends it names the activity");

            void Must(bool holds, string what)
            {
                if (!holds)
                    Assert.Fail($"{what}: seed {seed} at {_now}, {observed.GetType().Name} leads to {turn}");
            }
        }

        private RolloutObservation.Polled Answer() => Poll(_random.Next(8) == 0 ? [] : state.FollowsRollback ? [Some(Sample.Activity), Some(Sample.Rollback)] : [Some(Sample.Activity)]);

        private RolloutObservation Outcome(RolloutEffect.Write write) => _random.Next(5) switch
        {
            0 => new RolloutObservation.Overtaken(write.Seen, new CloudServiceException(
                "ResumeInstanceRefresh", ErrorCode.RefreshActivityStatusConflictWithOperation, "no", "request-3", Sample.Start)),
            1 => new RolloutObservation.Unsent(new CloudTransportException("ResumeInstanceRefresh", TransportFault.NotSent, "no route", mayHaveActed: false)),
            _ => new RolloutObservation.Written(write.Step, write.Seen, Accepted with
            {
                RefreshActivityId = write.Step is NextStep.Rollback ? "asr-8c1d5e2f" : write.Seen.RefreshActivityId,
            }),
        };

        private RefreshActivity Some(Func<string, string[], RefreshActivity> activity)
            => activity(Statuses[_random.Next(Statuses.Length)], Progresses[_random.Next(Progresses.Length)]);
    }
}
