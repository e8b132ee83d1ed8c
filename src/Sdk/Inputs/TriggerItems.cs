namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>
/// What a launch configuration gives to an instance, item by item. An item that is not given triggers nothing. <c>ROLLING_UPDATE_RESET</c>
/// applies the items from <c>imageId</c> to <c>password</c>, <c>ROLLING_UPDATE_REPLACE</c> applies all. For calls with plain values.
/// </summary>
public sealed class TriggerItems : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the image.</summary>
    [Input("imageId")]
    public string? ImageId { get; set; }

    /// <summary>User data, Base64 or not, as long as it is always the same way. Always hashed.</summary>
    [Input("userData")]
    public string? UserData { get; set; }

    /// <summary>Whether the security agent is installed.</summary>
    [Input("enhancedSecurityService")]
    public bool? EnhancedSecurityService { get; set; }

    /// <summary>Whether the monitoring agent is installed.</summary>
    [Input("enhancedMonitorService")]
    public bool? EnhancedMonitorService { get; set; }

    /// <summary>Whether the automation agent is installed.</summary>
    [Input("enhancedAutomationToolsService")]
    public bool? EnhancedAutomationToolsService { get; set; }

    /// <summary>Host name of the instances.</summary>
    [Input("hostName")]
    public string? HostName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>.</summary>
    [Input("hostNameStyle")]
    public string? HostNameStyle { get; set; }

    [Input("keyIds")]
    private List<string>? _keyIds;

    /// <summary>Key pairs for the login; their order does not count.</summary>
    public List<string> KeyIds
    {
        get => _keyIds ??= [];
        set => _keyIds = value;
    }

    /// <summary>Whether the login of the image is kept.</summary>
    [Input("keepImageLogin")]
    public bool? KeepImageLogin { get; set; }

    [Input("password")]
    private string? _password;

    /// <summary>Password for the login. Its trigger is a hash, and a secret.</summary>
    public string? Password
    {
        get => _password;
        set => _password = value;
    }

    [Input("instanceTypes")]
    private List<string>? _instanceTypes;

    /// <summary>Instance types, best first.</summary>
    public List<string> InstanceTypes
    {
        get => _instanceTypes ??= [];
        set => _instanceTypes = value;
    }

    /// <summary>Kind of the system disk.</summary>
    [Input("systemDiskType")]
    public string? SystemDiskType { get; set; }

    /// <summary>Size of the system disk in GB.</summary>
    [Input("systemDiskSize")]
    public int? SystemDiskSize { get; set; }

    /// <summary>Whether the system disk is encrypted.</summary>
    [Input("systemDiskEncrypt")]
    public bool? SystemDiskEncrypt { get; set; }

    /// <summary>Id of the KMS key that encrypts the system disk.</summary>
    [Input("systemDiskKmsKeyId")]
    public string? SystemDiskKmsKeyId { get; set; }

    [Input("dataDiskKmsKeyIds")]
    private List<string>? _dataDiskKmsKeyIds;

    /// <summary>Ids of the KMS keys that encrypt the data disks, one for each disk in their order; empty for a disk without one.</summary>
    public List<string> DataDiskKmsKeyIds
    {
        get => _dataDiskKmsKeyIds ??= [];
        set => _dataDiskKmsKeyIds = value;
    }

    [Input("securityGroupIds")]
    private List<string>? _securityGroupIds;

    /// <summary>Security groups, first one first.</summary>
    public List<string> SecurityGroupIds
    {
        get => _securityGroupIds ??= [];
        set => _securityGroupIds = value;
    }

    /// <summary>How traffic is charged.</summary>
    [Input("internetChargeType")]
    public string? InternetChargeType { get; set; }

    /// <summary>Bandwidth to the internet in Mbit/s.</summary>
    [Input("internetMaxBandwidthOut")]
    public int? InternetMaxBandwidthOut { get; set; }

    /// <summary>Whether instances get a public address.</summary>
    [Input("publicIpAssigned")]
    public bool? PublicIpAssigned { get; set; }

    /// <summary>CAM role of the instances.</summary>
    [Input("camRoleName")]
    public string? CamRoleName { get; set; }

    /// <summary>How instances are charged.</summary>
    [Input("instanceChargeType")]
    public string? InstanceChargeType { get; set; }

    /// <summary>Name of the instances.</summary>
    [Input("instanceName")]
    public string? InstanceName { get; set; }

    /// <summary><c>ORIGINAL</c> or <c>UNIQUE</c>.</summary>
    [Input("instanceNameStyle")]
    public string? InstanceNameStyle { get; set; }

    [Input("instanceTags")]
    private Dictionary<string, string>? _instanceTags;

    /// <summary>Tags of the instances.</summary>
    public Dictionary<string, string> InstanceTags
    {
        get => _instanceTags ??= [];
        set => _instanceTags = value;
    }

    [Input("others")]
    private Dictionary<string, string>? _others;

    /// <summary>Whatever else a new instance takes over (data disks, network interfaces, placement), under names of your own.</summary>
    public Dictionary<string, string> Others
    {
        get => _others ??= [];
        set => _others = value;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new TriggerItems Empty => new();
}
