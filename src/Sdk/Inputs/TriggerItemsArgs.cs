namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>
/// What a launch configuration gives to an instance, item by item. An item that is not given triggers nothing. <c>ROLLING_UPDATE_RESET</c>
/// applies the items from <c>imageId</c> to <c>password</c>, <c>ROLLING_UPDATE_REPLACE</c> applies all.
/// </summary>
public sealed class TriggerItemsArgs : global::Pulumi.ResourceArgs
{
    /// <summary>Id of the image.</summary>
    [Input("imageId")]
    public Input<string>? ImageId { get; set; }

    /// <summary>User data, Base64 or not, as long as it is always the same way. Always hashed.</summary>
    [Input("userData")]
    public Input<string>? UserData { get; set; }

    /// <summary>Whether the security agent is installed.</summary>
    [Input("enhancedSecurityService")]
    public Input<bool>? EnhancedSecurityService { get; set; }

    /// <summary>Whether the monitoring agent is installed.</summary>
    [Input("enhancedMonitorService")]
    public Input<bool>? EnhancedMonitorService { get; set; }

    /// <summary>Whether the automation agent is installed.</summary>
    [Input("enhancedAutomationToolsService")]
    public Input<bool>? EnhancedAutomationToolsService { get; set; }

    /// <summary>Host name of the instances.</summary>
    [Input("hostName")]
    public Input<string>? HostName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>.</summary>
    [Input("hostNameStyle")]
    public Input<string>? HostNameStyle { get; set; }

    [Input("keyIds")]
    private InputList<string>? _keyIds;

    /// <summary>Key pairs for the login; their order does not count.</summary>
    public InputList<string> KeyIds
    {
        get => _keyIds ??= [];
        set => _keyIds = value;
    }

    /// <summary>Whether the login of the image is kept.</summary>
    [Input("keepImageLogin")]
    public Input<bool>? KeepImageLogin { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>Password for the login. Its trigger is a hash, and a secret.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    [Input("instanceTypes")]
    private InputList<string>? _instanceTypes;

    /// <summary>Instance types, best first.</summary>
    public InputList<string> InstanceTypes
    {
        get => _instanceTypes ??= [];
        set => _instanceTypes = value;
    }

    /// <summary>Kind of the system disk.</summary>
    [Input("systemDiskType")]
    public Input<string>? SystemDiskType { get; set; }

    /// <summary>Size of the system disk in GB.</summary>
    [Input("systemDiskSize")]
    public Input<int>? SystemDiskSize { get; set; }

    /// <summary>Whether the system disk is encrypted.</summary>
    [Input("systemDiskEncrypt")]
    public Input<bool>? SystemDiskEncrypt { get; set; }

    /// <summary>Id of the KMS key that encrypts the system disk.</summary>
    [Input("systemDiskKmsKeyId")]
    public Input<string>? SystemDiskKmsKeyId { get; set; }

    [Input("dataDiskKmsKeyIds")]
    private InputList<string>? _dataDiskKmsKeyIds;

    /// <summary>Ids of the KMS keys that encrypt the data disks, one for each disk in their order; empty for a disk without one.</summary>
    public InputList<string> DataDiskKmsKeyIds
    {
        get => _dataDiskKmsKeyIds ??= [];
        set => _dataDiskKmsKeyIds = value;
    }

    [Input("securityGroupIds")]
    private InputList<string>? _securityGroupIds;

    /// <summary>Security groups, first one first.</summary>
    public InputList<string> SecurityGroupIds
    {
        get => _securityGroupIds ??= [];
        set => _securityGroupIds = value;
    }

    /// <summary>How traffic is charged.</summary>
    [Input("internetChargeType")]
    public Input<string>? InternetChargeType { get; set; }

    /// <summary>Bandwidth to the internet in Mbit/s.</summary>
    [Input("internetMaxBandwidthOut")]
    public Input<int>? InternetMaxBandwidthOut { get; set; }

    /// <summary>Whether instances get a public address.</summary>
    [Input("publicIpAssigned")]
    public Input<bool>? PublicIpAssigned { get; set; }

    /// <summary>CAM role of the instances.</summary>
    [Input("camRoleName")]
    public Input<string>? CamRoleName { get; set; }

    /// <summary>How instances are charged.</summary>
    [Input("instanceChargeType")]
    public Input<string>? InstanceChargeType { get; set; }

    /// <summary>Name of the instances.</summary>
    [Input("instanceName")]
    public Input<string>? InstanceName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>.</summary>
    [Input("instanceNameStyle")]
    public Input<string>? InstanceNameStyle { get; set; }

    [Input("instanceTags")]
    private InputMap<string>? _instanceTags;

    /// <summary>Tags of the instances.</summary>
    public InputMap<string> InstanceTags
    {
        get => _instanceTags ??= [];
        set => _instanceTags = value;
    }

    [Input("others")]
    private InputMap<string>? _others;

    /// <summary>Whatever else a new instance takes over (data disks, network interfaces, placement), under names of your own.</summary>
    public InputMap<string> Others
    {
        get => _others ??= [];
        set => _others = value;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new TriggerItemsArgs Empty => new();
}
