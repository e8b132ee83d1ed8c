using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>
    /// Says what Diff was told of a resource. Only remembered: a create on its group, should one follow, then knows which rollout is the old one, and a
    /// preview of it does not take that one for somebody else's.
    /// </summary>
    /// <param name="inputs">As stored.</param>
    /// <param name="outputs">As stored; null if the state holds none.</param>
    /// <param name="wantedGroup">The scaling group that the program names; empty if it is not known yet.</param>
    /// <param name="replaces">Diff has asked for a replacement.</param>
    public void Remember(ActivityId id, RefreshInputs inputs, RefreshOutputs? outputs, string wantedGroup, bool replaces)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(wantedGroup);
        var predecessor = new Predecessor(outputs ?? Bare(id), inputs.Triggers, replaces ? Fate.Goes : Fate.Stays);
        _predecessors[id.GroupId] = predecessor;
        // Where it moves to, nothing is its own either that is older, or that is there when this process has ended the old one.
        if (wantedGroup.Length > 0)
            _predecessors[wantedGroup] = predecessor;
    }

    /// <summary>Says what a create or an update would do. Reads only. A service that does not answer is a warning.</summary>
    /// <param name="existing">Null for a create.</param>
    /// <exception cref="RolloutRefusedException">The update would end so too, whatever happens until then: there is no such group, or nothing that could
    /// be cancelled or rolled back.</exception>
    /// <exception cref="CloudServiceException">The service refuses these credentials.</exception>
    /// <exception cref="CredentialException">There are no credentials.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<RolloutPreview> PreviewAsync(RefreshInputs inputs, ExistingActivity? existing, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return existing is null
                ? await PreviewCreateAsync(inputs, context.Interrupted)
                : await PreviewUpdateAsync(inputs, existing, context);
        }
        catch (CloudException failure) when (MayPass(failure))
        {
            return new RolloutPreview([], [$"What will happen could not be determined: {failure.Message}"], MayChange: true);
        }
    }

    /// <summary>
    /// Whether the update may get through where the preview did not. It does not with credentials that are refused, or where there is no such group.
    /// </summary>
    private static bool MayPass(CloudException failure)
        => failure is not CloudServiceException refused || !(ErrorCode.IsPermission(refused.Code) || ErrorCode.IsNotFound(refused.Code));

    private async Task<RolloutPreview> PreviewCreateAsync(RefreshInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.AutoScalingGroupId.Length == 0)
            return new RolloutPreview(["The scaling group is not known yet, so neither is the plan of the rollout."], [], MayChange: true);

        var fleet = await _cloud.Fleet.ReadAsync(inputs.AutoScalingGroupId, cancellationToken);
        var replaced = _predecessors.GetValueOrDefault(inputs.AutoScalingGroupId) is { Fate: Fate.Goes } goes ? goes : null;
        if (fleet?.Alive is { } old && replaced?.Is(old) == true)
        {
            var after = Planner.Plan(inputs, fleet with
            {
                Activities = [.. fleet.Activities.Where(activity => !activity.IsAlive)],
                Group = fleet.Group with { EnabledStatus = EnabledStatus.Enabled },
            }, ahead: true);
            string first = $"First the deletion ends {Words.Name(old)} ({old.Status}): it stops it, waits for the batch in progress, cancels it. "
                + "It can be neither resumed nor rolled back afterwards. Then:";
            return new RolloutPreview([first, .. after.Lines], Warnings(after), MayChange: true);
        }

        var plan = Planner.Plan(inputs, fleet, ahead: true);
        var adoption = fleet is null ? null : AdoptionOn(fleet, inputs, plan);
        if (adoption is null && (fleet is null || inputs.StartsNothing))
            throw new RolloutRefusedException([plan.Blockers[0]]);
        if (fleet is not null && adoption is { As: not Taken.AsDesired })
        {
            string takesUp = AdoptionText.Ahead(adoption, fleet);
            // Whether the old one has been deleted already is known to the engine alone. If not, the update does so, and then starts.
            return replaced is null
                ? new RolloutPreview([takesUp, UnlessForced], [], MayChange: true)
                : new RolloutPreview(
                    [$"If an earlier run began this replacement and was interrupted: {takesUp} If not:", .. plan.Lines],
                    Warnings(plan), MayChange: true);
        }

        return new RolloutPreview(plan.Lines, Warnings(plan), MayChange: true);
    }

    /// <summary>Of a replacement that the user forces Diff is not asked, so nothing here tells it from a first create.</summary>
    private const string UnlessForced = "Under `pulumi up --replace` the one in the state is deleted first, and a new rollout starts.";

    private static IReadOnlyList<string> Warnings(RolloutPlan plan)
        => [.. plan.Blockers.Select(blocker => $"The rollout cannot start: {blocker}"), .. plan.Warnings];

    private async Task<RolloutPreview> PreviewUpdateAsync(RefreshInputs inputs, ExistingActivity existing, OperationContext context)
    {
        var (id, stored) = existing;
        if (Standings.IsSettled(Situation.Of(stored), inputs))
        {
            string ended = $"Activity {stored.FollowedActivityId} has ended {stored.Status}, as desired: no call is made. "
                + "Changed settings apply from the next rollout on.";
            return new RolloutPreview([ended], [], MayChange: false);
        }

        var seen = await _cloud.Fleet.LookAsync([stored.FollowedActivityId], context.Interrupted);
        if (seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == stored.FollowedActivityId)?.Cleaned(context.Clean) is not { } activity)
        {
            if (await _cloud.Fleet.GroupAsync(id.GroupId, context.Interrupted) is null)
                throw new RolloutRefusedException([$"Scaling group {id.GroupId} of activity {stored.FollowedActivityId} does not exist in this region and account."]);
            string missing = $"The service does not list activity {stored.FollowedActivityId} on scaling group {id.GroupId}.";
            return new RolloutPreview([], [missing], MayChange: true);
        }

        var step = RolloutDecision.Decide(Situation.Of(activity), RolloutPolicy.ForUpdate(inputs, Situation.Of(stored)));
        string line = $"{Words.Title(activity)} is {activity.Status} at {Words.Place(activity)}: {Describe(step, inputs)}";
        var why = Reasons.For(step, activity, inputs, requestId: null);
        return why is null
            ? new RolloutPreview([line, .. Reasons.Failed(activity)], [], MayChange: true)
            : new RolloutPreview([line], [string.Join('\n', why.Lines)], MayChange: true);
    }

    private static string Describe(NextStep step, RefreshInputs inputs) => step switch
    {
        NextStep.Resume resume => $"resumes it ({resume.Mode}) and follows it.",
        NextStep.Stop when inputs.DesiredState == DesiredState.Paused => "pauses it; the batch in progress finishes.",
        NextStep.Stop when inputs.DesiredState == DesiredState.RolledBack => "stops it, waits for the batch in progress, then rolls it back.",
        NextStep.Stop => "stops it, waits for the batch in progress, then cancels it.",
        NextStep.Cancel => "cancels it; finished batches keep the new version, and it can be neither resumed nor rolled back afterwards.",
        NextStep.Rollback => "rolls it back; the image goes back by itself, "
            + $"{Words.NotRestored} are read from the launch configuration as it is then.",
        NextStep.Wait wait => $"waits for {wait.For}.",
        NextStep.SeekRollback => "looks for a rollback of it.",
        NextStep.Finish { As: Reached.HeldForApproval } when inputs.ApprovedThroughBatch is null => "stays paused; the next `pulumi up` continues it.",
        NextStep.Finish { As: Reached.HeldForApproval } => "stays paused; approvedThroughBatch allows no further batch.",
        NextStep.Finish => "nothing to do.",
        _ => "it cannot reach the desired state.",
    };
}
