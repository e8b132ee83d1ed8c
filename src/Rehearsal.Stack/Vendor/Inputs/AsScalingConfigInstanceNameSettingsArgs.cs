namespace Pulumi.Tencentcloud.Inputs;

/// <summary>How instances are named in the console.</summary>
public sealed class AsScalingConfigInstanceNameSettingsArgs : global::Pulumi.ResourceArgs
{
    [Input("instanceName", required: true)]
    public Input<string> InstanceName { get; set; } = null!;

    [Input("instanceNameStyle")]
    public Input<string>? InstanceNameStyle { get; set; }

    public static new AsScalingConfigInstanceNameSettingsArgs Empty => new();
}
