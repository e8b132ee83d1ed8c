namespace Pulumi.TencentcloudRefresh;

/// <summary>What <c>GetRefreshActivity.Invoke</c> is asked, in values that may come later.</summary>
public sealed class GetRefreshActivityInvokeArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the refresh activity, such as <c>asr-4k7m2p9q</c>.</summary>
    [Input("refreshActivityId", required: true)]
    public Input<string> RefreshActivityId { get; set; } = null!;

    /// <summary>Starts with nothing set.</summary>
    public GetRefreshActivityInvokeArgs()
    {
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshActivityInvokeArgs Empty => new();
}
