namespace TencentcloudRefresh.AutoScaling;

/// <summary>A machine, as the CVM service tells it: what Auto Scaling does not know of its instances.</summary>
/// <remarks>Source: CVM API, data type Instance. Members that nothing here asks about are left out.</remarks>
public sealed record Machine
{
    /// <summary>The machine, <c>ins-…</c>.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>The image that it runs, <c>img-…</c>. A reinstall changes it.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>RUNNING, STOPPED, PENDING, REBOOTING, SHUTDOWN and others; the service adds words between releases.</summary>
    public string InstanceState { get; init => field = value ?? ""; } = "";

    /// <summary>The last action on it, for example <c>ResetInstance</c>. Empty if there was none.</summary>
    public string LatestOperation { get; init => field = value ?? ""; } = "";

    /// <summary>SUCCESS, OPERATING or FAILED. Empty if there was no action.</summary>
    public string LatestOperationState { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is being reinstalled: its image may be the old one or the new one, which is not documented.</summary>
    public bool IsBeingReset => LatestOperation == "ResetInstance" && LatestOperationState == "OPERATING";
}
