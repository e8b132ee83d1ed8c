namespace Pulumi.TencentcloudRefresh;

/// <summary>What a rollout of this group would do now. Reads only; starts nothing.</summary>
public static class GetRefreshPlan
{
    /// <summary>What a rollout of this group would do now. Reads only; starts nothing.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Task<GetRefreshPlanResult> InvokeAsync(GetRefreshPlanArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.InvokeAsync<GetRefreshPlanResult>("tencentcloud-refresh:index:getRefreshPlan", args ?? new GetRefreshPlanArgs(), options);

    /// <summary>What a rollout of this group would do now. Reads only; starts nothing.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and how.</param>
    public static Output<GetRefreshPlanResult> Invoke(GetRefreshPlanInvokeArgs args, InvokeOptions? options = null)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshPlanResult>("tencentcloud-refresh:index:getRefreshPlan", args ?? new GetRefreshPlanInvokeArgs(), options);

    /// <summary>What a rollout of this group would do now. Reads only; starts nothing. Waits for the resources named in the options.</summary>
    /// <param name="args">What is asked.</param>
    /// <param name="options">Which provider answers, and after which resources.</param>
    public static Output<GetRefreshPlanResult> Invoke(GetRefreshPlanInvokeArgs args, InvokeOutputOptions options)
        => global::Pulumi.Deployment.Instance.Invoke<GetRefreshPlanResult>("tencentcloud-refresh:index:getRefreshPlan", args ?? new GetRefreshPlanInvokeArgs(), options);
}
