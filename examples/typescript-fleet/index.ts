import * as pulumi from "@pulumi/pulumi";
import * as tencentcloud from "@pulumi/tencentcloud";
import * as refresh from "pulumi-tencentcloud-refresh";

const config = new pulumi.Config();
const imageId = config.require("imageId");
const userData = Buffer.from("#!/bin/sh\nsystemctl enable --now web\n").toString("base64");

const launch = new tencentcloud.AsScalingConfig("web", {
    configurationName: "web",
    imageId: imageId,
    userData: userData,
    instanceTypes: ["S5.MEDIUM4"],
    keepImageLogin: true,
});

const group = new tencentcloud.AsScalingGroup("web", {
    scalingGroupName: "web",
    configurationId: launch.id,
    vpcId: config.require("vpcId"),
    subnetIds: [config.require("subnetId")],
    minSize: 4,
    maxSize: 8,
    desiredCapacity: 4,
});

// The same values as above: a change of what is not here touches no running instance.
const computed = refresh.getRefreshTriggersOutput({
    items: { imageId: imageId, userData: userData, keepImageLogin: true },
});

const rollout = new refresh.InstanceRefresh("web", {
    autoScalingGroupId: group.id,
    triggers: computed.triggers,
    refreshSettings: {
        rollingUpdateSettings: {
            maxUnavailablePercent: 25,
        },
    },
}, { dependsOn: launch, deleteBeforeReplace: true });

export const outcome = rollout.outcome;
export const failedInstances = rollout.failedInstances;
