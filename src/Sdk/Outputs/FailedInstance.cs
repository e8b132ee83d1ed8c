namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>An instance that could not be refreshed.</summary>
[OutputType]
public sealed class FailedInstance
{
    /// <summary>Id of the instance.</summary>
    public readonly string InstanceId;

    /// <summary>Number of the batch it belongs to, counted from 1.</summary>
    public readonly int Batch;

    /// <summary>What the service says about it.</summary>
    public readonly string Message;

    /// <summary>Id of the last scaling activity that touched it, to look up its details.</summary>
    public readonly string? LastActivityId;

    [OutputConstructor]
    private FailedInstance(string instanceId, int batch, string message, string? lastActivityId)
    {
        InstanceId = instanceId;
        Batch = batch;
        Message = message;
        LastActivityId = lastActivityId;
    }
}
