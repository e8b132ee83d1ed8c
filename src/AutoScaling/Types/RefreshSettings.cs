namespace TencentcloudRefresh.AutoScaling;

/// <summary>How the instances of a group are refreshed. Sent with Start and Rollback, echoed by DescribeRefreshActivities.</summary>
/// <remarks>Source: Auto Scaling API, data type RefreshSettings. An echo may lack members that the service learned later.</remarks>
public sealed record RefreshSettings
{
    /// <summary>The batches. Always needed in a request; <see langword="null"/> only in an incomplete echo.</summary>
    public RollingUpdateSettings? RollingUpdateSettings { get; init; }

    /// <summary>Whether the load balancer's view of an instance decides about its success. The service's default is
    /// <see langword="false"/>.</summary>
    /// <value>Works only for groups bound to application load balancers; an unhealthy instance keeps weight 0 and counts as failed.</value>
    public bool? CheckInstanceTargetHealth { get; init; }

    /// <summary>Seconds to wait for an instance to become healthy, 60 to 7200. The service's default is 1800.</summary>
    /// <value>Means something only while <see cref="CheckInstanceTargetHealth"/> is on.</value>
    public int? CheckInstanceTargetHealthTimeout { get; init; }
}

/// <summary>The batches of a rolling refresh.</summary>
/// <remarks>Source: Auto Scaling API, data type RollingUpdateSettings.</remarks>
public sealed record RollingUpdateSettings
{
    /// <summary>How many batches, not how large: at least 1, at most the number of instances to refresh. 0 in an echo that lacks it.</summary>
    public int BatchNumber { get; init; }

    /// <summary>One of <see cref="AutoScaling.BatchPause"/>. The service's default is <c>AUTOMATIC</c>.</summary>
    public string? BatchPause { get; init; }

    /// <summary>Extra instances kept during the refresh: at least 0, at most the size of one batch. The service's default is none. Not allowed in a
    /// rollback.</summary>
    public int? MaxSurge { get; init; }

    /// <summary>One of <see cref="AutoScaling.FailProcess"/>. The service's default is <c>AUTO_PAUSE</c>.</summary>
    public string? FailProcess { get; init; }
}
