using System.Collections.Immutable;
using Pulumi;
using Pulumi.Tencentcloud;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Outputs;

namespace Infra;

/// <summary>
/// A fleet and its rollouts: launch configuration → scaling group → rollout. A change of what instances are made from changes the launch
/// configuration in place, which by itself touches no instance; the rollout's triggers notice it and bring the fleet there, batch by batch.
/// </summary>
public partial class FleetStack : Stack
{
    public FleetStack()
    {
        var settings = StackSettings.Read();
        var userData = UserDataOf(settings);
        AsScalingConfig? configuration = null;
        Input<string> groupId = settings.GroupId ?? "";
        if (settings.Group is { } group)
        {
            configuration = MakeConfiguration(settings, group, userData);
            groupId = MakeGroup(settings, group, configuration).Id;
        }

        var rollout = MakeRollout(settings, groupId, configuration, userData);

        GroupId = rollout.AutoScalingGroupId;
        LaunchConfigurationId = rollout.LaunchConfigurationId;
        ActivityId = rollout.RefreshActivityId;
        Status = rollout.Status;
        Outcome = rollout.Outcome;
        CurrentBatch = rollout.CurrentBatch;
        BatchCount = rollout.BatchCount;
        RefreshedInstances = rollout.RefreshedInstances;
        TotalInstances = rollout.TotalInstances;
        FailedInstances = rollout.FailedInstances;
    }

    [Output("groupId")]
    public Output<string> GroupId { get; private set; }

    [Output("launchConfigurationId")]
    public Output<string?> LaunchConfigurationId { get; private set; }

    /// <summary>For the console, and for support.</summary>
    [Output("activityId")]
    public Output<string> ActivityId { get; private set; }

    /// <summary>The service's own word for where the rollout is.</summary>
    [Output("status")]
    public Output<string> Status { get; private set; }

    /// <summary>What a pipeline decides by: <c>Succeeded</c>, <c>AwaitingApproval</c>, …</summary>
    [Output("outcome")]
    public Output<RefreshOutcome> Outcome { get; private set; }

    [Output("currentBatch")]
    public Output<int> CurrentBatch { get; private set; }

    [Output("batchCount")]
    public Output<int> BatchCount { get; private set; }

    [Output("refreshedInstances")]
    public Output<int> RefreshedInstances { get; private set; }

    [Output("totalInstances")]
    public Output<int> TotalInstances { get; private set; }

    /// <summary>Instance, batch and what the service says about it.</summary>
    [Output("failedInstances")]
    public Output<ImmutableArray<FailedInstance>> FailedInstances { get; private set; }
}
