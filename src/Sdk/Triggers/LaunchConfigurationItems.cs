namespace Pulumi.TencentcloudRefresh;

/// <summary>
/// What a launch configuration gives to an instance, item by item, for <see cref="RefreshTriggers.From"/>.
/// Give the same values as to the launch configuration itself; an item that is not given triggers nothing.
/// </summary>
public sealed class LaunchConfigurationItems
{
    private InputList<string>? _keyIds;
    private InputList<string>? _instanceTypes;
    private InputList<string>? _securityGroupIds;
    private InputList<string>? _dataDiskKmsKeyIds;
    private InputList<NetworkInterfaceItem>? _networkInterfaces;
    private InputMap<string>? _instanceTags;
    private InputMap<string>? _others;

    /// <summary>Id of the image. Applied by both modes.</summary>
    public Input<string>? ImageId { get; set; }

    /// <summary>
    /// User data, Base64 or not, as long as it is always the same way. Applied by both modes; always hashed. CR LF counts as LF, so that a checkout
    /// on another system rolls nothing.
    /// </summary>
    public Input<string>? UserData { get; set; }

    /// <summary>Whether the security agent is installed. Applied by both modes.</summary>
    public Input<bool>? EnhancedSecurityService { get; set; }

    /// <summary>Whether the monitoring agent is installed. Applied by both modes.</summary>
    public Input<bool>? EnhancedMonitorService { get; set; }

    /// <summary>Whether the automation agent is installed. Applied by both modes.</summary>
    public Input<bool>? EnhancedAutomationToolsService { get; set; }

    /// <summary>Host name of the instances. Applied by both modes.</summary>
    public Input<string>? HostName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>. Applied by both modes.</summary>
    public Input<string>? HostNameStyle { get; set; }

    /// <summary>Key pairs for the login; their order does not count. Applied by both modes.</summary>
    public InputList<string> KeyIds
    {
        get => _keyIds ??= [];
        set => _keyIds = value;
    }

    /// <summary>Whether the login of the image is kept. Applied by both modes.</summary>
    public Input<bool>? KeepImageLogin { get; set; }

    /// <summary>Password for the login. Applied by both modes; always a secret, and hashed.</summary>
    public Input<string>? Password
    {
        get;
        set => field = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    /// <summary>Instance types, best first. Applied by <see cref="RefreshMode.RollingUpdateReplace"/> only, as is all that follows.</summary>
    public InputList<string> InstanceTypes
    {
        get => _instanceTypes ??= [];
        set => _instanceTypes = value;
    }

    /// <summary>Kind of the system disk.</summary>
    public Input<string>? SystemDiskType { get; set; }

    /// <summary>Size of the system disk in GB.</summary>
    public Input<double>? SystemDiskSize { get; set; }

    /// <summary>Whether the system disk is encrypted.</summary>
    public Input<bool>? SystemDiskEncrypt { get; set; }

    /// <summary>Id of the KMS key that encrypts the system disk.</summary>
    public Input<string>? SystemDiskKmsKeyId { get; set; }

    /// <summary>Ids of the KMS keys that encrypt the data disks, one for each disk in their order; empty for a disk without one.</summary>
    public InputList<string> DataDiskKmsKeyIds
    {
        get => _dataDiskKmsKeyIds ??= [];
        set => _dataDiskKmsKeyIds = value;
    }

    /// <summary>Network interfaces, the primary one first.</summary>
    public InputList<NetworkInterfaceItem> NetworkInterfaces
    {
        get => _networkInterfaces ??= [];
        set => _networkInterfaces = value;
    }

    /// <summary>Security groups, first one first.</summary>
    public InputList<string> SecurityGroupIds
    {
        get => _securityGroupIds ??= [];
        set => _securityGroupIds = value;
    }

    /// <summary>How traffic is charged.</summary>
    public Input<string>? InternetChargeType { get; set; }

    /// <summary>Bandwidth to the internet in Mbit/s.</summary>
    public Input<double>? InternetMaxBandwidthOut { get; set; }

    /// <summary>Whether instances get a public address.</summary>
    public Input<bool>? PublicIpAssigned { get; set; }

    /// <summary>CAM role of the instances.</summary>
    public Input<string>? CamRoleName { get; set; }

    /// <summary>How instances are charged.</summary>
    public Input<string>? InstanceChargeType { get; set; }

    /// <summary>Name of the instances.</summary>
    public Input<string>? InstanceName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>.</summary>
    public Input<string>? InstanceNameStyle { get; set; }

    /// <summary>Tags of the instances.</summary>
    public InputMap<string> InstanceTags
    {
        get => _instanceTags ??= [];
        set => _instanceTags = value;
    }

    /// <summary>Whatever else a new instance takes over (data disks, placement, …), under names of your own.</summary>
    public InputMap<string> Others
    {
        get => _others ??= [];
        set => _others = value;
    }

    // Lists and maps are made when first touched; one that nobody touched was not given.
    internal InputList<string>? GivenKeyIds => _keyIds;

    internal InputList<string>? GivenInstanceTypes => _instanceTypes;

    internal InputList<string>? GivenSecurityGroupIds => _securityGroupIds;

    internal InputList<string>? GivenDataDiskKmsKeyIds => _dataDiskKmsKeyIds;

    internal InputList<NetworkInterfaceItem>? GivenNetworkInterfaces => _networkInterfaces;

    internal InputMap<string>? GivenInstanceTags => _instanceTags;

    internal InputMap<string>? GivenOthers => _others;
}
