namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>An instance that does not run what the rollout should have given it.</summary>
[OutputType]
public sealed class Deviation
{
    /// <summary>Id of the instance. Empty where the group as a whole deviates.</summary>
    public readonly string InstanceId;

    /// <summary>In which way it deviates.</summary>
    public readonly DeviationKind Kind;

    /// <summary>Number of the batch it belonged to, counted from 1; 0 if it belonged to none.</summary>
    public readonly int Batch;

    /// <summary>Image that it runs. Absent where that was not read.</summary>
    public readonly string? Image;

    /// <summary>Image that it should run. Absent where that was not read.</summary>
    public readonly string? ExpectedImage;

    /// <summary>Why it deviates, and what to do about it.</summary>
    public readonly string Message;

    [OutputConstructor]
    private Deviation(string instanceId, DeviationKind kind, int batch, string? image, string? expectedImage, string message)
    {
        InstanceId = instanceId;
        Kind = kind;
        Batch = batch;
        Image = image;
        ExpectedImage = expectedImage;
        Message = message;
    }
}
