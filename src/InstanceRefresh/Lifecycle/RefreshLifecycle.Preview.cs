using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>Says what a create or an update would do. Reads only; what cannot be read is a warning, never an error.</summary>
    /// <param name="existing">Null for a create.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<RolloutPreview> PreviewAsync(RefreshInputs inputs, ExistingActivity? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        try
        {
            return existing is null ? await PreviewCreateAsync(inputs, cancellationToken) : await PreviewUpdateAsync(inputs, existing, cancellationToken);
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
        var plan = Planner.Plan(inputs, fleet);
        if (fleet is not null && Adopted(inputs, fleet, plan) is { Activity: var activity, IsOurs: true })
            return new RolloutPreview([$"Takes up activity {activity.RefreshActivityId}, which is {activity.Status} on scaling group {fleet.Id} and was started with these settings; starts nothing."], [], MayChange: true);
        return new RolloutPreview(plan.Lines, [.. plan.Blockers.Select(blocker => $"The rollout cannot start: {blocker}"), .. plan.Warnings], MayChange: true);
    }

    private async Task<RolloutPreview> PreviewUpdateAsync(RefreshInputs inputs, ExistingActivity existing, CancellationToken cancellationToken)
    {
        var (id, stored) = existing;
        if (Standings.IsSettled(Situation.Of(stored), inputs))
            return new RolloutPreview([$"Activity {stored.FollowedActivityId} has ended {stored.Status}, as desired: nothing is called. Changed settings apply from the next rollout on."], [], MayChange: false);

        var seen = await _cloud.Fleet.LookAsync([stored.FollowedActivityId], cancellationToken);
        if (seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == stored.FollowedActivityId) is not { } activity)
            return new RolloutPreview([], [$"The service does not list activity {stored.FollowedActivityId} on scaling group {id.GroupId}."], MayChange: true);

        var step = RolloutDecision.Decide(Situation.Of(activity), RolloutPolicy.Of(inputs, Opening.Update));
        string line = $"{Reasons.Name(activity)} is {activity.Status} at batch {Situation.Of(activity).Reached} of {OutputsBuilder.CountOf(activity)}: {Describe(step, inputs)}";
        return new RolloutPreview([line, .. Reasons.Failed(activity)], [.. Blockers(step, activity, inputs)], MayChange: true);
    }

    private static string Describe(NextStep step, RefreshInputs inputs) => step switch
    {
        NextStep.Resume resume => $"resumes it ({resume.Mode}) and follows it.",
        NextStep.Stop when inputs.DesiredState == DesiredState.Paused => "pauses it; the batch in work finishes.",
        NextStep.Stop => $"stops it, waits for the batch in work, then {(inputs.DesiredState == DesiredState.RolledBack ? "rolls it back" : "cancels it")}.",
        NextStep.Cancel => "cancels it; finished batches keep what they got, and it can be neither resumed nor rolled back afterwards.",
        NextStep.Rollback => $"rolls it back; the image goes back by itself, {string.Join(", ", LaunchItems.NotRestoredByRollback)} are read from the launch configuration as it is then.",
        NextStep.Wait wait => $"waits for {wait.For}.",
        NextStep.SeekRollback => "looks for a rollback of it.",
        NextStep.Finish { As: Reached.HeldForApproval } => "holds; approvedThroughBatch does not reach further.",
        NextStep.Finish => "nothing is to be done.",
        _ => "it cannot get where it should be.",
    };

    private static IEnumerable<string> Blockers(NextStep step, RefreshActivity activity, RefreshInputs inputs) => step switch
    {
        NextStep.GiveUp giveUp => Reasons.For(giveUp.Because, activity, inputs, requestId: null).Lines,
        NextStep.Refuse refuse => [$"{Reasons.Name(activity)} cannot become {inputs.DesiredState}: {refuse.Reason}"],
        _ => [],
    };
}
