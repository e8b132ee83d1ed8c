using System.Globalization;
using System.Text;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>The state of things as a page of text, for curl and a quick look.</summary>
internal static class Overview
{
    public static string Of(SimulatedCloud cloud) => cloud.Access(world =>
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Auto Scaling simulator, {world.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, region {world.Region}\n\n");
        foreach (var group in world.Groups.Values)
        {
            var running = group.Instances.Count(instance => instance.IsRunning);
            text.Append(CultureInfo.InvariantCulture,
                $"{group.Id}  {(group.Enabled ? "enabled" : "disabled")}  {running}/{group.Instances.Length} instances running  {group.LaunchConfigurationId}\n");
            foreach (var id in world.ActivityIdsOf(group.Id).Reverse().Take(5))
                Append(text, world.Activity(id)!);
        }

        return text.Append("\nControl: /_simulator/health, calls, state, assumptions, journal, events, clock, faults, reset\n").ToString();
    });

    private static void Append(StringBuilder text, RefreshActivity activity)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"  {activity.Id}  {activity.Type.Wire()}  {activity.Status.Wire()}  batch {activity.CurrentBatch}/{activity.Batches.Length}\n");
        foreach (var batch in activity.Batches)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {batch.Number,3}  {batch.Status.Wire(),-20}  ")
                .AppendJoin(", ", batch.Instances.GroupBy(instance => instance.Status).Select(status => $"{status.Count()} {status.Key.Wire()}")).Append('\n');
        }
    }
}
