using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Scenarios;

/// <summary>Something that must hold after a step.</summary>
/// <param name="Text">As a sentence.</param>
internal sealed record Expectation(string Text, Func<OperationRecord, bool> IsMet)
{
    public static Expectation Succeeds { get; } = new("the operation succeeds", record => record.Result == DeploymentResult.Succeeded);

    public static Expectation Fails { get; } = new("the operation fails", record => record.Result == DeploymentResult.Failed);

    /// <summary>No call but reads reached the service.</summary>
    public static Expectation ChangesNothing { get; } = new(
        "the service is only read", record => record.ApiCalls.All(action => action == "GetCallerIdentity" || action.StartsWith("Describe", StringComparison.Ordinal)));

    public static Expectation Status(string status) => new($"the rollout is {status}", record => record.Rollout?.Status == status);

    public static Expectation Outcome(string outcome) => new($"its outcome is {outcome}", record => record.Rollout?.Outcome == outcome);

    public static Expectation PausedAfterBatch(int batch) => new(
        $"it pauses after batch {batch}",
        record => record.Rollout is { } rollout && rollout.Status.EndsWith("_PAUSE", StringComparison.Ordinal) && rollout.CurrentBatch == batch);

    public static Expectation Calls(string action, int times) => new(
        $"{action} is called {(times == 1 ? "once" : $"{times} times")}", record => record.ApiCalls.Count(called => called == action) == times);

    public static Expectation Says(string what, Func<OperationRecord, bool> isMet) => new(what, isMet);
}
