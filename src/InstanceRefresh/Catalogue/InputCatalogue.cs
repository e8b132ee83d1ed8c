using System.Collections.Immutable;
using static TencentcloudRefresh.InstanceRefresh.PropertyTypes;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Every input property of the resource. Check, defaults, the published schema and the documentation all follow this one list.</summary>
public static class InputCatalogue
{
    public static PropertyType.Section RollingUpdateSettings { get; } = new("RollingUpdateSettings",
        "Batches, pauses, and what happens after a failed batch. Give exactly one of `batchNumber` and `maxUnavailablePercent`.",
    [
        new("batchNumber", From(1),
            "Number of batches that the running instances are divided into: at least 1, at most their number. It is not the size of a batch."),
        new("maxUnavailablePercent", From(1, 100),
            "Instead of `batchNumber`: the largest share of the running instances, in percent from 1 to 100, that one batch may take out of "
            + "service. The number of batches follows from the instances running when the rollout starts."),
        Choice("batchPause", Choices.BatchPause, "Where the rollout stops and waits for approval."),
        new("maxSurge", Whole,
            "Extra pay-as-you-go instances created before the first batch and destroyed after the last one: 0 or more, at most the size of one "
            + "batch. Unset: none."),
        Choice("failProcess", Choices.FailProcess, "What the service does after a batch with failed instances."),
    ]);

    public static PropertyType.Section RefreshSettings { get; } = new("RefreshSettings",
        "How a rollout proceeds. Read when a rollout starts: editing it never starts one.",
    [
        new("rollingUpdateSettings", RollingUpdateSettings,
            "How the fleet is divided into batches and what happens between them.")
        { Required = true },
        new("checkInstanceTargetHealth", Flag,
            "Wait, after each instance, until its application load balancer reports the back end healthy. An instance that does not get there "
            + "counts as failed. Only for groups bound to an application load balancer.")
        { Default = false },
        new("checkInstanceTargetHealthTimeout", From(60, 7200),
            "Seconds allowed for that health check, from 60 to 7200. The service's own default is 1800. Without effect unless "
            + "`checkInstanceTargetHealth` is on."),
    ]);

    public static PropertyType.Section HttpCheck { get; } = new("HttpCheck",
        "A URL that has to answer while a batch is verified. It is asked from the machine that runs `pulumi up`.",
    [
        new("url", Text, "Absolute `http` or `https` URL, without credentials in it. Redirects are not followed.") { Required = true },
        new("expectedStatus", From(100, 599), "HTTP status that counts as good.") { Default = 200 },
        new("timeoutSeconds", From(1, 300), "Seconds within which the answer has to begin, from 1 to 300.") { Default = 10 },
        new("intervalSeconds", From(1, 3600), "Seconds between two requests during the bake, from 1 to 3600.") { Default = 15 },
        new("failuresAllowed", From(0, 1000),
            "How many requests of one verification may fail, from 0 to 1000. The last one has to be good in any case.")
        { Default = 0 },
    ]);

    public static PropertyType.Section Verification { get; } = new("Verification",
        "How `pulumi up` finds out, after a batch at which the rollout pauses and after the last one, whether what the batch has brought is good. "
        + "What is verified is resumed within the same `pulumi up`; what cannot be asked is not verified.",
    [
        new("bakeSeconds", From(0, 172800),
            "Seconds to wait after each pause and after the last batch, from 0 to 172800 (two days), counted from the service's time of the pause.")
        { Default = 0 },
        new("alarmPolicyIds", ListOf(Text, 10),
            "Alarm policies of Cloud Monitor, such as `policy-1b842bhh`, at most 10. None of them may be in `ALARM` from the beginning of the batch "
            + "to the end of the bake. They are asked about once a minute while a batch is in progress, too: an alarm stops the rollout after that "
            + "batch. Needs the permissions `monitor:DescribeAlarmHistories` and `monitor:DescribeAlarmPolicy`."),
        new("httpChecks", ListOf(HttpCheck, 10), "URLs that have to answer during the bake, at most 10."),
        new("pauseAfterBatches", ListOf(From(1)),
            "Batches after which the rollout pauses, such as `[1, 5]`. The service is then asked to pause after every batch, and the other pauses are "
            + "resumed at once: verification and approval count only after these. Unset: where `batchPause` says."),
        Choice("onFailure", Choices.VerificationAction,
            "What follows when a verification fails. After the last batch there is nothing left to pause or cancel: the outcome is `Failed`, and "
            + "each `pulumi up` verifies again. What could not be asked pauses in any case."),
    ]);

