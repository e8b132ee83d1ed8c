namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a read found. Closed.</summary>
public abstract record ReadResult
{
    private ReadResult()
    {
    }

    /// <summary>The group is gone, or nobody ever knew the activity: drop the resource.</summary>
    public sealed record NotFound : ReadResult;

    /// <param name="Inputs">As stored; on an import made up so that they give no difference.</param>
    public sealed record Found(string Id, RefreshInputs Inputs, RefreshOutputs Outputs) : ReadResult;

    /// <summary>It exists and has come to grief: to be stored as init-failed, so that the next update continues it.</summary>
    /// <param name="Reasons">As in <see cref="OperationResult.Incomplete"/>.</param>
    public sealed record Unhealthy(string Id, RefreshInputs Inputs, RefreshOutputs Outputs, IReadOnlyList<string> Reasons) : ReadResult;
}
