using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The items of <see cref="TriggerDefinition"/> as a launch configuration of the service has them.</summary>
internal static class ConfigurationItems
{
    /// <summary>The texts that a program may have given for an item, the usual one first; none where the configuration does not have it.</summary>
    public static ImmutableArray<string> ReadingsOf(LaunchConfiguration configuration, string item)
        => item == "userData" ? UserData(configuration.UserData) : TextOf(configuration, item) is { Length: > 0 } text ? [text] : [];

    /// <summary>The text of an item. Null: the configuration does not have it, or does not show it, such as a password.</summary>
    public static string? TextOf(LaunchConfiguration configuration, string item) => item switch
    {
        "imageId" => configuration.ImageId,
        "enhancedSecurityService" => TriggerText.Flag(configuration.EnhancedService?.SecurityService?.Enabled),
        "enhancedMonitorService" => TriggerText.Flag(configuration.EnhancedService?.MonitorService?.Enabled),
        "enhancedAutomationToolsService" => TriggerText.Flag(configuration.EnhancedService?.AutomationToolsService?.Enabled),
        "hostName" => configuration.HostNameSettings?.HostName,
        "hostNameStyle" => configuration.HostNameSettings?.HostNameStyle,
        TriggerItems.KeyIds => configuration.LoginSettings?.KeyIds is { } keys ? TriggerText.Keys(keys) : null,
        "keepImageLogin" => TriggerText.Flag(configuration.LoginSettings?.KeepImageLogin),
        "instanceTypes" => TriggerText.List(configuration.InstanceTypes),
        "systemDiskType" => configuration.SystemDisk?.DiskType,
        "systemDiskSize" => TriggerText.Number(configuration.SystemDisk?.DiskSize),
        "systemDiskEncrypt" => TriggerText.Flag(configuration.SystemDisk?.Encrypt),
        "systemDiskKmsKeyId" => configuration.SystemDisk?.KmsKeyId is { Length: > 0 } key ? key : null,
        "dataDiskKmsKeyIds" => configuration.DataDisks.Any(disk => disk.KmsKeyId is { Length: > 0 })
            ? TriggerText.List(configuration.DataDisks.Select(disk => disk.KmsKeyId ?? "")) : null,
        TriggerDefinition.NetworkInterfaces => TriggerText.List(configuration.NetworkInterfaces.Select(Interface)),
        "securityGroupIds" => TriggerText.List(configuration.SecurityGroupIds),
        "internetChargeType" => configuration.InternetAccessible?.InternetChargeType,
        "internetMaxBandwidthOut" => TriggerText.Number(configuration.InternetAccessible?.InternetMaxBandwidthOut),
        "publicIpAssigned" => TriggerText.Flag(configuration.InternetAccessible?.PublicIpAssigned),
        "camRoleName" => configuration.CamRoleName,
        "instanceChargeType" => configuration.InstanceChargeType,
        "instanceName" => configuration.InstanceNameSettings?.InstanceName,
        "instanceNameStyle" => configuration.InstanceNameSettings?.InstanceNameStyle,
        "instanceTags" => TriggerText.Map(configuration.InstanceTags.Select(tag => KeyValuePair.Create(tag.Key ?? "", tag.Value ?? ""))),
        _ => null,
    };

    private static string Interface(NetworkInterface item) => TriggerText.Parts(
    [
        ("type", item.InterfaceType),
        ("addresses", TriggerText.Number(item.PrivateIpv4AddressCount)),
        ("securityGroups", item.SecurityGroupIds is { Count: > 0 } groups ? TriggerText.List(groups) : null),
        ("keep", item.IsKeepENI == true ? "true" : null),
    ]) ?? "";

    /// <summary>
    /// A program gives it as Base64 or as the text itself, the service gives Base64. What a program of before sent with CR LF is known as it was, too.
    /// </summary>
    private static ImmutableArray<string> UserData(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return [];
        return LineEnds.Decode(base64) is { } text
            ? [.. new[] { LineEnds.OfBase64(base64), LineEnds.OfText(text), base64, text }.Distinct(StringComparer.Ordinal)]
            : [base64];
    }
}
