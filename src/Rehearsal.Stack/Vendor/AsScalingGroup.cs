using System.Collections.Immutable;

namespace Pulumi.Tencentcloud;

/// <summary>A scaling group: a fleet of instances made from one launch configuration.</summary>
/// <remarks>Same names and types as the class that <c>pulumi install</c> generates; only the outputs that a stack reads.</remarks>
public class AsScalingGroup : global::Pulumi.CustomResource
{
    public AsScalingGroup(string name, AsScalingGroupArgs args, CustomResourceOptions? options = null)
        : base("tencentcloud:index/asScalingGroup:AsScalingGroup", name, args, options)
    {
    }

    [Output("configurationId")]
    public Output<string> ConfigurationId { get; private set; } = null!;

    [Output("createTime")]
    public Output<string> CreateTime { get; private set; } = null!;

    [Output("desiredCapacity")]
    public Output<double> DesiredCapacity { get; private set; } = null!;

    [Output("instanceCount")]
    public Output<double> InstanceCount { get; private set; } = null!;

    [Output("maxSize")]
    public Output<double> MaxSize { get; private set; } = null!;

    [Output("minSize")]
    public Output<double> MinSize { get; private set; } = null!;

    [Output("scalingGroupName")]
    public Output<string> ScalingGroupName { get; private set; } = null!;

    [Output("status")]
    public Output<string> Status { get; private set; } = null!;

    [Output("subnetIds")]
    public Output<ImmutableArray<string>> SubnetIds { get; private set; } = null!;
}
