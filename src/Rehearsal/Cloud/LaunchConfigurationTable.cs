namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary><c>tencentcloud:index/asScalingConfig:AsScalingConfig</c> against CreateLaunchConfiguration and DescribeLaunchConfigurations.</summary>
internal static class LaunchConfigurationTable
{
    public static PropertyTable Rows { get; } = new(
        new("configurationName", "LaunchConfigurationName") { Required = true },
        new("instanceTypes", "InstanceTypes") { Required = true },
        new("imageId", "ImageId"),
        new("imageFamily", "ImageFamily"),
        new("systemDiskType", "SystemDisk.DiskType") { Default = "CLOUD_PREMIUM" },
        new("systemDiskSize", "SystemDisk.DiskSize") { Default = 50 },
        new("dataDisks", "DataDisks"),
        new("internetChargeType", "InternetAccessible.InternetChargeType") { Default = "TRAFFIC_POSTPAID_BY_HOUR" },
        new("internetMaxBandwidthOut", "InternetAccessible.InternetMaxBandwidthOut"),
        new("publicIpAssigned", "InternetAccessible.PublicIpAssigned"),
        new("bandwidthPackageId", "InternetAccessible.BandwidthPackageId"),
        new("ipv4AddressType", "InternetAccessible.IPv4AddressType"),
        new("antiDdosPackageId", "InternetAccessible.AntiDDoSPackageId"),
        new("isKeepEip", "InternetAccessible.IsKeepEIP"),
        new("password", "LoginSettings.Password") { WriteOnly = true },
        new("keyIds", "LoginSettings.KeyIds"),
        new("keepImageLogin", "LoginSettings.KeepImageLogin") { WriteOnly = true },
        new("securityGroupIds", "SecurityGroupIds"),
        new("enhancedSecurityService", "EnhancedService.SecurityService.Enabled") { Default = true },
        new("enhancedMonitorService", "EnhancedService.MonitorService.Enabled") { Default = true },
        new("enhancedAutomationToolsService", "EnhancedService.AutomationToolsService.Enabled"),
        new("userData", "UserData"),
        new("instanceChargeType", "InstanceChargeType") { Default = "POSTPAID_BY_HOUR" },
        new("instanceChargeTypePrepaidPeriod", "InstanceChargePrepaid.Period"),
        new("spotInstanceType", "InstanceMarketOptions.SpotOptions.SpotInstanceType"),
        new("spotMaxPrice", "InstanceMarketOptions.SpotOptions.MaxPrice"),
        new("camRoleName", "CamRoleName"),
        new("hostNameSettings", "HostNameSettings"),
        new("instanceNameSettings", "InstanceNameSettings"),
        new("diskTypePolicy", "DiskTypePolicy") { Default = "ORIGINAL" },
        new("disasterRecoverGroupIds", "DisasterRecoverGroupIds"),
        new("dedicatedClusterId", "DedicatedClusterId"),
        new("instanceTags", "InstanceTags") { Shape = RowShape.Tags },
        // Tags of cloud resources are changed through another service, which a rehearsal does not have: the state's word counts.
        new("tags", "Tags") { Shape = RowShape.Tags, TagKind = "launch-configuration", WriteOnly = true, Updatable = false },
        new("projectId", "ProjectId") { Updatable = false });
}
