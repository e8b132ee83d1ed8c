namespace Pulumi.TencentcloudRefresh;

/// <summary>What <see cref="GetRefreshPlan.InvokeAsync"/> is asked, in plain values.</summary>
public sealed class GetRefreshPlanArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the scaling group.</summary>
    [Input("autoScalingGroupId", required: true)]
    public string AutoScalingGroupId { get; set; } = null!;

    /// <summary>How an instance is updated to the launch configuration.</summary>
    /// <value>Default <c>ROLLING_UPDATE_RESET</c>.</value>
    [Input("refreshMode")]
    public RefreshMode? RefreshMode { get; set; }

    /// <summary>Batches, pauses, surge and health check.</summary>
    [Input("refreshSettings", required: true)]
    public Inputs.RefreshSettings RefreshSettings { get; set; } = null!;

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public GetRefreshPlanArgs()
    {
        RefreshMode = Pulumi.TencentcloudRefresh.RefreshMode.RollingUpdateReset;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshPlanArgs Empty => new();
}
