namespace Pulumi.TencentcloudRefresh;

/// <summary>What <see cref="GetRefreshActivity.InvokeAsync"/> is asked, in plain values.</summary>
public sealed class GetRefreshActivityArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the refresh activity, such as <c>asr-4k7m2p9q</c>.</summary>
    [Input("refreshActivityId", required: true)]
    public string RefreshActivityId { get; set; } = null!;

    /// <summary>Starts with nothing set.</summary>
    public GetRefreshActivityArgs()
    {
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshActivityArgs Empty => new();
}
