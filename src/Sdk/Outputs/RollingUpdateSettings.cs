namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>Batches, pauses and what a failed batch leads to. Give exactly one of <c>batchNumber</c> and <c>maxUnavailablePercent</c>.</summary>
[OutputType]
public sealed class RollingUpdateSettings
{
    /// <summary>
    /// Into how many batches the running instances are divided: at least 1, at most their number. It is a number of batches, not a batch
    /// size.
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

    /// <summary>What a batch with failed instances leads to.</summary>
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
