namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>How a rollout proceeds. Read when a rollout starts: editing it never starts one.</summary>
[OutputType]
public sealed class RefreshSettings
{
    /// <summary>How the fleet is divided into batches and what happens between them.</summary>
    public readonly Outputs.RollingUpdateSettings RollingUpdateSettings;

    /// <summary>
    /// Wait, after each instance, until its application load balancer reports the back end healthy. An instance that does not get there
    /// counts as failed. Only for groups bound to an application load balancer.
    /// </summary>
    public readonly bool? CheckInstanceTargetHealth;

    /// <summary>
    /// Seconds allowed for that health check, from 60 to 7200. The service's own default is 1800. Without effect unless
    /// <c>checkInstanceTargetHealth</c> is on.
    /// </summary>
    public readonly int? CheckInstanceTargetHealthTimeout;

    [OutputConstructor]
    private RefreshSettings(
        Outputs.RollingUpdateSettings rollingUpdateSettings,
        bool? checkInstanceTargetHealth,
        int? checkInstanceTargetHealthTimeout)
    {
        RollingUpdateSettings = rollingUpdateSettings;
        CheckInstanceTargetHealth = checkInstanceTargetHealth;
        CheckInstanceTargetHealthTimeout = checkInstanceTargetHealthTimeout;
    }
}
