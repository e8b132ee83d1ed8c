namespace TencentcloudRefresh.AutoScaling;

/// <summary>Changes which load balancers a group is bound to.</summary>
/// <remarks>Source: Auto Scaling API, ModifyLoadBalancers page.</remarks>
public sealed record ModifyLoadBalancersRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The classic load balancers, replaced as a whole. Excludes <see cref="ForwardLoadBalancers"/>.</summary>
    public IReadOnlyList<string>? LoadBalancerIds { get; init; }

    /// <summary>The bindings to application load balancers, replaced as a whole.</summary>
    public IReadOnlyList<ForwardLoadBalancer>? ForwardLoadBalancers { get; init; }
}

/// <summary>It was changed.</summary>
public sealed record ModifyLoadBalancersResponse : CloudResponse;

internal static class ModifyLoadBalancers
{
    // SameState: it names the bindings, not a step.
    public static readonly CloudAction<ModifyLoadBalancersRequest, ModifyLoadBalancersResponse> Action = new(
        nameof(ModifyLoadBalancers), Repeat.SameState,
        WireJson.Default.ModifyLoadBalancersRequest,
        WireJson.Default.AnswerModifyLoadBalancersResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Changes which load balancers a group is bound to.</summary>
    /// <exception cref="CloudServiceException">The service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ModifyLoadBalancersResponse> ModifyLoadBalancersAsync(ModifyLoadBalancersRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(ModifyLoadBalancers.Action, request, cancellationToken);
    }
}
