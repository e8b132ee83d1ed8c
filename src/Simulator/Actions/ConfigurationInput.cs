using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The members of a launch configuration in the calls that make or change one.</summary>
internal static class ConfigurationInput
{
    public static readonly Shape Id = Shape.Id(Ids.Configuration, Codes.InvalidConfigurationId);

    public static readonly Shape DescribedId = Shape.Id(Ids.Configuration, Codes.InvalidDescribedConfigurationId);

    public static readonly Shape Tags = Shape.List(Shape.Members(("Key", Shape.Text), ("Value", Shape.Text), ("ResourceType", Shape.Text)), 30);

    private static readonly (string Name, Shape Shape)[] Changeable =
    [
        ("ImageId", Shape.Text), ("ImageFamily", Shape.Text),
        ("InstanceTypes", Shape.List(Shape.Text, 10)), ("InstanceTypesCheckPolicy", Shape.Choice("ANY", "ALL")),
        ("SystemDisk", Shape.Members(("DiskType", Shape.Text), ("DiskSize", Shape.Whole(1)), ("Encrypt", Shape.Flag), ("KmsKeyId", Shape.Text))),
        ("DataDisks", Shape.List(Shape.Members(
            ("DiskType", Shape.Text), ("DiskSize", Shape.Whole(0)), ("SnapshotId", Shape.Text), ("DeleteWithInstance", Shape.Flag),
            ("Encrypt", Shape.Flag), ("KmsKeyId", Shape.Text),
            ("ThroughputPerformance", Shape.Whole(0)), ("BurstPerformance", Shape.Flag)), 11)),
        ("InternetAccessible", Shape.Members(
            ("InternetChargeType", Shape.Text), ("InternetMaxBandwidthOut", Shape.Whole(0)), ("PublicIpAssigned", Shape.Flag), ("BandwidthPackageId", Shape.Text),
            ("InternetServiceProvider", Shape.Text), ("IPv4AddressType", Shape.Text), ("AntiDDoSPackageId", Shape.Text), ("IsKeepEIP", Shape.Flag))),
        ("LoginSettings", Shape.Members(("Password", Shape.Text), ("KeyIds", Shape.List(Shape.Text)), ("KeepImageLogin", Shape.Flag))),
        ("SecurityGroupIds", Shape.List(Shape.Text)),
        ("EnhancedService", Shape.Members(
            ("SecurityService", Enabled), ("MonitorService", Enabled), ("AutomationToolsService", Enabled), ("AutomationService", Shape.Any))),
        ("UserData", Shape.Text),
        ("InstanceChargeType", Shape.Choice("POSTPAID_BY_HOUR", "SPOTPAID", "PREPAID", "CDCPAID")),
        ("InstanceMarketOptions", Shape.Members(
            ("SpotOptions", Shape.Members(("MaxPrice", Shape.Text), ("SpotInstanceType", Shape.Text))), ("MarketType", Shape.Text))),
        ("InstanceChargePrepaid", Shape.Members(("Period", Shape.Whole(1)), ("RenewFlag", Shape.Text))),
        ("CamRoleName", Shape.Text),
        ("InstanceTags", Shape.List(Shape.Members(("Key", Shape.Text), ("Value", Shape.Text)), 10)),
        ("HostNameSettings", Naming("HostName")), ("InstanceNameSettings", Naming("InstanceName")),
        ("DiskTypePolicy", Shape.Text), ("DisasterRecoverGroupIds", Shape.List(Shape.Text)), ("DedicatedClusterId", Shape.Text), ("HpcClusterId", Shape.Text),
        ("IPv6InternetAccessible", Shape.Members(
            ("InternetChargeType", Shape.Text), ("InternetMaxBandwidthOut", Shape.Whole(0)), ("BandwidthPackageId", Shape.Text))),
        ("Metadata", Shape.Members(("Items", Shape.List(Shape.Members(("Key", Shape.Text), ("Value", Shape.Text)))))),
    ];

    // Not an input of UpgradeLaunchConfiguration.
    private static readonly (string Name, Shape Shape) Interfaces = ("NetworkInterfaces", Shape.List(Shape.Members(
        ("InterfaceType!", Shape.Choice("PRIMARY", "SECONDARY")), ("PrivateIpv4AddressCount", Shape.Whole(1, 40)),
        ("SecurityGroupIds", Shape.List(Shape.Text, 10)), ("IsKeepENI", Shape.Flag)), 17));

    public static readonly ObjectShape Create = Shape.Members(
    [
        ("LaunchConfigurationName!", Shape.TextUpTo(60)), ("InstanceType", Shape.Text), ("ProjectId", Shape.Whole(0)), ("Tags", Tags), Interfaces, .. Changeable,
    ]);

    public static readonly ObjectShape Modify = Shape.Members(
        [("LaunchConfigurationId!", Id), ("LaunchConfigurationName", Shape.TextUpTo(60)), Interfaces, .. Changeable]);

    public static readonly ObjectShape Upgrade = Shape.Members(
    [
        ("LaunchConfigurationId!", Id), ("LaunchConfigurationName!", Shape.TextUpTo(60)), ("ProjectId", Shape.Whole(0)), ("Tags", Tags),
        .. Changeable.Select(member => member.Name is "ImageId" or "InstanceTypes" ? (member.Name + "!", member.Shape) : member),
    ]);

    /// <summary>What each boolean of ClearLaunchConfigurationAttributes clears.</summary>
    public static readonly string[] Clearable =
        ["DataDisks", "HostNameSettings", "InstanceNameSettings", "DisasterRecoverGroupIds", "InstanceTags", "Metadata", "NetworkInterfaces"];

    public static readonly ObjectShape Clear = Shape.Members([("LaunchConfigurationId!", Id), .. Clearable.Select(name => ($"Clear{name}", Shape.Flag))]);

    private static ObjectShape Enabled => Shape.Members(("Enabled", Shape.Flag));

    // The vendor's Terraform resource sends an empty style where none was chosen, so the style is not held to its enumeration.
    private static ObjectShape Naming(string name) => Shape.Members(
        ($"{name}!", Shape.Text), ($"{name}Style", Shape.Text), ($"{name}Suffix", Shape.Text), ($"{name}Delimiter", Shape.Text));
}
