namespace Pulumi.TencentcloudRefresh;

/// <summary>What <c>GetRefreshTriggers.Invoke</c> is asked, in values that may come later.</summary>
public sealed class GetRefreshTriggersInvokeArgs : global::Pulumi.InvokeArgs
{
    /// <summary>The mode of the rollout. Changing it changes the triggers, and so starts a rollout.</summary>
    /// <value>Default <c>ROLLING_UPDATE_RESET</c>.</value>
    [Input("refreshMode")]
    public Input<RefreshMode>? RefreshMode { get; set; }

    /// <summary>The values that the launch configuration is given.</summary>
    [Input("items", required: true)]
    public Input<Inputs.TriggerItemsArgs> Items { get; set; } = null!;

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public GetRefreshTriggersInvokeArgs()
    {
        RefreshMode = Pulumi.TencentcloudRefresh.RefreshMode.RollingUpdateReset;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshTriggersInvokeArgs Empty => new();
}
