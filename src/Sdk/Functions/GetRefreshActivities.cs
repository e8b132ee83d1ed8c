namespace Pulumi.TencentcloudRefresh;

/// <summary>The refresh activities of a scaling group, newest first.</summary>
public static class GetRefreshActivities
{
    /// <summary>The refresh activities of a scaling group, newest first.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Task<GetRefreshActivitiesResult> InvokeAsync(GetRefreshActivitiesArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.InvokeAsync<GetRefreshActivitiesResult>("tencentcloud-refresh:index:getRefreshActivities", args ?? new GetRefreshActivitiesArgs(), options);

    /// <summary>The refresh activities of a scaling group, newest first.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Output<GetRefreshActivitiesResult> Invoke(GetRefreshActivitiesInvokeArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshActivitiesResult>("tencentcloud-refresh:index:getRefreshActivities", args ?? new GetRefreshActivitiesInvokeArgs(), options);

    /// <summary>The refresh activities of a scaling group, newest first. Waits for the resources named in the options.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and after which resources.</param>
    public static Output<GetRefreshActivitiesResult> Invoke(GetRefreshActivitiesInvokeArgs args, InvokeOutputOptions options)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshActivitiesResult>("tencentcloud-refresh:index:getRefreshActivities", args ?? new GetRefreshActivitiesInvokeArgs(), options);
}
