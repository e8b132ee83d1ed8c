namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>How a rollout proceeds. Read when a rollout starts: editing it never starts one.</summary>
public sealed class RefreshSettingsArgs : global::Pulumi.ResourceArgs
{
    /// <summary>How the fleet is divided into batches and what happens between them.</summary>
    [Input("rollingUpdateSettings", required: true)]
    public Input<Inputs.RollingUpdateSettingsArgs> RollingUpdateSettings { get; set; } = null!;

    /// <summary>
    /// Wait, after each instance, until its application load balancer reports the back end healthy. An instance that does not get there
    /// counts as failed. Only for groups bound to an application load balancer.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    [Input("checkInstanceTargetHealth")]
    public Input<bool>? CheckInstanceTargetHealth { get; set; }

    /// <summary>
    /// Seconds allowed for that health check, from 60 to 7200. The service's own default is 1800. Without effect unless
    /// <c>checkInstanceTargetHealth</c> is on.
    /// </summary>
    [Input("checkInstanceTargetHealthTimeout")]
    public Input<int>? CheckInstanceTargetHealthTimeout { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public RefreshSettingsArgs()
    {
        CheckInstanceTargetHealth = false;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new RefreshSettingsArgs Empty => new();
}
