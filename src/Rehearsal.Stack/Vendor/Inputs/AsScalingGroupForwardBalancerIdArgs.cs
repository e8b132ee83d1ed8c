namespace Pulumi.Tencentcloud.Inputs;

/// <summary>A listener, or a rule of it, that sends traffic to the group.</summary>
public sealed class AsScalingGroupForwardBalancerIdArgs : global::Pulumi.ResourceArgs
{
    [Input("loadBalancerId", required: true)]
    public Input<string> LoadBalancerId { get; set; } = null!;

    [Input("listenerId", required: true)]
    public Input<string> ListenerId { get; set; } = null!;

    [Input("ruleId")]
    public Input<string>? RuleId { get; set; }

    [Input("targetAttributes", required: true)]
    private InputList<Inputs.AsScalingGroupForwardBalancerIdTargetAttributeArgs>? _targetAttributes;

    public InputList<Inputs.AsScalingGroupForwardBalancerIdTargetAttributeArgs> TargetAttributes
    {
        get => _targetAttributes ??= [];
        set => _targetAttributes = value;
    }

    public static new AsScalingGroupForwardBalancerIdArgs Empty => new();
}
