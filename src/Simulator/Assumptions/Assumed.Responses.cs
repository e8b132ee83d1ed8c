using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Assumptions;

public static partial class Assumed
{
    // What the describe calls show.
    internal static readonly Assumption ActivityOrder = new("activityOrder", "The order of RefreshActivitySet.", "newestFirst", "oldestFirst");
    internal static readonly Assumption BatchOrder = new("batchOrder", "The order of RefreshBatchSet.", "descending", "ascending");
    internal static readonly Assumption UnsetText = new("unsetText",
        "OriginRefreshActivityId and LastActivityId where there is none.", "empty", "null", "absent");
    internal static readonly Assumption UnknownActivityIds = new("unknownActivityIds",
        "DescribeRefreshActivities with an id that does not exist: left out, or refused.", "leftOut", "refuse");
    internal static readonly Assumption RetentionDays = new("retentionDays",
        "How many days an ended activity is still described; 0 for ever.", "0", "0", []);
    internal static readonly Assumption StandbyState = Assumption.YesNo("standbyState", false,
        "LifeCycleState of a machine on standby is STANDBY, a value that no enumeration has; otherwise IN_SERVICE.");
    internal static readonly Assumption HookState = Assumption.YesNo("hookState", true,
        "LifeCycleState of a machine that a hook holds in a refresh is IN_LAUNCHING_HOOK or IN_TERMINATING_HOOK; otherwise IN_SERVICE.");
    internal static readonly Assumption ResetRaisesVersion = Assumption.YesNo("resetRaisesVersion", true,
        "A reset machine reports the launch configuration's present VersionNumber.");
    internal static readonly Assumption EmptyModifyRaisesVersion = new("emptyModifyRaisesVersion",
        "ModifyLaunchConfigurationAttributes with nothing but the id raises the version and the updated time, the time alone, or neither.",
        "true", "timeOnly", "false");
    internal static readonly Assumption ScalingActivityPer = new("scalingActivityPer",
        "One scaling activity for each batch, or for each machine.", "batch", "instance");
    internal static readonly Assumption BatchActivityType = new("batchActivityType", "ActivityType of the scaling activity behind a batch.",
        "REPLACE_UNHEALTHY_INSTANCE", "REPLACE_UNHEALTHY_INSTANCE", []);

    private static ImmutableArray<Assumption> Responses =>
    [
        ActivityOrder, BatchOrder, UnsetText, UnknownActivityIds, RetentionDays, StandbyState, HookState, ResetRaisesVersion, EmptyModifyRaisesVersion, ScalingActivityPer, BatchActivityType,
    ];
}
