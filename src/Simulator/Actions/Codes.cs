namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Error codes that more than one action answers with.</summary>
internal static class Codes
{
    public const string InvalidGroupId = "InvalidParameterValue.InvalidAutoScalingGroupId";
    /// <summary>The older spelling, which only the read has kept.</summary>
    public const string InvalidDescribedConfigurationId = "InvalidLaunchConfigurationId";
    public const string InvalidConfigurationId = "InvalidParameterValue.InvalidLaunchConfigurationId";
    public const string InvalidValue = "InvalidParameterValue";
    public const string Size = "InvalidParameterValue.Size";
    public const string GroupDisabled = "ResourceUnavailable.AutoScalingGroupDisabled";
    public const string GroupAbnormal = "ResourceUnavailable.AutoScalingGroupAbnormalStatus";
    public const string InActivity = "ResourceUnavailable.AutoScalingGroupInActivity";
    public const string InRefreshActivity = "ResourceUnavailable.AutoScalingGroupInRefreshActivity";
    public const string NoActivity = "FailedOperation.NoActivityToGenerate";
    public const string RoleMissing = "UnauthorizedOperation.AutoScalingRoleUnauthorized";
    public const string ActivityNotFound = "ResourceNotFound.RefreshActivityNotFound";

    /// <summary>The spelling of the calls about groups; those about refresh activities have another.</summary>
    public static Refusal GroupNotFound(string id) => new("ResourceNotFound.AutoScalingGroupNotFound", $"There is no group `{id}`.");

    public static Refusal ConfigurationNotFound(string id)
        => new("ResourceNotFound.LaunchConfigurationIdNotFound", $"There is no launch configuration `{id}`.");
}