    public static ImmutableArray<PropertyDefinition> Properties { get; } =
    [
        new("autoScalingGroupId", Text,
            "Id of the scaling group whose instances are refreshed, such as `asg-9dn1a5y6`. A change replaces the resource, that is, starts a "
            + "rollout on the other group.")
        { Required = true, Replaces = true },
        new("triggers", MapOf(Text),
            "Values whose change starts a new rollout: the only thing, besides the group, that does. Include everything that the rollout "
            + "applies: `getRefreshTriggers` makes them from what the launch configuration is given. Secret values stay secret. Numbers and "
            + "booleans are taken as their text; in YAML quote version numbers, since an unquoted 1.10 arrives as 1.1. The first ones after an "
            + "import are noted and start nothing.")
        { Replaces = true },
        Choice("refreshMode", Choices.RefreshMode,
            "How an instance is updated to the launch configuration. A change applies from the next rollout on."),
        new("refreshSettings", RefreshSettings,
            "Batches, pauses, surge and health check. A change applies from the next rollout on.")
        { Required = true },
        Choice("resumeMode", Choices.ResumeMode, "What the next resume does with the failed instances of the current batch."),
        new("approvedThroughBatch", Whole,
            "Approves the pauses that `batchPause` makes, up to and including the one after this batch: they are resumed within the same "
            + "`pulumi up`, a later pause holds, and a further `pulumi up` without a change does nothing. 0 approves none. Unset: each `pulumi up` "
            + "resumes one such pause and continues to the next."),
        new("failureRetries", From(0, 10),
            "How often one `pulumi up` resumes a failed batch with `RETRY` by itself before it gives up: from 0 to 10.")
        { Default = 0 },
        Choice("desiredState", Choices.DesiredState, "The state that the rollout is to reach. Where it is now is in `status` and `outcome`."),
        Choice("onConflict", Choices.ConflictPolicy,
            "What a new rollout does when another activity on the group is unfinished, that is, running or paused."),
        Choice("onInterrupt", Choices.InterruptPolicy, "What happens to the rollout when the run is interrupted, by Ctrl-C or SIGTERM."),
        Choice("waitFor", Choices.WaitTarget, "How far `pulumi up` follows the rollout."),
        new("failOn", ListOf(Choices.FailOn),
            "Outcomes with which `pulumi up` ends with an error although the rollout is where it should be, so that a pipeline notices and resources that "
            + "depend on this one wait. Unset or empty: none."),
        new("skipMatching", Flag,
            "Whether a first rollout is left out where every instance is shown to run the launch configuration as it is: its version and its image. Nothing "
            + "is started then; `status` is `SKIPPED` and `outcome` is `UpToDate`. Where that is not certain, it rolls; a changed trigger and a replacement always do.")
        { Default = false },
        new("expectedPlan", Text,
            "The `planDigest` of a plan that was reviewed. A rollout whose group, instances, images or launch configuration differ from it starts nothing, and "
            + "the error lists the difference. Unset: none is expected."),
        new("progressDeadlineSeconds", From(60),
            "Longest time in seconds, at least 60, that a batch may go without any progress before `pulumi up` gives up waiting. The clock stops "
            + "while the rollout is paused. Unset: derived from the plan. The rollout itself is not touched when it passes."),
        new("verification", Verification,
            "Bake time, alarms and HTTP checks between batches and after the last one. A change counts from the next look on; of a rollout that has "
            + "ended well nothing is asked again."),
        Choice("standbyInstances", Choices.StandbyInstances, "What instances in standby are when a rollout ends."),
        new("minHealthyPercent", From(0, 100),
            "Smallest share of the desired capacity, in percent from 0 to 100, that has to be in service and healthy while a batch is in progress. Checked "
            + "before the start and before each resume, which are refused below it. Unset: not checked."),
    ];
}
