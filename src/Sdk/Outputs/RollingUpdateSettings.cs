namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>
/// Batches, pauses, and what happens after a failed batch. Give exactly one of <c>batchNumber</c> and <c>maxUnavailablePercent</c>.
/// </summary>
[OutputType]
public sealed class RollingUpdateSettings
{
    /// <summary>
    /// Number of batches that the running instances are divided into: at least 1, at most their number. It is not the size of a batch.
    /// </summary>
    public readonly int? BatchNumber;

    /// <summary>
    /// Instead of <c>batchNumber</c>: the largest share of the running instances, in percent from 1 to 100, that one batch may take out of
    /// service. The number of batches follows from the instances running when the rollout starts.
    /// </summary>
    public readonly int? MaxUnavailablePercent;

    /// <summary>Where the rollout stops and waits for approval.</summary>
    public readonly BatchPause? BatchPause;

    /// <summary>
    /// Extra pay-as-you-go instances created before the first batch and destroyed after the last one: 0 or more, at most the size of one
    /// batch. Unset: none.
    /// </summary>
    public readonly int? MaxSurge;

    /// <summary>What the service does after a batch with failed instances.</summary>
    public readonly FailProcess? FailProcess;

    [OutputConstructor]
    private RollingUpdateSettings(
        int? batchNumber,
        int? maxUnavailablePercent,
        BatchPause? batchPause,
        int? maxSurge,
        FailProcess? failProcess)
    {
        BatchNumber = batchNumber;
        MaxUnavailablePercent = maxUnavailablePercent;
        BatchPause = batchPause;
        MaxSurge = maxSurge;
        FailProcess = failProcess;
    }
}
