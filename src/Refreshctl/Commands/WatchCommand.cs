using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Output;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>Follows a rollout to its end, pauses included.</summary>
internal static class WatchCommand
{
    public static Command Make(CloudCommand commands)
    {
        var rollout = Arguments.Rollout();
        return commands.Make("watch", "Follows a rollout until it has ended; a pause is no end. Ctrl-C ends the watching and nothing else.", [rollout], async call =>
        {
            var status = await StatusCommand.FindRolloutAsync(call, RolloutName.Parse(call.Parsed.GetValue(rollout)!));
            call.Screen.Line($"{status.Rollout!.RefreshActivityId} on {RolloutText.Title(status.Group)} in {call.Cloud.Region}", hanging: "  ");
            var last = call.Screen.IsLive
                ? await LiveWatch.ShowAsync(status.Rollout, call.Queries.FollowAsync(status, log: null, call.CancellationToken), call.Environment.NetworkClock)
                : await PrintAsync(call, status);
            call.Screen.Line();
            RolloutText.WriteEnd(call.Screen, last);
            return ExitCode.Done;
        });
    }

    private static async Task<RolloutView> PrintAsync(CloudCall call, GroupStatus status)
    {
        var last = status.Rollout!;
        bool isTold = false;
        await foreach (var seen in call.Queries.FollowAsync(status, new ScreenLog(call.Screen), call.CancellationToken))
        {
            // The reasons name the latest request, so that no two looks give the same.
            if (seen.Alive && !isTold)
                RolloutText.Why(call.Screen, seen);
            isTold = !seen.Reasons.IsEmpty;
            last = seen;
            call.Screen.Json(new(status.Group, seen), OutputJson.Plain.StatusOutput);
        }

        return last;
    }
}
