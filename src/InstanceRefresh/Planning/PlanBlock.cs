using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The plan as a preview shows it: five lines in the ordinary case (batches, images, what is skipped, time, next), and more only where settings or group ask
/// for it. What is always so stands in the documentation and in the plan function. Pure.
/// </summary>
internal static class PlanBlock
{
    public static IEnumerable<string> Lines(RefreshInputs inputs, Fleet fleet, RolloutPlan plan)
    {
        yield return PlanText.Begins(inputs, fleet, plan);
        yield return $"Images: {RunningImages.Change(inputs, fleet)}.";
        foreach (string note in plan.Notes)
            yield return note;
        yield return $"Skipped: {Skipped(fleet)}.";
        foreach (string extra in PlanText.Extras(inputs, fleet))
            yield return extra;
        if (VerificationPlan.Line(inputs, plan.BatchSizes.Length) is { } verification)
            yield return verification;
        if (inputs.RefreshMode == RefreshMode.Replace)
            yield return PlanText.NoRollback;
        yield return $"Time: the group does not scale or replace unhealthy instances {PlanText.Frozen(inputs, plan)}.";
        yield return $"Next: {Next(inputs, plan)}; a failed batch {PlanText.OnFailure(inputs)}.";
        if (inputs.ExpectedPlan is not null)
            yield return $"Plan digest: {plan.PlanDigest}";
    }

    /// <summary>Which and why is told by a warning each.</summary>
    private static string Skipped(Fleet fleet)
    {
        int skipped = Math.Max(0, fleet.Instances.Count - fleet.Running);
        // An instance in standby is not visible as such, so that this is no promise.
        return skipped == 0 ? "none seen" : $"{skipped} of {fleet.Instances.Count} instances keep what they have";
    }

    private static string Next(RefreshInputs inputs, RolloutPlan plan) => PlanText.Pauses(inputs, plan) switch
    {
        null => "`pulumi up` follows it to its end without a pause",
        { } stays when inputs.DesiredState == DesiredState.Paused => stays,
        { } pauses => $"it pauses {pauses}",
    };
}
