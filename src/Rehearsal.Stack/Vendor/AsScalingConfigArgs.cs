namespace Pulumi.Tencentcloud;

/// <summary>Arguments of a launch configuration.</summary>
public sealed class AsScalingConfigArgs : global::Pulumi.ResourceArgs
{
    [Input("configurationName", required: true)]
    public Input<string> ConfigurationName { get; set; } = null!;

    [Input("instanceTypes", required: true)]
    private InputList<string>? _instanceTypes;

    public InputList<string> InstanceTypes
    {
        get => _instanceTypes ??= [];
        set => _instanceTypes = value;
    }

    [Input("imageId")]
    public Input<string>? ImageId { get; set; }

    [Input("imageFamily")]
    public Input<string>? ImageFamily { get; set; }

    [Input("systemDiskType")]
    public Input<string>? SystemDiskType { get; set; }

    [Input("systemDiskSize")]
    public Input<double>? SystemDiskSize { get; set; }

    [Input("diskTypePolicy")]
    public Input<string>? DiskTypePolicy { get; set; }

    [Input("dataDisks")]
    private InputList<Inputs.AsScalingConfigDataDiskArgs>? _dataDisks;

    public InputList<Inputs.AsScalingConfigDataDiskArgs> DataDisks
    {
        get => _dataDisks ??= [];
        set => _dataDisks = value;
    }

    [Input("internetChargeType")]
    public Input<string>? InternetChargeType { get; set; }

    [Input("internetMaxBandwidthOut")]
    public Input<double>? InternetMaxBandwidthOut { get; set; }

    [Input("publicIpAssigned")]
    public Input<bool>? PublicIpAssigned { get; set; }

    [Input("bandwidthPackageId")]
    public Input<string>? BandwidthPackageId { get; set; }

    [Input("ipv4AddressType")]
    public Input<string>? Ipv4AddressType { get; set; }

    [Input("antiDdosPackageId")]
    public Input<string>? AntiDdosPackageId { get; set; }

    [Input("isKeepEip")]
    public Input<bool>? IsKeepEip { get; set; }

    [Input("keepImageLogin")]
    public Input<bool>? KeepImageLogin { get; set; }

    [Input("password")]
    private Input<string>? _password;

    public Input<string>? Password
    {
        get => _password;
        set => _password = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    [Input("keyIds")]
    private InputList<string>? _keyIds;

    public InputList<string> KeyIds
    {
        get => _keyIds ??= [];
        set => _keyIds = value;
    }

    [Input("securityGroupIds")]
    private InputList<string>? _securityGroupIds;

    public InputList<string> SecurityGroupIds
    {
        get => _securityGroupIds ??= [];
        set => _securityGroupIds = value;
    }

    [Input("disasterRecoverGroupIds")]
    private InputList<string>? _disasterRecoverGroupIds;

    public InputList<string> DisasterRecoverGroupIds
    {
        get => _disasterRecoverGroupIds ??= [];
        set => _disasterRecoverGroupIds = value;
    }

    [Input("enhancedSecurityService")]
    public Input<bool>? EnhancedSecurityService { get; set; }

    [Input("enhancedMonitorService")]
    public Input<bool>? EnhancedMonitorService { get; set; }

    [Input("enhancedAutomationToolsService")]
    public Input<bool>? EnhancedAutomationToolsService { get; set; }

    [Input("userData")]
    public Input<string>? UserData { get; set; }

    [Input("instanceTags")]
    private InputMap<string>? _instanceTags;

    public InputMap<string> InstanceTags
    {
        get => _instanceTags ??= [];
        set => _instanceTags = value;
    }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("camRoleName")]
    public Input<string>? CamRoleName { get; set; }

    [Input("instanceChargeType")]
    public Input<string>? InstanceChargeType { get; set; }

    [Input("spotInstanceType")]
    public Input<string>? SpotInstanceType { get; set; }

    [Input("spotMaxPrice")]
    public Input<string>? SpotMaxPrice { get; set; }

    [Input("dedicatedClusterId")]
    public Input<string>? DedicatedClusterId { get; set; }

    [Input("instanceChargeTypePrepaidPeriod")]
    public Input<double>? InstanceChargeTypePrepaidPeriod { get; set; }

    [Input("projectId")]
    public Input<double>? ProjectId { get; set; }

    [Input("hostNameSettings")]
    public Input<Inputs.AsScalingConfigHostNameSettingsArgs>? HostNameSettings { get; set; }

    [Input("instanceNameSettings")]
    public Input<Inputs.AsScalingConfigInstanceNameSettingsArgs>? InstanceNameSettings { get; set; }

    public static new AsScalingConfigArgs Empty => new();
}
