namespace TencentcloudRefresh.AutoScaling;

/// <summary>A condition of a describe action. Several filters must all hold; of one filter's values any may.</summary>
/// <param name="Name">What is compared, for example <c>auto-scaling-group-id</c>; each action's request lists its names.</param>
/// <param name="Values">The values, at most 5.</param>
/// <remarks>Source: Auto Scaling API, data type Filter. At most 10 filters a request, and none beside a list of ids.</remarks>
public sealed record Filter(string Name, params IReadOnlyList<string> Values)
{
    /// <summary>What belongs to one of these groups; most describe actions take it.</summary>
    /// <param name="autoScalingGroupIds">At most 5.</param>
    public static Filter OfGroups(params IReadOnlyList<string> autoScalingGroupIds) => new("auto-scaling-group-id", autoScalingGroupIds);
}
