namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// What a read has seen, with the instances that the ended rollout has left out, which it names. Once that was noted, the list only grows shorter: what
    /// joins the group later is no matter of this rollout.
    /// </summary>
    private async Task<RefreshOutputs> ComparedAsync(
        ActivityId id, RefreshOutputs? stored, RefreshOutputs seen, AutoScaling.RefreshActivity followed, OperationContext context,
        CancellationToken cancellationToken)
    {
        if (followed.IsAlive)
            return seen;
        bool noted = stored is not null && stored.Status == seen.Status && stored.FollowedActivityId == seen.FollowedActivityId;
        if (noted && stored!.Deviations.IsEmpty && stored.FailedInstances.IsEmpty)
            return seen;

        var (instances, activities) = await _cloud.Fleet.MembersAsync(id.GroupId, followed, cancellationToken);
        var now = Deviations.Of(followed, instances, activities);
        if (noted && !stored!.Deviations.IsEmpty)
        {
            now = [
                .. now.Where(deviation => stored.Deviations.Any(known => known.InstanceId == deviation.InstanceId)),
                .. Deviations.StillOlder(stored.Deviations, instances)];
        }

        if (Deviations.Warning(now) is { } warning)
            await context.Log.WarnAsync(warning);
        return seen.With(now);
    }
}
