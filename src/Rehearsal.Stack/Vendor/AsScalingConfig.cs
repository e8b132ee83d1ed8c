namespace Pulumi.Tencentcloud;

/// <summary>A launch configuration: what a new instance is made from.</summary>
/// <remarks>Same names and types as the class that <c>pulumi install</c> generates; only the outputs that a stack reads.</remarks>
public class AsScalingConfig : global::Pulumi.CustomResource
{
    public AsScalingConfig(string name, AsScalingConfigArgs args, CustomResourceOptions? options = null)
        : base("tencentcloud:index/asScalingConfig:AsScalingConfig", name, args, options)
    {
    }

    [Output("configurationName")]
    public Output<string> ConfigurationName { get; private set; } = null!;

    [Output("createTime")]
    public Output<string> CreateTime { get; private set; } = null!;

    [Output("imageId")]
    public Output<string?> ImageId { get; private set; } = null!;

    [Output("status")]
    public Output<string> Status { get; private set; } = null!;
}
