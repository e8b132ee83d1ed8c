namespace TencentcloudRefresh.AutoScaling;

/// <summary>One layer of the pipeline. Cancellation and missing credentials are exceptions, everything else is an outcome.</summary>
internal abstract class CallStage
{
    public abstract Task<CallOutcome> SendAsync(CloudCall call, CancellationToken cancellationToken);
}
