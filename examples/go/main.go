package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	refresh "pulumi-tencentcloud-refresh/sdk/go/tencentcloudrefresh"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")

		// What the launch configuration is given; of that, what the mode applies.
		computed := refresh.GetRefreshTriggersOutput(ctx, refresh.GetRefreshTriggersOutputArgs{
			Items: refresh.TriggerItemsArgs{
				ImageId: pulumi.String(settings.Require("imageId")),
			},
		})

		rollout, err := refresh.NewInstanceRefresh(ctx, "rollout", &refresh.InstanceRefreshArgs{
			AutoScalingGroupId: pulumi.String(settings.Require("groupId")),
			Triggers:           computed.Triggers(),
			RefreshSettings: refresh.RefreshSettingsArgs{
				RollingUpdateSettings: refresh.RollingUpdateSettingsArgs{
					BatchNumber: pulumi.Int(3),
					BatchPause:  refresh.BatchPauseFirstBatchPause,
				},
			},
		}, pulumi.DeleteBeforeReplace(true))
		if err != nil {
			return err
		}

		ctx.Export("outcome", rollout.Outcome)
		ctx.Export("activityId", rollout.RefreshActivityId)
		return nil
	})
}
