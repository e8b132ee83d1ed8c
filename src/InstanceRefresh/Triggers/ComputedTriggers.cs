using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The triggers that follow from a launch configuration. The service knows no triggers; a trigger that is computed from the configuration is the one kind
/// of which can be proved that a rollout has applied it.
/// </summary>
internal static class ComputedTriggers
{
    /// <summary>The items that a mode applies, each as one text that changes with it. What cannot be read, such as a password, is left out.</summary>
    public static ImmutableSortedDictionary<string, string> Of(string refreshMode, LaunchConfiguration configuration)
        => ItemsOf(refreshMode, configuration)
            .Where(item => item.Text is not null)
            .ToImmutableSortedDictionary(item => item.Name, item => item.Text!, StringComparer.Ordinal);

    /// <summary>A digest of them, for comparison with a later time: they may be made from secrets.</summary>
    /// <param name="activityId">The activity that applied them.</param>
    public static string DigestOf(string refreshMode, LaunchConfiguration configuration, string activityId)
        => TriggerDigest.Of(Of(refreshMode, configuration), activityId);

    /// <summary>
    /// Whether every trigger is one that <c>RefreshTriggers</c> computes and equals what it is computed to from the configuration as it is. Where one is
    /// not (a label of the program's own, a password), nothing is proved.
    /// </summary>
    public static bool Match(ImmutableSortedDictionary<string, string> triggers, string refreshMode, LaunchConfiguration configuration)
    {
        var items = ItemsOf(refreshMode, configuration).ToDictionary(item => item.Name, StringComparer.Ordinal);
        return !triggers.IsEmpty && triggers.All(trigger => items.TryGetValue(trigger.Key, out var item) && item.MayBe(trigger.Value));
    }

    private static IEnumerable<ComputedItem> ItemsOf(string refreshMode, LaunchConfiguration configuration)
        => refreshMode == RefreshMode.Replace ? [.. Reinstalled(configuration), .. OnlyNew(configuration)] : Reinstalled(configuration);

    private static IEnumerable<ComputedItem> Reinstalled(LaunchConfiguration configuration)
    {
        yield return ComputedItem.OfText("imageId", configuration.ImageId);
        yield return ComputedItem.OfHash("userData", UserData(configuration.UserData));
        yield return ComputedItem.OfParts(
            "enhancedService",
            ("security", TriggerText.Flag(configuration.EnhancedService?.SecurityService?.Enabled)),
            ("monitor", TriggerText.Flag(configuration.EnhancedService?.MonitorService?.Enabled)),
            ("automationTools", TriggerText.Flag(configuration.EnhancedService?.AutomationToolsService?.Enabled)));
        yield return ComputedItem.OfParts(
            "hostName", ("name", configuration.HostNameSettings?.HostName), ("style", configuration.HostNameSettings?.HostNameStyle));
        yield return ComputedItem.OfParts(
            "loginSettings",
            ("keys", configuration.LoginSettings?.KeyIds is { } keys ? TriggerText.List(keys.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)) : null),
            ("keepImageLogin", TriggerText.Flag(configuration.LoginSettings?.KeepImageLogin)));
    }

    private static IEnumerable<ComputedItem> OnlyNew(LaunchConfiguration configuration)
    {
        yield return ComputedItem.OfText("instanceTypes", TriggerText.List(configuration.InstanceTypes));
        yield return SystemDisk(configuration.SystemDisk);
        yield return ComputedItem.OfText(
            "dataDiskKeys",
            configuration.DataDisks.Any(disk => disk.KmsKeyId is { Length: > 0 }) ? TriggerText.List(configuration.DataDisks.Select(disk => disk.KmsKeyId ?? "")) : "");
        yield return ComputedItem.OfText("networkInterfaces", TriggerText.List(configuration.NetworkInterfaces.Select(Interface)));
        yield return ComputedItem.OfText("securityGroupIds", TriggerText.List(configuration.SecurityGroupIds));
        yield return ComputedItem.OfParts(
            "internetAccessible",
            ("charge", configuration.InternetAccessible?.InternetChargeType),
            ("bandwidth", TriggerText.Number(configuration.InternetAccessible?.InternetMaxBandwidthOut)),
            ("publicIp", TriggerText.Flag(configuration.InternetAccessible?.PublicIpAssigned)));
        yield return ComputedItem.OfText("camRoleName", configuration.CamRoleName);
        yield return ComputedItem.OfText("instanceChargeType", configuration.InstanceChargeType);
        yield return ComputedItem.OfParts(
            "instanceName", ("name", configuration.InstanceNameSettings?.InstanceName), ("style", configuration.InstanceNameSettings?.InstanceNameStyle));
        yield return ComputedItem.OfText(
            "instanceTags", TriggerText.Map(configuration.InstanceTags.Select(tag => KeyValuePair.Create(tag.Key ?? "", tag.Value ?? ""))));
    }

    private static ComputedItem SystemDisk(SystemDisk? disk)
    {
        (string Name, string? Value) encrypt = ("encrypt", TriggerText.Flag(disk?.Encrypt));
        (string Name, string? Value)[] parts =
            [("type", disk?.DiskType), ("size", TriggerText.Number(disk?.DiskSize)), ("kmsKey", disk?.KmsKeyId is { Length: > 0 } key ? key : null)];
        return disk?.Encrypt == true
            ? ComputedItem.OfParts("systemDisk", [parts[0], parts[1], encrypt, parts[2]], [])
            : ComputedItem.OfParts("systemDisk", parts, [encrypt]);
    }

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
    private static string[] UserData(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return [];
        return LineEnds.Decode(base64) is { } text
            ? [.. new[] { LineEnds.OfBase64(base64), LineEnds.OfText(text), base64, text }.Distinct(StringComparer.Ordinal)]
            : [base64];
    }
}
