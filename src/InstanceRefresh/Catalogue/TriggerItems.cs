using static TencentcloudRefresh.InstanceRefresh.PropertyTypes;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a launch configuration gives to an instance, as the function that computes triggers takes it.</summary>
public static class TriggerItems
{
    internal const string KeyIds = "keyIds";
    internal const string Password = "password";

    public static PropertyType.Section Section { get; } = new("TriggerItems",
        "What a launch configuration gives to an instance, item by item. An item that is not given triggers nothing. "
        + "`ROLLING_UPDATE_RESET` applies the items from `imageId` to `password`, `ROLLING_UPDATE_REPLACE` applies all.",
    [
        new("imageId", Text, "Id of the image."),
        new("userData", Text, "User data, Base64 or not, as long as it is always the same way. Always hashed."),
        new("enhancedSecurityService", Flag, "Whether the security agent is installed."),
        new("enhancedMonitorService", Flag, "Whether the monitoring agent is installed."),
        new("enhancedAutomationToolsService", Flag, "Whether the automation agent is installed."),
        new("hostName", Text, "Host name of the instances."),
        new("hostNameStyle", Text, "`ORIGINAL` or `UNIQUE`."),
        new(KeyIds, ListOf(Text), "Key pairs for the login; their order does not count."),
        new("keepImageLogin", Flag, "Whether the login of the image is kept."),
        new(Password, Text, "Password for the login. Its trigger is a hash, and a secret.") { Secret = true },
        new("instanceTypes", ListOf(Text), "Instance types, best first."),
        new("systemDiskType", Text, "Kind of the system disk."),
        new("systemDiskSize", Whole, "Size of the system disk in GB."),
        new("systemDiskEncrypt", Flag, "Whether the system disk is encrypted."),
        new("systemDiskKmsKeyId", Text, "Id of the KMS key that encrypts the system disk."),
        new("dataDiskKmsKeyIds", ListOf(Text),
            "Ids of the KMS keys that encrypt the data disks, one for each disk in their order; empty for a disk without one."),
        new("securityGroupIds", ListOf(Text), "Security groups, first one first."),
        new("internetChargeType", Text, "How traffic is charged."),
        new("internetMaxBandwidthOut", Whole, "Bandwidth to the internet in Mbit/s."),
        new("publicIpAssigned", Flag, "Whether instances get a public address."),
        new("camRoleName", Text, "CAM role of the instances."),
        new("instanceChargeType", Text, "How instances are charged."),
        new("instanceName", Text, "Name of the instances."),
        new("instanceNameStyle", Text, "`ORIGINAL` or `UNIQUE`."),
        new("instanceTags", MapOf(Text), "Tags of the instances."),
        new("others", MapOf(Text), "Whatever else a new instance takes over (data disks, network interfaces, placement), under names of your own."),
    ]);
}
