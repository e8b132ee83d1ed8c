namespace Pulumi.Tencentcloud.Inputs;

/// <summary>A data disk of new instances.</summary>
public sealed class AsScalingConfigDataDiskArgs : global::Pulumi.ResourceArgs
{
    [Input("diskType")]
    public Input<string>? DiskType { get; set; }

    [Input("diskSize")]
    public Input<double>? DiskSize { get; set; }

    [Input("snapshotId")]
    public Input<string>? SnapshotId { get; set; }

    [Input("deleteWithInstance")]
    public Input<bool>? DeleteWithInstance { get; set; }

    public static new AsScalingConfigDataDiskArgs Empty => new();
}
