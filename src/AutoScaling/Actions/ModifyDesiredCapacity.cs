namespace TencentcloudRefresh.AutoScaling;

/// <summary>Sets the number of instances that a group should have.</summary>
/// <remarks>Source: Auto Scaling API, ModifyDesiredCapacity page.</remarks>
public sealed record ModifyDesiredCapacityRequest
{
    /// <summary>The group, <c>asg-…</c>.</summary>
    public required string AutoScalingGroupId { get; init; }

    /// <summary>The number, between the limits.</summary>
    public required int DesiredCapacity { get; init; }

    /// <summary>The fewest instances, if that is to change too.</summary>
    public int? MinSize { get; init; }

    /// <summary>The most instances, if that is to change too.</summary>
    public int? MaxSize { get; init; }
}

/// <summary>It was set; the group works towards it.</summary>
public sealed record ModifyDesiredCapacityResponse : CloudResponse;

internal static class ModifyDesiredCapacity
{
    // SameState: it names the number, not a step.
    public static readonly CloudAction<ModifyDesiredCapacityRequest, ModifyDesiredCapacityResponse> Action = new(
        nameof(ModifyDesiredCapacity), Repeat.SameState,
        WireJson.Default.ModifyDesiredCapacityRequest,
        WireJson.Default.AnswerModifyDesiredCapacityResponse);
}

public sealed partial class AutoScalingClient
{
    /// <summary>Sets the number of instances that a group should have.</summary>
    /// <exception cref="CloudServiceException">The service refused, for example <c>ResourceUnavailable.AutoScalingGroupDisabled</c> while a refresh
    /// activity holds the group.</exception>
    /// <exception cref="CloudTransportException">Nobody answered; its <see cref="CloudException.MayHaveActed"/> says whether it may have
    /// worked.</exception>
    public Task<ModifyDesiredCapacityResponse> ModifyDesiredCapacityAsync(ModifyDesiredCapacityRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.AutoScalingGroupId);
        return CallAsync(ModifyDesiredCapacity.Action, request, cancellationToken);
    }
}
