package rollout;

import com.pulumi.Pulumi;
import com.pulumi.resources.CustomResourceOptions;
import tencentcloud.tencentcloudrefresh.InstanceRefresh;
import tencentcloud.tencentcloudrefresh.InstanceRefreshArgs;
import tencentcloud.tencentcloudrefresh.TencentcloudrefreshFunctions;
import tencentcloud.tencentcloudrefresh.enums.BatchPause;
import tencentcloud.tencentcloudrefresh.inputs.GetRefreshTriggersArgs;
import tencentcloud.tencentcloudrefresh.inputs.RefreshSettingsArgs;
import tencentcloud.tencentcloudrefresh.inputs.RollingUpdateSettingsArgs;
import tencentcloud.tencentcloudrefresh.inputs.TriggerItemsArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();

            // What the launch configuration is given; of that, what the mode applies.
            var computed = TencentcloudrefreshFunctions.getRefreshTriggers(GetRefreshTriggersArgs.builder()
                .items(TriggerItemsArgs.builder()
                    .imageId(config.require("imageId"))
                    .build())
                .build());

            var rollout = new InstanceRefresh("rollout", InstanceRefreshArgs.builder()
                .autoScalingGroupId(config.require("groupId"))
                .triggers(computed.applyValue(result -> result.triggers()))
                .refreshSettings(RefreshSettingsArgs.builder()
                    .rollingUpdateSettings(RollingUpdateSettingsArgs.builder()
                        .batchNumber(3)
                        .batchPause(BatchPause.FirstBatchPause)
                        .build())
                    .build())
                .build(),
                CustomResourceOptions.builder().deleteBeforeReplace(true).build());

            ctx.export("outcome", rollout.outcome());
            ctx.export("activityId", rollout.refreshActivityId());
        });
    }
}
