namespace Pulumi.TencentcloudRefresh;

/// <summary>
/// Triggers made from what a launch configuration is given: exactly the items that the mode applies, so that a change of any of them starts
/// a rollout and a change of anything else does not. Computed without any call. In C#, <c>RefreshTriggers.From</c> gives the same, also
/// while an item is not known yet.
/// </summary>
public static class GetRefreshTriggers
{
    /// <summary>
    /// Triggers made from what a launch configuration is given: exactly the items that the mode applies, so that a change of any of them
    /// starts a rollout and a change of anything else does not. Computed without any call. In C#, <c>RefreshTriggers.From</c> gives the
    /// same, also while an item is not known yet.
    /// </summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Task<GetRefreshTriggersResult> InvokeAsync(GetRefreshTriggersArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.InvokeAsync<GetRefreshTriggersResult>("tencentcloud-refresh:index:getRefreshTriggers", args ?? new GetRefreshTriggersArgs(), options);

    /// <summary>
    /// Triggers made from what a launch configuration is given: exactly the items that the mode applies, so that a change of any of them
    /// starts a rollout and a change of anything else does not. Computed without any call. In C#, <c>RefreshTriggers.From</c> gives the
    /// same, also while an item is not known yet.
    /// </summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Output<GetRefreshTriggersResult> Invoke(GetRefreshTriggersInvokeArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshTriggersResult>("tencentcloud-refresh:index:getRefreshTriggers", args ?? new GetRefreshTriggersInvokeArgs(), options);

    /// <summary>
    /// Triggers made from what a launch configuration is given: exactly the items that the mode applies, so that a change of any of them
    /// starts a rollout and a change of anything else does not. Computed without any call. In C#, <c>RefreshTriggers.From</c> gives the
    /// same, also while an item is not known yet. Waits for the resources named in the options.
    /// </summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and after which resources.</param>
    public static Output<GetRefreshTriggersResult> Invoke(GetRefreshTriggersInvokeArgs args, InvokeOutputOptions options)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshTriggersResult>("tencentcloud-refresh:index:getRefreshTriggers", args ?? new GetRefreshTriggersInvokeArgs(), options);
}
