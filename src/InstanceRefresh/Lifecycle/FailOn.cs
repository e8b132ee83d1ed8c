namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Outcomes that end an operation with an error although the rollout is where it should be, so that a pipeline notices and resources that depend on this one
/// wait. Pure.
/// </summary>
internal static class FailOn
{
    public static bool Hits(RefreshInputs inputs, RefreshOutputs outputs)
        => inputs.FailOn.Contains(outputs.Outcome.ToString())
            // A pause that the program asks for is what it wants.
            && !(outputs.Outcome == RefreshOutcome.AwaitingApproval && inputs.DesiredState == DesiredState.Paused);

    public static OperationResult Apply(OperationResult result, RefreshInputs inputs)
        => result is OperationResult.Done done && Hits(inputs, done.Outputs)
            ? done.Because(done.Outputs, Why(ActivityId.Parse(done.Id), done.Outputs, inputs))
            : result;

    public static Explanation Why(ActivityId id, RefreshOutputs outputs, RefreshInputs inputs)
    {
        string title = $"Activity {outputs.FollowedActivityId} on scaling group {id.GroupId}";
        string listed = $"failOn lists {outputs.Outcome}, so this ends with an error, and resources that depend on it wait.";
        if (outputs.Outcome == RefreshOutcome.AwaitingApproval)
        {
            int batch = Situation.Of(outputs).Reached;
            return new(
                [$"{title} is paused after batch {batch} of {outputs.BatchCount} and waits for approval: {listed}"],
                [inputs.ApprovedThroughBatch is null ? "run `pulumi up` again to continue" : $"set approvedThroughBatch to {batch} or more to continue"]);
        }

        return new(
            [$"{title} ended {outputs.Status}, and not every instance of the group is shown to match it: {listed}",
                .. Deviations.Warning(outputs.Deviations) is { } named ? [named] : (string[])[]],
            ["repair or destroy these instances and run `pulumi up` again, which compares again", "change a trigger to start a new rollout",
                $"take {outputs.Outcome} out of failOn to accept it"]);
    }
}
