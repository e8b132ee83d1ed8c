namespace Pulumi.TencentcloudRefresh;

/// <summary>What <see cref="GetRefreshTriggers.InvokeAsync"/> is asked, in plain values.</summary>
public sealed class GetRefreshTriggersArgs : global::Pulumi.InvokeArgs
{
    /// <summary>The mode of the rollout. Changing it changes the triggers, and so starts a rollout.</summary>
    /// <value>Default <c>ROLLING_UPDATE_RESET</c>.</value>
    [Input("refreshMode")]
    public RefreshMode? RefreshMode { get; set; }

    /// <summary>The values that the launch configuration is given.</summary>
    [Input("items", required: true)]
    public Inputs.TriggerItems Items { get; set; } = null!;

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public GetRefreshTriggersArgs()
    {
        RefreshMode = Pulumi.TencentcloudRefresh.RefreshMode.RollingUpdateReset;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshTriggersArgs Empty => new();
}
