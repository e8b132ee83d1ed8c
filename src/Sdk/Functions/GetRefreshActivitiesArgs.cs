namespace Pulumi.TencentcloudRefresh;

/// <summary>What <see cref="GetRefreshActivities.InvokeAsync"/> is asked, in plain values.</summary>
public sealed class GetRefreshActivitiesArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the scaling group.</summary>
    [Input("autoScalingGroupId", required: true)]
    public string AutoScalingGroupId { get; set; } = null!;

    [Input("statuses")]
    private List<string>? _statuses;

    /// <summary>Only activities in one of these statuses, such as <c>FAILED_PAUSE</c>. Unset or empty: all.</summary>
    public List<string> Statuses
    {
        get => _statuses ??= [];
        set => _statuses = value;
    }

    /// <summary>Starts with nothing set.</summary>
    public GetRefreshActivitiesArgs()
    {
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshActivitiesArgs Empty => new();
}
