import * as pulumi from "@pulumi/pulumi";
import * as refresh from "pulumi-tencentcloud-refresh";

const config = new pulumi.Config();

// What the launch configuration is given; of that, what the mode applies.
const computed = refresh.getRefreshTriggersOutput({
    items: { imageId: config.require("imageId") },
});

const rollout = new refresh.InstanceRefresh("rollout", {
    autoScalingGroupId: config.require("groupId"),
    triggers: computed.triggers,
    refreshSettings: {
        rollingUpdateSettings: {
            batchNumber: 3,
            batchPause: refresh.BatchPause.FirstBatchPause,
        },
    },
}, { deleteBeforeReplace: true });

export const outcome = rollout.outcome;
export const activityId = rollout.refreshActivityId;
