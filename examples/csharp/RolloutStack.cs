using Pulumi;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;

public sealed class RolloutStack : Stack
{
    public RolloutStack()
    {
        var config = new Pulumi.Config();

        var rollout = new InstanceRefresh("rollout", new InstanceRefreshArgs
        {
            AutoScalingGroupId = config.Require("groupId"),
            // What the launch configuration is given; of that, what the mode applies.
            Triggers = RefreshTriggers.From(RefreshMode.RollingUpdateReset, new LaunchConfigurationItems
            {
                ImageId = config.Require("imageId"),
            }),
            RefreshSettings = new RefreshSettingsArgs
            {
                RollingUpdateSettings = new RollingUpdateSettingsArgs
                {
                    BatchNumber = 3,
                    BatchPause = BatchPause.FirstBatchPause,
                },
            },
        });

        Outcome = rollout.Outcome;
        ActivityId = rollout.RefreshActivityId;
    }

    [Output("outcome")]
    public Output<RefreshOutcome> Outcome { get; private set; }

    [Output("activityId")]
    public Output<string> ActivityId { get; private set; }
}
