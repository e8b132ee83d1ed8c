import pulumi
import pulumi_tencentcloud_refresh as refresh

config = pulumi.Config()

# What the launch configuration is given; of that, what the mode applies.
computed = refresh.get_refresh_triggers_output(
    items=refresh.TriggerItemsArgs(image_id=config.require("imageId")),
)

rollout = refresh.InstanceRefresh(
    "rollout",
    auto_scaling_group_id=config.require("groupId"),
    triggers=computed.triggers,
    refresh_settings=refresh.RefreshSettingsArgs(
        rolling_update_settings=refresh.RollingUpdateSettingsArgs(
            batch_number=3,
            batch_pause=refresh.BatchPause.FIRST_BATCH_PAUSE,
        ),
    ),
    opts=pulumi.ResourceOptions(delete_before_replace=True),
)

pulumi.export("outcome", rollout.outcome)
pulumi.export("activityId", rollout.refresh_activity_id)
