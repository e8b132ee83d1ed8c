namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>
/// Batches, pauses, and what happens after a failed batch. Give exactly one of <c>batchNumber</c> and <c>maxUnavailablePercent</c>.
/// </summary>
public sealed class RollingUpdateSettingsArgs : global::Pulumi.ResourceArgs
{
    /// <summary>
    /// Number of batches that the running instances are divided into: at least 1, at most their number. It is not the size of a batch.
    /// </summary>
    [Input("batchNumber")]
    public Input<int>? BatchNumber { get; set; }

    /// <summary>
    /// Instead of <c>batchNumber</c>: the largest share of the running instances, in percent from 1 to 100, that one batch may take out of
    /// service. The number of batches follows from the instances running when the rollout starts.
    /// </summary>
    [Input("maxUnavailablePercent")]
    public Input<int>? MaxUnavailablePercent { get; set; }

    /// <summary>Where the rollout stops and waits for approval.</summary>
    /// <value>Default <c>AUTOMATIC</c>.</value>
    [Input("batchPause")]
    public Input<BatchPause>? BatchPause { get; set; }

    /// <summary>
    /// Extra pay-as-you-go instances created before the first batch and destroyed after the last one: 0 or more, at most the size of one
    /// batch. Unset: none.
    /// </summary>
    [Input("maxSurge")]
    public Input<int>? MaxSurge { get; set; }

    /// <summary>What the service does after a batch with failed instances.</summary>
    /// <value>Default <c>AUTO_PAUSE</c>.</value>
    [Input("failProcess")]
    public Input<FailProcess>? FailProcess { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public RollingUpdateSettingsArgs()
    {
        BatchPause = Pulumi.TencentcloudRefresh.BatchPause.Automatic;
        FailProcess = Pulumi.TencentcloudRefresh.FailProcess.AutoPause;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new RollingUpdateSettingsArgs Empty => new();
}
