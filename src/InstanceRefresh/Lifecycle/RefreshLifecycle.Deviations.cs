namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// What a read has seen, with the instances that the ended rollout has left out, which it names. Once that was noted, an instance that joins the group later is no
    /// matter of this rollout; one that it has refreshed, and that runs another image than intended, is.
    /// </summary>
    private async Task<RefreshOutputs> ComparedAsync(
        ActivityId id, RefreshOutputs? stored, RefreshOutputs seen, AutoScaling.RefreshActivity followed, OperationContext context,
        StandbyInstances standby, CancellationToken cancellationToken)
    {
        if (followed.IsAlive)
            return seen;
        bool noted = stored is not null && stored.Status == seen.Status && stored.FollowedActivityId == seen.FollowedActivityId;
        if (noted && stored!.Deviations.IsEmpty && stored.FailedInstances.IsEmpty)
            return seen;

        var fleet = await _cloud.Fleet.AfterAsync(id.GroupId, followed, cancellationToken);
        var verdict = Verdict.Of(followed, seen, fleet, seesAll: false);
        var now = verdict.Deviations.Counting(standby);
        if (noted && !stored!.Deviations.IsEmpty)
        {
            now = Deviations.Again(now, stored.Deviations, followed, fleet);
        }

        if (fleet.Images.Unread is { } unread)
            await context.Log.WarnAsync(unread);
        if (Deviations.Warning(now) is { } warning)
            await context.Log.WarnAsync(warning);
        return (seen with { Images = verdict.Images, Verified = verdict.AllShown }).With(now);
    }
}
