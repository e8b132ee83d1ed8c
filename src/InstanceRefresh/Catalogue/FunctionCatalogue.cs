using System.Collections.Immutable;
using static TencentcloudRefresh.InstanceRefresh.PropertyTypes;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One function of the package.</summary>
/// <param name="Name">The last part of its token.</param>
public sealed record FunctionDefinition(
    string Name, string Description, ImmutableArray<PropertyDefinition> Arguments, ImmutableArray<PropertyDefinition> Results);

/// <summary>Every function of the package. All of them only read.</summary>
public static class FunctionCatalogue
{
    private static readonly PropertyDefinition Group = new("autoScalingGroupId", Text, "Id of the scaling group.") { Required = true };

    public static PropertyType.Section RefreshActivity { get; } = new("RefreshActivity", "A refresh activity as the service shows it now.",
    [
        Group,
        new("refreshActivityId", Text, "Id of the refresh activity.") { Required = true },
        OutputCatalogue.Status,
        OutputCatalogue.ActivityType,
        new("originRefreshActivityId", Text, "For a rollback: id of the activity that it undoes."),
        new("refreshMode", Text, "`ROLLING_UPDATE_RESET` or `ROLLING_UPDATE_REPLACE`."),
        ..OutputCatalogue.Progress,
        OutputCatalogue.FailedInstances,
        ..OutputCatalogue.Times,
    ]);

    public static PropertyType.Section LifecycleHook { get; } = new("LifecycleHook", "A lifecycle hook that fires for each instance of a rollout and may hold it.",
    [
        new("lifecycleHookId", Text, "Id of the hook.") { Required = true },
        new("name", Text, "Name of the hook.") { Required = true },
        new("transition", Text, "`INSTANCE_TERMINATING`: it holds an instance on its way out of service; `INSTANCE_LAUNCHING`: on its way in.") { Required = true },
        new("heartbeatTimeoutSeconds", Whole, "Seconds for which it may hold an instance.") { Required = true },
        new("defaultResult", Text, "What follows when nobody completes it in that time: `CONTINUE` or `ABANDON`.") { Required = true },
    ]);

    public static FunctionDefinition GetRefreshActivity { get; } =
        new("getRefreshActivity", "A refresh activity as the service shows it now. Fails if the service does not know it.",
        [
            new("refreshActivityId", Text, "Id of the refresh activity, such as `asr-4k7m2p9q`.") { Required = true },
        ],
        RefreshActivity.Properties);

    public static FunctionDefinition GetRefreshActivities { get; } =
        new("getRefreshActivities", "The refresh activities of a scaling group, newest first.",
        [
            Group,
            new("statuses", ListOf(Text), "Only activities in one of these statuses, such as `FAILED_PAUSE`. Unset or empty: all."),
        ],
        [
            Group,
            new("activities", ListOf(RefreshActivity), "The activities, newest first.") { Required = true },
        ]);

    public static FunctionDefinition GetRefreshPlan { get; } =
        new("getRefreshPlan", "What a rollout of this group would do now. Reads only; starts nothing.",
        [
            Group,
            Choice("refreshMode", Choices.RefreshMode, "How an instance is updated to the launch configuration."),
            new("refreshSettings", InputCatalogue.RefreshSettings, "Batches, pauses, surge and health check.") { Required = true },
        ],
        [
            Group,
            new("totalInstances", Whole, "Instances that would take part.") { Required = true },
            new("batchSizes", ListOf(Whole), "Instances in each batch, in order.") { Required = true },
            new("appliedItems", ListOf(Text), "Items of the launch configuration that this mode applies.") { Required = true },
            new("ignoredItems", ListOf(Text), "Items of the launch configuration that this mode leaves as they are.") { Required = true },
            new("lifecycleHooks", ListOf(LifecycleHook), "Lifecycle hooks that fire for each instance and may hold it, in the order in which they fire.") { Required = true },
            new("planDigest", Text,
                "Group, instances, what they run and what they would get, in one line. As the input `expectedPlan` it holds a rollout to this fleet.") { Required = true },
            new("blockers", ListOf(Text), "What would keep the rollout from starting now. Empty: nothing that can be seen.") { Required = true },
            new("warnings", ListOf(Text), "What is worth knowing before the start.") { Required = true },
            new("lines", ListOf(Text), "The plan as text, as `pulumi preview` prints it.") { Required = true },
        ]);

    public static FunctionDefinition GetRefreshTriggers { get; } = new("getRefreshTriggers",
        "Triggers made from what a launch configuration is given: exactly the items that the mode applies, so that a change of any of them "
        + "starts a rollout and a change of anything else does not. Computed without any call. In C#, `RefreshTriggers.From` gives the same, "
        + "also while an item is not known yet.",
        [
            Choice("refreshMode", Choices.RefreshMode, "The mode of the rollout. Changing it changes the triggers, and so starts a rollout."),
            new("items", TriggerItems.Section, "The values that the launch configuration is given.") { Required = true },
        ],
        [
            new("triggers", MapOf(Text),
                "The triggers by name. Short texts stand as they are; what is secret or longer than 64 characters is hashed. More can be added, "
                + "for example one to roll the same configuration again.")
            { Required = true },
        ]);

    public static ImmutableArray<FunctionDefinition> Functions { get; } = [GetRefreshActivity, GetRefreshActivities, GetRefreshPlan, GetRefreshTriggers];
}
