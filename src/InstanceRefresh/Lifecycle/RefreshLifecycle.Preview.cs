using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>Says what a create or an update would do. Reads only. A service that does not answer is a warning.</summary>
    /// <param name="urn">Of the resource: what this operation knows of it is in the ledger.</param>
    /// <param name="existing">Null for a create.</param>
    /// <exception cref="RolloutRefusedException">The update would end so too, whatever happens until then: there is no such group, or nothing that could
    /// be cancelled or rolled back.</exception>
    /// <exception cref="CloudServiceException">The service refuses these credentials.</exception>
    /// <exception cref="CredentialException">There are no credentials.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<RolloutPreview> PreviewAsync(string urn, RefreshInputs inputs, ExistingActivity? existing, OperationContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        using var limits = new OperationLimits(context, _cloud.Clock);
        try
        {
            var preview = existing is null
                ? await limits.ReadAsync(token => PreviewCreateAsync(urn, inputs, token))
                : await limits.ReadAsync(token => PreviewUpdateAsync(inputs, existing, context, token));
            return await limits.ReadAsync(token => WithPoliciesAsync(preview, inputs, token));
        }
        catch (Exception failure) when (failure is LimitReachedException || (failure is CloudException unanswered && MayPass(unanswered)))
        {
            return new RolloutPreview([], [$"What will happen could not be determined: {failure.Message}"], MayChange: true);
        }
    }

    /// <summary>
    /// Whether the update may get through where the preview did not. It does not with credentials that are refused, or where there is no such group.
    /// </summary>
    private static bool MayPass(CloudException failure)
        => failure is not CloudServiceException refused || !(ErrorCode.IsPermission(refused.Code) || ErrorCode.IsNotFound(refused.Code));

    private async Task<RolloutPreview> PreviewCreateAsync(string urn, RefreshInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.AutoScalingGroupId.Length == 0)
        {
            return new RolloutPreview(
                ["The scaling group is not known yet, so neither is the plan of the rollout."], await ImageWarningsAsync(inputs, null, cancellationToken), MayChange: true);
        }

        var fleet = await _cloud.Fleet.ReadForPreviewAsync(inputs.AutoScalingGroupId, cancellationToken);
        var plan = Planner.Plan(inputs, fleet, ahead: true);
        if (fleet is null || inputs.StartsNothing)
            throw new RolloutRefusedException([plan.Blockers[0]]);
        plan = plan with { Warnings = [.. plan.Warnings, .. await ImageWarningsAsync(inputs, fleet, cancellationToken)] };

        var ledger = _ledger.Now;
        var step = new CreateDecision(urn, inputs, fleet, plan.BatchNumber, ledger).Step();
        switch (step)
        {
            // In a preview no deletion has been called yet, so the old rollout still stands in the way.
            case CreateStep.KeptByOption or CreateStep.EndFirst:
                return Replacing(fleet.Alive!, Planner.Plan(inputs, fleet.WithoutAlive(), ahead: true), byDeletion: step is CreateStep.KeptByOption);
            case CreateStep.Undecided undecided:
                return new RolloutPreview([AdoptionText.ReadsAgain(undecided, fleet), .. plan.Lines], Warnings(plan), MayChange: true);
            case CreateStep.EndedUnpaused ended:
                return new RolloutPreview([], [$"The rollout cannot start: {AdoptionText.EndedUnpaused(ended.Activity, fleet)}"], MayChange: true);
            case CreateStep.HeldByEntry held:
                return new RolloutPreview([], [$"The rollout cannot start: {AdoptionText.HeldByEntry(held.Activity, held.Urn, fleet)}"], MayChange: true);
            case CreateStep.Adopt when ledger.KnownUnder(urn) is { IsReplaced: true }:
                // Whether the old one has been deleted already, by an interrupted run, is known to the engine alone. If not, the update does so, and starts.
                var (adopts, asks) = AdoptionText.Ahead(step, inputs, fleet, plan.BatchNumber);
                return new RolloutPreview(
                    [$"If an earlier run began this replacement and was interrupted: {string.Join(' ', [.. adopts, .. asks.SkipLast(1)])} If not:", .. plan.Lines],
                    Warnings(plan), MayChange: true);
            case CreateStep.Adopt or CreateStep.Rename or CreateStep.Keep or CreateStep.Continue:
                var (lines, warnings) = AdoptionText.Ahead(step, inputs, fleet, plan.BatchNumber);
                return new RolloutPreview(lines, warnings, MayChange: true);
            case CreateStep.TakeOver when ledger.KnownUnder(urn) is null:
                return new RolloutPreview(plan.Lines, [.. Warnings(plan), AdoptionText.Forced], MayChange: true);
            case CreateStep.Start { PassedOver: { } ended }:
                return new RolloutPreview([AdoptionText.PassedOver(ended, fleet), .. plan.Lines], Warnings(plan), MayChange: true);
            default:
                return new RolloutPreview(
                    [.. SkipMatching.Applies(inputs, ledger.KnownUnder(urn), step) ? [Ahead(SkipMatching.Of(fleet))] : (string[])[], .. plan.Lines],
                    [.. Unreviewed(inputs, fleet), .. Warnings(plan)], MayChange: true);
        }

        static string Ahead(SkipMatching match) => match.IsShown
            ? $"skipMatching: nothing will be started, since {match.Why}. If this update changes the launch configuration or the instances, it starts a rollout:"
            : $"skipMatching: it will start a rollout, since {match.Why}.";

        static IEnumerable<string> Unreviewed(RefreshInputs inputs, Fleet fleet)
            => inputs.ExpectedPlan is not { } expected ? []
                : PlanDigest.Differences(expected, PlanDigest.Of(inputs, fleet), fleet).Select(difference => $"The rollout cannot start as expectedPlan has it: {difference}");
    }

    private async Task<IReadOnlyList<string>> ImageWarningsAsync(RefreshInputs inputs, Fleet? fleet, CancellationToken cancellationToken)
        => ImageLogin.ImageOf(inputs, fleet?.Configuration) is { } id
            && await _cloud.Fleet.ImageAsync(id, cancellationToken) is { } image
            && ImageLogin.Warning(image) is { } warning
                ? [warning] : [];

    private static RolloutPreview Replacing(RefreshActivity old, RolloutPlan after, bool byDeletion)
    {
        string first = $"First {(byDeletion ? "the deletion" : "this update")} ends {ActivityText.Name(old)} ({old.Status}): it stops it, waits for the batch in progress, cancels it. "
            + "It can be neither resumed nor rolled back afterwards. Then:";
        const string Options = "If the resource option deleteBeforeReplace: false or retainOnDelete is set, nothing is ended first, and this update fails.";
        return new RolloutPreview([first, .. after.Lines, .. byDeletion ? (string[])[Options] : []], Warnings(after), MayChange: true);
    }

    private static IReadOnlyList<string> Warnings(RolloutPlan plan)
        => [.. plan.Blockers.Select(blocker => $"The rollout cannot start: {blocker}"), .. plan.Warnings];

    private async Task<RolloutPreview> PreviewUpdateAsync(
        RefreshInputs inputs, ExistingActivity existing, OperationContext context, CancellationToken cancellationToken)
    {
        var (id, stored) = (existing.Id, existing.Stored);
        if (stored is { IsIndeterminate: true, Status: ActivityStatus.Successful })
        {
            string accepts = $"Accepts activity {stored.FollowedActivityId}, which has ended {stored.Status}, as the rollout of this resource; nothing is called.";
            return new RolloutPreview([accepts], [], MayChange: true);
        }

        if (stored.IsSkipped)
            return new RolloutPreview(["No rollout was started for this resource, and none is needed: no call is made."], [], MayChange: false);
        if (DriftDetection.IsFinal(stored, inputs, existing.Inputs))
        {
            string ended = $"Activity {stored.FollowedActivityId} has ended {stored.Status}, as desired: no call is made. "
                + "Changed settings apply from the next rollout on.";
            return new RolloutPreview([ended], [], MayChange: false);
        }

        if (await _identity.ElsewhereAsync(id, stored, cancellationToken) is { } away)
            throw new RolloutRefusedException([away]);

        var seen = await _cloud.Fleet.DescribeAsync([stored.FollowedActivityId], cancellationToken);
        if (seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == stored.FollowedActivityId)?.Cleaned(context.Clean) is not { } activity)
        {
            if (await _cloud.Fleet.GroupAsync(id.GroupId, cancellationToken) is null)
                throw new RolloutRefusedException([$"Scaling group {id.GroupId} of activity {stored.FollowedActivityId} does not exist in this region and account."]);
            string missing = $"The service does not list activity {stored.FollowedActivityId} on scaling group {id.GroupId}.";
            return new RolloutPreview([], [missing], MayChange: true);
        }

        var step = RolloutDecision.Decide(Situation.Of(activity), RolloutPolicy.ForUpdate(inputs, stored) with
        {
            Verification = VerificationProgress.Ahead(inputs, activity, stored, seen.AnsweredAt),
            OnlyWatches = stored.Adopted && !Ownership.IsClaimed(existing.Inputs, inputs, stored),
        });
        string deed = step is NextStep.Resume && await UnreportedChangeAsync(id, stored, activity, cancellationToken) is { } change
            ? $"stays paused, since {change}. The `pulumi up` after this one continues it anyway."
            : Describe(step, inputs);
        string line = $"{ActivityText.Title(activity)} is {activity.Status} at {ActivityText.Place(activity)}: {deed}";
        var why = Reasons.For(step, activity, inputs, requestId: null, verification: stored.Verification);
        return why is null
            ? await WithHooksAsync(new RolloutPreview([line, .. Reasons.Failed(activity)], [], MayChange: true), step, activity, cancellationToken)
            : new RolloutPreview([line], [string.Join('\n', why.Lines)], MayChange: true);
    }

    /// <summary>Where batches are still to come, the hooks that fire in them.</summary>
    private async Task<RolloutPreview> WithHooksAsync(RolloutPreview preview, NextStep step, RefreshActivity activity, CancellationToken cancellationToken)
    {
        if (step is not (NextStep.Resume or NextStep.Wait or NextStep.Verify or NextStep.Rollback))
            return preview;
        var hooks = await _cloud.Fleet.HooksAsync(activity.AutoScalingGroupId, cancellationToken);
        return preview with
        {
            Lines = [.. preview.Lines, .. hooks.Line(activity.RefreshSettings?.RollingUpdateSettings?.MaxSurge > 0) is { } line ? [line] : (string[])[]],
            Warnings = [.. preview.Warnings, .. hooks.Unread is { } unread ? [unread] : (string[])[]],
        };
    }

    private static string Describe(NextStep step, RefreshInputs inputs) => step switch
    {
        NextStep.Resume resume => $"resumes it ({resume.Mode}) and follows it.",
        NextStep.Stop when inputs.DesiredState == DesiredState.Paused => "pauses it; the batch in progress finishes.",
        NextStep.Stop when inputs.DesiredState == DesiredState.RolledBack => "stops it, waits for the batch in progress, then rolls it back.",
        NextStep.Stop => "stops it, waits for the batch in progress, then cancels it.",
        NextStep.Cancel => "cancels it; finished batches keep the new version, and it can be neither resumed nor rolled back afterwards.",
        NextStep.Rollback => "rolls it back; the service restores the image by itself, "
            + $"{ActivityText.NotRestored} are read from the launch configuration as it is then.",
        NextStep.Verify => "verifies it, and continues if that passes.",
        NextStep.Wait wait => $"waits for {wait.For}.",
        NextStep.SeekRollback => "searches for a rollback of it.",
        NextStep.Finish { As: Reached.HeldForApproval } when inputs.ApprovedThroughBatch is null => "stays paused; the next `pulumi up` continues it.",
        NextStep.Finish { As: Reached.HeldForApproval } => "stays paused; approvedThroughBatch allows no further batch.",
        NextStep.Finish => "nothing to do.",
        _ => "it cannot reach the desired state.",
    };
}
