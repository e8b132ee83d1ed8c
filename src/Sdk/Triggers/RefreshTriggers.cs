namespace Pulumi.TencentcloudRefresh;

/// <summary>Makes the triggers of an <see cref="InstanceRefresh"/> from a launch configuration.</summary>
public static class RefreshTriggers
{
    /// <summary>
    /// Exactly the items that a rollout in this mode would apply, so that a change of any of them starts a rollout and a change of
    /// anything else does not: a reinstall that would change nothing costs a fleet its capacity.
    /// </summary>
    /// <remarks>
    /// Short texts stand as they are, so that a diff tells what changed; what is secret or longer than 64 characters is hashed
    /// (<c>sha256:</c> and 32 digits). A hash of a secret is a secret. An item that is not known yet makes its own trigger unknown
    /// and no other. Line ends of user data do not count. Changing the mode changes the set of triggers, and so starts a rollout in the new mode.
    /// </remarks>
    /// <param name="mode">The mode of the rollout. <see cref="RefreshMode.RollingUpdateReset"/> applies image, user data, enhanced services,
    /// host name and login; <see cref="RefreshMode.RollingUpdateReplace"/> applies everything.</param>
    /// <param name="items">The values that the launch configuration is given.</param>
    /// <returns>The triggers. More can be added, for example one to roll the same configuration again.</returns>
    public static InputMap<string> From(RefreshMode mode, LaunchConfigurationItems items)
    {
        var triggers = new InputMap<string>();
        Add(triggers, "imageId", TriggerText.Text(items.ImageId));
        Add(triggers, "userData", TriggerText.UserData(items.UserData), alwaysHashed: true);
        Add(triggers, "enhancedService", TriggerText.Parts(
            ("security", TriggerText.Flag(items.EnhancedSecurityService)),
            ("monitor", TriggerText.Flag(items.EnhancedMonitorService)),
            ("automationTools", TriggerText.Flag(items.EnhancedAutomationToolsService))));
        Add(triggers, "hostName", TriggerText.Parts(
            ("name", TriggerText.Text(items.HostName)),
            ("style", TriggerText.Text(items.HostNameStyle))));
        Add(triggers, "loginSettings", TriggerText.Parts(
            ("keys", TriggerText.Sorted(items.GivenKeyIds)),
            ("keepImageLogin", TriggerText.Flag(items.KeepImageLogin)),
            ("password", TriggerText.Text(items.Password))));
        if (mode == RefreshMode.RollingUpdateReplace)
            AddItemsOfNewInstances(triggers, items);
        return triggers;
    }

    private static void AddItemsOfNewInstances(InputMap<string> triggers, LaunchConfigurationItems items)
    {
        Add(triggers, "instanceTypes", TriggerText.InOrder(items.GivenInstanceTypes));
        Add(triggers, "systemDisk", TriggerText.Parts(
            ("type", TriggerText.Text(items.SystemDiskType)),
            ("size", TriggerText.Number(items.SystemDiskSize)),
            ("encrypt", TriggerText.Flag(items.SystemDiskEncrypt)),
            ("kmsKey", TriggerText.Text(items.SystemDiskKmsKeyId))));
        Add(triggers, "dataDiskKeys", TriggerText.InOrder(items.GivenDataDiskKmsKeyIds));
        Add(triggers, "networkInterfaces", TriggerText.Interfaces(items.GivenNetworkInterfaces));
        Add(triggers, "securityGroupIds", TriggerText.InOrder(items.GivenSecurityGroupIds));
        Add(triggers, "internetAccessible", TriggerText.Parts(
            ("charge", TriggerText.Text(items.InternetChargeType)),
            ("bandwidth", TriggerText.Number(items.InternetMaxBandwidthOut)),
            ("publicIp", TriggerText.Flag(items.PublicIpAssigned))));
        Add(triggers, "camRoleName", TriggerText.Text(items.CamRoleName));
        Add(triggers, "instanceChargeType", TriggerText.Text(items.InstanceChargeType));
        Add(triggers, "instanceName", TriggerText.Parts(
            ("name", TriggerText.Text(items.InstanceName)),
            ("style", TriggerText.Text(items.InstanceNameStyle))));
        Add(triggers, "instanceTags", TriggerText.Map(items.GivenInstanceTags));
        Add(triggers, "others", TriggerText.Map(items.GivenOthers));
    }

    private static void Add(InputMap<string> triggers, string name, Output<string>? text, bool alwaysHashed = false)
    {
        if (text is not null)
            triggers.Add(name, TriggerText.Of(text, alwaysHashed));
    }
}
