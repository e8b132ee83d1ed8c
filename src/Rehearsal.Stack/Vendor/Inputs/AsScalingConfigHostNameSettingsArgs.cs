namespace Pulumi.Tencentcloud.Inputs;

/// <summary>How instances name themselves.</summary>
public sealed class AsScalingConfigHostNameSettingsArgs : global::Pulumi.ResourceArgs
{
    [Input("hostName", required: true)]
    public Input<string> HostName { get; set; } = null!;

    [Input("hostNameStyle")]
    public Input<string>? HostNameStyle { get; set; }

    public static new AsScalingConfigHostNameSettingsArgs Empty => new();
}
