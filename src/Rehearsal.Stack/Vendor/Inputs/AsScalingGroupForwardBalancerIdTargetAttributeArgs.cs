namespace Pulumi.Tencentcloud.Inputs;

/// <summary>A port of the instances and its share of the traffic.</summary>
public sealed class AsScalingGroupForwardBalancerIdTargetAttributeArgs : global::Pulumi.ResourceArgs
{
    [Input("port", required: true)]
    public Input<double> Port { get; set; } = null!;

    [Input("weight", required: true)]
    public Input<double> Weight { get; set; } = null!;

    public static new AsScalingGroupForwardBalancerIdTargetAttributeArgs Empty => new();
}
