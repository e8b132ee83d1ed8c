using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// Says that Diff has asked for a replacement of this resource: a preview of a create on its group then does not take its activity for somebody
    /// else's.
    /// </summary>
    public void ExpectReplacement(ActivityId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        _replaced.TryAdd(id.RefreshActivityId, true);
        _startAnew.TryAdd(id.GroupId, true);
    }

    /// <summary>Says what a create or an update would do. Reads only; what cannot be read is a warning, never an error.</summary>
    /// <param name="existing">Null for a create.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<RolloutPreview> PreviewAsync(RefreshInputs inputs, ExistingActivity? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        try
        {
            return existing is null
                ? await PreviewCreateAsync(inputs, cancellationToken)
                : await PreviewUpdateAsync(inputs, existing, cancellationToken);
        }
        catch (Exception failure) when (failure is CloudException or CredentialException)
        {
            return new RolloutPreview([], [$"What will happen could not be found out: {failure.Message}"], MayChange: true);
        }
    }

    private async Task<RolloutPreview> PreviewCreateAsync(RefreshInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.AutoScalingGroupId.Length == 0)
            return new RolloutPreview(["The scaling group is not known yet, so neither is the plan of the rollout."], [], MayChange: true);

        var fleet = await _cloud.Fleet.ReadAsync(inputs.AutoScalingGroupId, cancellationToken);
        if (fleet?.Alive is { } old && IsReplaced(old))
        {
            var after = Planner.Plan(inputs, fleet with
            {
                Activities = [.. fleet.Activities.Where(activity => !activity.IsAlive)],
                Group = fleet.Group with { EnabledStatus = EnabledStatus.Enabled },
            });
            string first = $"First the deletion ends {Words.Name(old)} ({old.Status}): it stops it, waits for the batch in work, cancels it. "
                + "It can be neither resumed nor rolled back afterwards. Then:";
            return new RolloutPreview([first, .. PlanText.BeforeTheUpdate(after.Lines)], Warnings(after), MayChange: true);
        }

        var plan = Planner.Plan(inputs, fleet);
        if (fleet is not null && Adopted(inputs, fleet, plan) is { As: not Taken.AsDesired } adopted)
        {
            var activity = adopted.Activity;
            if (adopted.As == Taken.AsDone)
                return new RolloutPreview([$"Activity {activity.RefreshActivityId} on scaling group {fleet.Id} {AlreadyDone}"], [], MayChange: true);
            string takesUp = $"Takes up activity {activity.RefreshActivityId}, which is {activity.Status} on scaling group {fleet.Id} "
                + (adopted.As == Taken.AsAlike
                    ? "and was started with these settings; only watches it, and starts nothing."
                    : "and was started with these settings; starts nothing.");
            return new RolloutPreview([takesUp], [], MayChange: true);
        }

        return new RolloutPreview(PlanText.BeforeTheUpdate(plan.Lines), Warnings(plan), MayChange: true);
    }

    private bool IsReplaced(RefreshActivity alive)
        => _replaced.ContainsKey(OutputsBuilder.IsRollback(alive) ? alive.OriginRefreshActivityId : alive.RefreshActivityId)
            || _replaced.ContainsKey(alive.RefreshActivityId);

    private static IReadOnlyList<string> Warnings(RolloutPlan plan)
        => [.. plan.Blockers.Select(blocker => $"The rollout cannot start: {blocker}"), .. plan.Warnings];

    private async Task<RolloutPreview> PreviewUpdateAsync(RefreshInputs inputs, ExistingActivity existing, CancellationToken cancellationToken)
    {
        var (id, stored) = existing;
        if (Standings.IsSettled(Situation.Of(stored), inputs))
        {
            string ended = $"Activity {stored.FollowedActivityId} has ended {stored.Status}, as desired: nothing is called. "
                + "Changed settings apply from the next rollout on.";
            return new RolloutPreview([ended], [], MayChange: false);
        }


        var seen = await _cloud.Fleet.LookAsync([stored.FollowedActivityId], cancellationToken);
        if (seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == stored.FollowedActivityId) is not { } activity)
        {
            string missing = $"The service does not list activity {stored.FollowedActivityId} on scaling group {id.GroupId}.";
            return new RolloutPreview([], [missing], MayChange: true);
        }


        var step = RolloutDecision.Decide(Situation.Of(activity), RolloutPolicy.ForUpdate(inputs, Situation.Of(stored)));
        string line = $"{Words.Title(activity)} is {activity.Status} at {Words.Place(activity)}: {Describe(step, inputs)}";
        var why = Reasons.For(step, activity, inputs, requestId: null);
        return new RolloutPreview([line, .. Reasons.Failed(activity)], why?.Lines ?? [], MayChange: true);
    }

    private static string Describe(NextStep step, RefreshInputs inputs) => step switch
    {
        NextStep.Resume resume => $"resumes it ({resume.Mode}) and follows it.",
        NextStep.Stop when inputs.DesiredState == DesiredState.Paused => "pauses it; the batch in work finishes.",
        NextStep.Stop when inputs.DesiredState == DesiredState.RolledBack => "stops it, waits for the batch in work, then rolls it back.",
        NextStep.Stop => "stops it, waits for the batch in work, then cancels it.",
        NextStep.Cancel => "cancels it; finished batches keep what they got, and it can be neither resumed nor rolled back afterwards.",
        NextStep.Rollback => "rolls it back; the image goes back by itself, "
            + $"{Words.NotRestored} are read from the launch configuration as it is then.",
        NextStep.Wait wait => $"waits for {wait.For}.",
        NextStep.SeekRollback => "looks for a rollback of it.",
        NextStep.Finish { As: Reached.HeldForApproval } when inputs.ApprovedThroughBatch is null => "holds; the next `pulumi up` goes on.",
        NextStep.Finish { As: Reached.HeldForApproval } => "holds; approvedThroughBatch does not reach further.",
        NextStep.Finish => "nothing is to be done.",
        _ => "it cannot get where it should be.",
    };
}
