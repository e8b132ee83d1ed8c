using System.Globalization;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>What the simulated cloud has before the stack makes anything.</summary>
internal static class RehearsalFleet
{
    /// <summary>A policy of Cloud Monitor, to try verification with: a fault lets it fire.</summary>
    public const string AlarmPolicy = "policy-1b842bhh";

    public static Fleet For(StackConfig config) => Groups(config).AndAlarmPolicy(AlarmPolicy, "web 5xx");

    /// <summary>A stack makes its own group; one that refreshes an existing group finds it in the cloud.</summary>
    private static Fleet Groups(StackConfig config) => config.Find("groupId") is { Text: { Length: > 0 } group }
        ? Fleet.WithGroup(group, CountOf(config))
        : Fleet.Empty;

    private static int CountOf(StackConfig config)
        => int.TryParse(config.Find("instanceCount")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 6;
}
