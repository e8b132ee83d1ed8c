using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// What the good end of an adopted activity means: success where it is proved that it has rolled what the program asks for, else a question to a person.
    /// </summary>
    private async Task<OperationResult> ConfirmedAsync(OperationResult result, FollowTask task, OperationLimits limits)
    {
        var outputs = result.Outputs;
        if (outputs is not { Adopted: true, ActivityType: ActivityType.Normal } || outputs.Status is not (ActivityStatus.Successful or ActivityStatus.Cancelled))
            return result;
        // What its verification may have cancelled is not asked about: nothing starts it again under the same triggers.
        if (outputs.Status == ActivityStatus.Cancelled && (!task.AsksWhereCancelled || outputs.Verification is { IsUndone: true }))
            return result;
        if (outputs.Status == ActivityStatus.Successful && result is OperationResult.Done && await IsProvedAsync(task, limits))
            return result;
        return result.Because(outputs with { IsIndeterminate = true, Outcome = RefreshOutcome.AwaitingApproval }, AdoptionText.Indeterminate(task.Id, outputs));
    }

    private async Task<bool> IsProvedAsync(FollowTask task, OperationLimits limits)
    {
        // What cannot be read is not proved; a person is asked.
        return await TryReadAsync(task.Id.GroupId, limits) is { } fleet
            && fleet.Activities.FirstOrDefault(activity => activity.RefreshActivityId == task.Id.RefreshActivityId) is { } activity
            && Evidence.IsProved(activity, fleet, task.Inputs, task.Predecessor);
    }

    private async Task<Fleet?> TryReadAsync(string groupId, OperationLimits limits)
    {
        try
        {
            return await _cloud.Fleet.ReadAsync(groupId, limits.Token);
        }
        catch (Exception unread) when (unread is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>
    /// An activity that the program took over may have started before the configuration that its trigger stands for: then it has not rolled that, and does
    /// not end as if it had.
    /// </summary>
    private async Task<OperationResult> TakenOverAsync(
        OperationResult result, FollowTask task, OperationContext context, OperationLimits limits)
    {
        if (result is not OperationResult.Done { Outputs: { TakenOver: true, Status: ActivityStatus.Successful, ActivityType: ActivityType.Normal } outputs } done)
            return result;
        done = done with { Outputs = outputs = outputs with { TakenOver = false } };
        if (await TryReadAsync(task.Id.GroupId, limits) is not { } fleet
            || fleet.Activities.FirstOrDefault(activity => activity.RefreshActivityId == task.Id.RefreshActivityId) is not { } activity)
        {
            string unread = $"Whether activity {task.Id.RefreshActivityId}, which this resource took over, has applied what the triggers stand for could not be read. "
                + "If the launch configuration changed after its start, change a trigger.";
            await context.Log.WarnAsync(unread);
            return done with { Warnings = [.. done.Warnings, unread] };
        }

        if (Evidence.BegunAfterLastChange(activity, fleet, task.Inputs, task.Predecessor) == true)
            return done;

        var changed = fleet.Configuration?.UpdatedTime ?? fleet.Configuration?.CreatedTime ?? DateTimeOffset.MaxValue;
        string why = $"Launch configuration {fleet.Configuration?.LaunchConfigurationId} was changed after the start of activity {task.Id.RefreshActivityId}, "
            + "which this resource adopted: instances that were refreshed before the change have the older values. To roll out the newer ones, change a trigger.";
        await context.Log.WarnAsync(why);
        return done with
        {
            Outputs = outputs.With([.. outputs.Deviations, .. Deviations.BeforeChange(activity, changed).Take(Deviation.MostListed - outputs.Deviations.Length)]),
            Warnings = [.. done.Warnings, why],
        };
    }
}
