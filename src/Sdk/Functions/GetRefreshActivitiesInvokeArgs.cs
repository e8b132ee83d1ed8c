namespace Pulumi.TencentcloudRefresh;

/// <summary>What <c>GetRefreshActivities.Invoke</c> is asked, in values that may come later.</summary>
public sealed class GetRefreshActivitiesInvokeArgs : global::Pulumi.InvokeArgs
{
    /// <summary>Id of the scaling group.</summary>
    [Input("autoScalingGroupId", required: true)]
    public Input<string> AutoScalingGroupId { get; set; } = null!;

    [Input("statuses")]
    private InputList<string>? _statuses;

    /// <summary>Only activities in one of these statuses, such as <c>FAILED_PAUSE</c>. Unset or empty: all.</summary>
    public InputList<string> Statuses
    {
        get => _statuses ??= [];
        set => _statuses = value;
    }

    /// <summary>Starts with nothing set.</summary>
    public GetRefreshActivitiesInvokeArgs()
    {
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new GetRefreshActivitiesInvokeArgs Empty => new();
}
