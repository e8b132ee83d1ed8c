using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Output;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>Where a rollout stands, why, and what to do.</summary>
internal static class StatusCommand
{
    public static Command Make(CloudCommand commands)
    {
        var rollout = Arguments.Rollout();
        return commands.Make("status", "Shows where a rollout stands, why, and what can be done.", [rollout], async call =>
        {
            var status = await FindAsync(call, RolloutName.Parse(call.Parsed.GetValue(rollout)!));
            call.Screen.Json(new(status.Group, status.Rollout), OutputJson.Plain.StatusOutput);
            RolloutText.Write(call.Screen, status.Group, status.Rollout, call.Cloud.Region);
            return ExitCode.Done;
        });
    }

    /// <exception cref="ToolException">There is no such group, or no such rollout.</exception>
    public static async Task<GroupStatus> FindAsync(CloudCall call, RolloutName name)
    {
        var status = await call.Queries.StatusAsync(name.GroupId, name.ActivityId, call.CancellationToken) ?? throw call.NoSuchGroup(name.GroupId);
        return status.Rollout is null && name.ActivityId is { } activity
            ? throw ToolException.Failed($"Scaling group {name.GroupId} has no rollout {activity}, or not any more: `refreshctl history {name.GroupId}` lists those that it has.")
            : status;
    }

    /// <exception cref="ToolException">There is no such group, or it has no rollout.</exception>
    public static async Task<GroupStatus> FindRolloutAsync(CloudCall call, RolloutName name)
    {
        var status = await FindAsync(call, name);
        return status.Rollout is null ? throw ToolException.Failed($"Scaling group {name.GroupId} has no rollout that the service still lists.") : status;
    }
}
