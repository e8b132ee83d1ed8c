namespace Pulumi.TencentcloudRefresh;

/// <summary>What <c>GetRefreshPlan.Invoke</c> is asked, in values that may come later.</summary>
public sealed class GetRefreshPlanInvokeArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the scaling group.</summary>
    [Input("autoScalingGroupId", required: true)]
    public Input<string> AutoScalingGroupId { get; set; } = null!;

    /// <summary>How an instance is updated to the launch configuration.</summary>
    /// <value>Default <c>ROLLING_UPDATE_RESET</c>.</value>
    [Input("refreshMode")]
    public Input<RefreshMode>? RefreshMode { get; set; }

    /// <summary>Batches, pauses, surge and health check.</summary>
    [Input("refreshSettings", required: true)]
    public Input<Inputs.RefreshSettingsArgs> RefreshSettings { get; set; } = null!;

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public GetRefreshPlanInvokeArgs()
    {
        RefreshMode = Pulumi.TencentcloudRefresh.RefreshMode.RollingUpdateReset;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshPlanInvokeArgs Empty => new();
}
