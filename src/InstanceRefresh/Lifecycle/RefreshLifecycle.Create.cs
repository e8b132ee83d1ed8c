using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>An ordinary scaling activity ends within minutes; a start that it blocks is tried again for so long.</summary>
    private static readonly TimeSpan BusyAtMost = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    /// <summary>So often another activity may slip in between the look and the start.</summary>
    private const int MostRaces = 3;

    /// <summary>Starts a rollout, or takes up the one that an earlier attempt of this very program started, and follows it.</summary>
    /// <exception cref="RolloutRefusedException">It cannot start; nothing was made.</exception>
    /// <exception cref="CloudException">Reading or starting failed, and no activity was made as far as can be seen. If one was after all, the next
    /// create takes it up.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was made.</exception>
    public async Task<OperationResult> CreateAsync(RefreshInputs inputs, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        using var limits = new OperationLimits(context, _cloud.Clock);
        for (int races = 0; ;)
        {
            var fleet = await SettledFleetAsync(inputs, context, limits);
            var plan = Planner.Plan(inputs, fleet);
            if (fleet is not null && AdoptionOn(fleet, inputs, plan) is { } adoption)
                return await AdoptAsync(adoption, inputs, fleet, plan, context, limits);
            if (fleet is null || !plan.Blockers.IsEmpty || plan.BatchNumber is not { } batchNumber)
                throw new RolloutRefusedException(plan.Blockers.IsEmpty ? ["The settings do not tell the number of batches."] : plan.Blockers);
            if (fleet.Alive is { } other)
            {
                await WaitForEndAsync(other, context, limits);
                continue;
            }

            await context.Log.InfoAsync(plan.Summary);
            foreach (string warning in plan.Warnings)
                await context.Log.WarnAsync(warning);

            SettledWrite started;
            try
            {
                started = await StartAsync(inputs, batchNumber, fleet.NewestActivityId, context, limits);
            }
            catch (CloudServiceException raced) when (raced.Code == ErrorCode.AutoScalingGroupInRefreshActivity && races++ < MostRaces)
            {
                await context.Log.InfoAsync($"Another activity has begun on scaling group {fleet.Id} meanwhile. Looking again.");
                continue;
            }

            // From here on there is an activity: no way out loses its id.
            var id = new ActivityId(fleet.Id, started.RefreshActivityId);
            _unfinished[fleet.Id] = new(started.RefreshActivityId, inputs);
            var task = NewTask(id, inputs, Opening.None, fleet, plan, started.AnsweredAt) with { WasJustStarted = true };
            return await FollowAsync(task, context, limits);
        }
    }

    private async Task<SettledWrite> StartAsync(
        RefreshInputs inputs, int batchNumber, string? newestKnown, OperationContext context, OperationLimits limits)
    {
        var request = RolloutRequests.Start(inputs, batchNumber);
        var begin = _cloud.Clock.GetTimestamp();
        for (bool told = false; ; told = true)
        {
            try
            {
                return await limits.BeforeStartAsync(token => _cloud.Writes.StartOnceAsync(request, newestKnown, token));
            }
            catch (CloudServiceException fewer) when (fewer.Code == ErrorCode.BatchNumberTooLarge && inputs.Settings.BatchNumber is null && batchNumber > 1)
            {
                // The share was taken of more instances than the service selects: what is in standby does not always show.
                await context.Log.InfoAsync($"Fewer instances of scaling group {inputs.AutoScalingGroupId} than are shown in service can be refreshed; "
                    + $"trying {batchNumber - 1} batches instead of {batchNumber}.");
                request = RolloutRequests.Start(inputs, --batchNumber);
                continue;
            }
            catch (CloudServiceException busy) when (busy.Code == ErrorCode.AutoScalingGroupInActivity)
            {
                if (_cloud.Clock.GetElapsedTime(begin) >= BusyAtMost || limits.IsOver)
                    throw;
                if (!told)
                {
                    await context.Log.InfoAsync($"Scaling group {request.AutoScalingGroupId} is busy with an ordinary scaling activity; "
                        + $"waiting for its end, at most {Times.Span(BusyAtMost)}.");
                }
            }
            catch (CloudException lost) when (lost.MayHaveActed)
            {
                await context.Log.WarnAsync($"Whether an activity was started on scaling group {request.AutoScalingGroupId} is not known. "
                    + "If one was, the next `pulumi up` takes it up instead of starting another, while it lives or once it has ended well. "
                    + "If it may have ended otherwise, look at the group first.");
                // Should this process be asked again, it looks for what it may have lost as a later run would.
                if (_predecessors.TryGetValue(request.AutoScalingGroupId, out var before))
                    _predecessors[request.AutoScalingGroupId] = before with { Fate = Fate.Goes };
                throw;
            }

            await PauseAsync(BusyPause, limits);
        }
    }

    private Adoption? AdoptionOn(Fleet fleet, RefreshInputs inputs, RolloutPlan plan)
        => Adoption.Of(inputs, fleet, plan.BatchNumber, _unfinished.GetValueOrDefault(fleet.Id), _predecessors.GetValueOrDefault(fleet.Id));

    private async Task<OperationResult> AdoptAsync(
        Adoption adoption, RefreshInputs inputs, Fleet fleet, RolloutPlan plan, OperationContext context, OperationLimits limits)
    {
        await context.Log.WarnAsync(AdoptionText.Now(adoption, inputs, fleet, plan.BatchNumber));
        var activity = adoption.Activity;
        var id = new ActivityId(fleet.Id, activity.RefreshActivityId);
        _takenUp.TryAdd(activity.RefreshActivityId, true);
        var task = NewTask(id, inputs, Opening.Adoption, fleet, plan, activity.CreatedTime ?? fleet.SeenAt);
        if (adoption.As == Taken.AsAlike)
            task = task with { Policy = task.Policy with { OnlyWatches = true } };
        else
            _unfinished[fleet.Id] = new(activity.RefreshActivityId, inputs);
        if (adoption.Stored is { } stored)
            task = task with { Known = stored };
        return await FollowAsync(task, context, limits);
    }

    private static FollowTask NewTask(
        ActivityId id, RefreshInputs inputs, Opening opening, Fleet fleet, RolloutPlan plan, DateTimeOffset createdTime)
        => new(id, inputs, RolloutPolicy.Of(inputs, opening), new RefreshOutputs
        {
            RefreshActivityId = id.RefreshActivityId,
            LaunchConfigurationId = fleet.Group.LaunchConfigurationId,
            LaunchConfigurationVersion = fleet.Configuration?.VersionNumber,
            BatchCount = plan.BatchSizes.Length,
            TotalInstances = plan.TotalInstances,
            CreatedTime = createdTime,
        }, createdTime)
        {
            ExpectedBatch = plan.Pace.Batch,
            GroupWasOff = fleet.Alive is null && fleet.Group.EnabledStatus == EnabledStatus.Disabled,
        };

    private async Task WaitForEndAsync(RefreshActivity other, OperationContext context, OperationLimits limits)
    {
        await context.Log.InfoAsync($"Waiting for the end of {Words.Name(other)}, as onConflict says.");
        limits.Derive(Pace.Of(false, null, null, []).OperationLimit(OutputsBuilder.CountOf(other), retries: 0, surge: true));
        var progress = new ProgressReporter(context.Log, Pace.Of(false, null, null, [other]).Batch);
        var seen = new ActivityObservation(other, other.CreatedTime ?? _cloud.Clock.GetUtcNow());
        while (true)
        {
            try
            {
                seen = await limits.WithinAsync(_cloud.Poller.NextAsync(
                    other.RefreshActivityId, _cloud.Poller.PaceAfter(seen) with { NotAfter = limits.EndsAt }, limits.Token));
            }
            catch (Exception late) when (late is TimeoutException or OperationCanceledException && limits.IsOver && !limits.IsInterrupted)
            {
                // What was seen last tells how far it had come.
            }

            if (seen.Activity is not { IsAlive: true } activity)
                return;
            await progress.ReportAsync(activity, seen.AnsweredAt);
            if (Conflicts.Blocker(ConflictPolicy.Wait, activity, seen.AnsweredAt) is { } paused)
                throw new RolloutRefusedException([paused]);
            if (limits.IsOver)
            {
                string described = Conflicts.Describe(activity, seen.AnsweredAt);
                throw new RolloutRefusedException([$"{described} had not ended within {Times.Span(limits.Limit ?? limits.Spent)}."]);
            }
        }
    }
}
