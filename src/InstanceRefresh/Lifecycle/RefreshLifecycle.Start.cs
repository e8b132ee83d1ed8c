using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// Reads a history that came empty once more: an empty answer is what a group that was never refreshed gives, and what a service in trouble gives for
    /// one whose rollout has just ended.
    /// </summary>
    private async Task<bool> HistoryIsConfirmedAsync(Fleet fleet, OperationLimits limits)
        => fleet.Activities.Count > 0 || await limits.BeforeStartAsync(token => _cloud.Fleet.NewestIdAsync(fleet.Id, token)) is null;

    /// <returns>Null: another activity has begun meanwhile.</returns>
    private async Task<OperationResult?> TryStartAsync(
        CreateOperation create, Fleet fleet, RolloutPlan plan, int batchNumber, RefreshActivity? passedOver, bool mayRace)
    {
        var (inputs, context, limits) = (create.Inputs, create.Context, create.Limits);
        if (passedOver is not null)
            await context.Log.InfoAsync(AdoptionText.PassedOver(passedOver, fleet));
        await context.Log.InfoAsync(plan.Summary);
        foreach (string note in plan.Notes)
            await context.Log.InfoAsync(note);
        foreach (string warning in plan.Warnings)
            await context.Log.WarnAsync(warning);

        ConfirmedWrite started;
        try
        {
            started = await StartAsync(create.Urn, inputs, batchNumber, fleet.NewestActivityId, context, limits);
        }
        catch (CloudServiceException raced) when (raced.Code == ErrorCode.AutoScalingGroupInRefreshActivity && mayRace)
        {
            await context.Log.InfoAsync($"Another activity has begun on scaling group {fleet.Id} meanwhile. Reading the group again.");
            return null;
        }

        // From here on there is an activity: no way out loses its id.
        var id = new ActivityId(fleet.Id, started.RefreshActivityId);
        _ledger.Change(ledger => ledger.WithClaim(new Claim(create.Urn, id, inputs, ClaimKind.Started)));
        var task = NewTask(create, id, RolloutPolicy.Of(inputs, ResumeTrigger.None), fleet, plan, started.AnsweredAt);
        // What they ran before: a rollback is compared with it. Where it could not be read, the end says so.
        task = task with
        {
            Known = task.Known with
            {
                ImagesBefore = ImagesBefore.Of(fleet.Images),
                Images = fleet.Images!.Count(fleet.Instances),
                PlanDigest = PlanDigest.Of(inputs, fleet).ToString(),
            },
        };
        return await FollowAsync(task with { WasJustStarted = true }, context, limits);
    }

    private async Task<ConfirmedWrite> StartAsync(
        string urn, RefreshInputs inputs, int batchNumber, string? newestKnown, OperationContext context, OperationLimits limits)
    {
        var request = RolloutRequests.Start(inputs, batchNumber);
        var begin = limits.Spent;
        for (bool reported = false; ; reported = true)
        {
            try
            {
                return await limits.BeforeStartAsync(token => _cloud.Writes.StartOnceAsync(request, newestKnown, token));
            }
            catch (CloudServiceException fewer) when (fewer.Code == ErrorCode.BatchNumberTooLarge && batchNumber > 1)
            {
                // Fewer are selected than were counted: what is in standby does not always show.
                await context.Log.InfoAsync($"Fewer instances of scaling group {inputs.AutoScalingGroupId} than are shown in service can be refreshed; "
                    + $"trying {batchNumber - 1} batches instead of {batchNumber}.");
                request = RolloutRequests.Start(inputs, --batchNumber);
                continue;
            }
            catch (CloudServiceException busy) when (busy.Code == ErrorCode.AutoScalingGroupInActivity)
            {
                if (limits.Spent - begin >= BusyAtMost || limits.IsOver)
                    throw;
                if (!reported)
                {
                    await context.Log.InfoAsync($"Scaling group {request.AutoScalingGroupId} is busy with an ordinary scaling activity; "
                        + $"waiting for its end, at most {Times.Span(BusyAtMost)}.");
                }
            }
            catch (CloudException lost) when (lost.MayHaveActed)
            {
                await context.Log.WarnAsync($"Whether an activity was started on scaling group {request.AutoScalingGroupId} is not known. "
                    + "If one was, the next `pulumi up` adopts it instead of starting another. Check the group first if it may have failed.");
                // Should this process be asked again, it looks for what it may have lost as a later run would.
                _ledger.Change(ledger => ledger.WithIndeterminateStart(urn));
                throw;
            }

            await PauseAsync(BusyPause, limits);
        }
    }
}
