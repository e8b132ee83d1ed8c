using System.Collections.Immutable;
using System.Text;
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
        yield return ComputedItem.OfParts(
            "systemDisk", ("type", configuration.SystemDisk?.DiskType), ("size", TriggerText.Number(configuration.SystemDisk?.DiskSize)));
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

    /// <summary>A program gives it as Base64 or as the text itself; the service gives Base64.</summary>
    private static string[] UserData(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return [];
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) ? [base64, Encoding.UTF8.GetString(bytes, 0, length)] : [base64];
    }
}
