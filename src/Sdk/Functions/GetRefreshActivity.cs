namespace Pulumi.TencentcloudRefresh;

/// <summary>A refresh activity as the service shows it now. Fails if the service does not know it.</summary>
public static class GetRefreshActivity
{
    /// <summary>A refresh activity as the service shows it now. Fails if the service does not know it.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Task<GetRefreshActivityResult> InvokeAsync(GetRefreshActivityArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.InvokeAsync<GetRefreshActivityResult>("tencentcloud-refresh:index:getRefreshActivity", args ?? new GetRefreshActivityArgs(), options);

    /// <summary>A refresh activity as the service shows it now. Fails if the service does not know it.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Output<GetRefreshActivityResult> Invoke(GetRefreshActivityInvokeArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshActivityResult>("tencentcloud-refresh:index:getRefreshActivity", args ?? new GetRefreshActivityInvokeArgs(), options);

    /// <summary>
    /// A refresh activity as the service shows it now. Fails if the service does not know it. Waits for the resources named in the options.
    /// </summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and after which resources.</param>
    public static Output<GetRefreshActivityResult> Invoke(GetRefreshActivityInvokeArgs args, InvokeOutputOptions options)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshActivityResult>("tencentcloud-refresh:index:getRefreshActivity", args ?? new GetRefreshActivityInvokeArgs(), options);
}
