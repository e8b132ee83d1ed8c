namespace TencentcloudRefresh.InstanceRefresh.Tests;

internal static class Results
{
    public static OperationResult.Done MustBeDone(this OperationResult result)
        => result as OperationResult.Done ?? throw new AssertionException($"Expected done, was incomplete: {string.Join(" | ", ((OperationResult.Incomplete)result).Reasons)}");

    public static OperationResult.Incomplete MustBeIncomplete(this OperationResult result)
        => result as OperationResult.Incomplete ?? throw new AssertionException($"Expected incomplete, was done: {result.Outputs.Status} {result.Outputs.Outcome}");
}
