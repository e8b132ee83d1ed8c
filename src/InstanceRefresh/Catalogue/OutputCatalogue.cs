using System.Collections.Immutable;
using static TencentcloudRefresh.InstanceRefresh.PropertyTypes;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Every property that the resource has besides its inputs. Required ones are there from the moment in which an activity exists.</summary>
public static class OutputCatalogue
{
    public static PropertyType.Section RefreshBatch { get; } = new("RefreshBatch", "One batch of a rollout.",
    [
        new("number", Whole, "Position of the batch, counted from 1.") { Required = true },
        new("status", Text, "`WAITING`, `INIT`, `RUNNING`, `SUCCESSFUL`, `PARTIALLY_SUCCESSFUL`, `FAILED` or `CANCELLED`.") { Required = true },
        new("startTime", Text, "When the batch began: UTC, ISO 8601. Absent until then."),
        new("endTime", Text, "When the batch ended: UTC, ISO 8601. Absent until then."),
        new("instanceCounts", MapOf(Whole),
            "How many of the batch's instances are in which status, by status (`WAITING`, `INIT`, `RUNNING`, `SUCCESSFUL`, `FAILED`, "
            + "`CANCELLED`, `NOT_FOUND`).")
        { Required = true },
    ]);

    public static PropertyType.Section FailedInstance { get; } = new("FailedInstance", "An instance that could not be refreshed.",
    [
        new("instanceId", Text, "Id of the instance.") { Required = true },
        new("batch", Whole, "Number of the batch it belongs to, counted from 1.") { Required = true },
        new("message", Text, "What the service says about it.") { Required = true },
        new("lastActivityId", Text, "Id of the last scaling activity that touched it, to look up its details."),
    ]);

    public static PropertyType.Section Deviation { get; } = new("Deviation", "An instance that does not run what the rollout should have given it.",
    [
        new("instanceId", Text, "Id of the instance. Empty where the group as a whole deviates.") { Required = true },
        new("kind", Choices.DeviationKind, "In which way it deviates.") { Required = true },
        new("batch", Whole, "Number of the batch it belonged to, counted from 1; 0 if it belonged to none.") { Required = true },
        new("image", Text, "Image that it runs. Absent where that was not read."),
        new("expectedImage", Text, "Image that it should run. Absent where that was not read."),
        new("message", Text, "Why it deviates, and what to do about it.") { Required = true },
    ]);

    internal static PropertyDefinition Status { get; } = new("status", Text,
        "Status in the service: `INIT`, `RUNNING`, `SUCCESSFUL`, `FAILED_PAUSE`, `AUTO_PAUSE`, `MANUAL_PAUSE`, `CANCELLED` or `FAILED`. A word "
        + "that the service adds later is passed on as it is. `SKIPPED`: nothing was started.")
    { Required = true };

    internal static PropertyDefinition ActivityType { get; }
        = new("activityType", Text, "`NORMAL` for a rollout, `ROLLBACK` for one that undoes another.") { Required = true };

    internal static ImmutableArray<PropertyDefinition> Progress { get; } =
    [
        new("batchCount", Whole, "Number of batches.") { Required = true },
        new("currentBatch", Whole, "Batch in progress, or the last one that was, counted from 1; 0 before the first one.") { Required = true },
        new("batches", ListOf(RefreshBatch), "The batches, in order.") { Required = true },
        new("totalInstances", Whole, "Instances that take part.") { Required = true },
        new("refreshedInstances", Whole, "Instances refreshed successfully.") { Required = true },
    ];

    internal static PropertyDefinition FailedInstances { get; }
        = new("failedInstances", ListOf(FailedInstance), "The instances that failed.") { Required = true };

    internal static ImmutableArray<PropertyDefinition> Times { get; } =
    [
        new("createdTime", Text, "When the activity was created: UTC, ISO 8601."),
        new("startTime", Text, "When work began: UTC, ISO 8601. Absent until then."),
        new("endTime", Text, "When the activity ended: UTC, ISO 8601. Absent until then."),
    ];

    public static ImmutableArray<PropertyDefinition> Properties { get; } =
    [
        new("refreshActivityId", Text, "Id of the refresh activity that this resource stands for.") { Required = true },
        Status with { Description = $"{Status.Description} Once the rollout is being rolled back, the status of the rollback." },
        new("outcome", Choices.RefreshOutcome, "The result of the rollout so far, independent of the status words of the service.")
        { Required = true },
        ActivityType,
        new("rollbackActivityId", Text, "Id of the activity that rolls this one back, or did. Absent if there is none."),
        new("launchConfigurationId", Text, "Launch configuration that the rollout applies."),
        new("launchConfigurationVersion", Whole, "Version of that launch configuration when the rollout started."),
        ..Progress,
        FailedInstances with
        {
            Description = $"{FailedInstances.Description} Those that are well are not listed, and at most 200 of them, so that a large fleet stays "
                + "small in the state file.",
        },
        ..Times,
        new("frozenSeconds", Whole, "For how many seconds the group could not scale because of this rollout, pauses included.") { Required = true },
        new("resumeCount", Whole, "How often the rollout was resumed by this resource.") { Required = true },
        new("deviations", ListOf(Deviation),
            "Instances of the group that do not run what the rollout should have given them: left behind after a failure, not covered by the "
            + "activity, lost, on another image, or refreshed before the launch configuration changed. At most 200 of them. Empty: none is known.")
        { Required = true },
        new("images", MapOf(Whole),
            "How many instances of the group run which image, by image id, when an operation last looked. Empty where that could not be read: it needs the "
            + "permission `cvm:DescribeInstances`.")
        { Required = true },
        new("verified", Flag,
            "Whether every instance of the group was shown to run what the rollout should have given it. False until the rollout has ended, where an "
            + "instance deviates, and where the images could not be read.")
        { Required = true },
        new("planDigest", Text, "Digest of the plan that the rollout was started with: see `expectedPlan`. Absent where this resource has not started it."),
        new("adopted", Flag,
            "Whether the activity was found on the group and may belong to somebody else. It is watched only: nothing is written to it until "
            + "`onConflict` is `Adopt`, or a later change approves its batch or sets `desiredState`.")
        { Required = true },
        new("region", Text, "Region that the activity was made in."),
    ];
}
