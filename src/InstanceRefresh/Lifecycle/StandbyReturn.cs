using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>standbyInstances ReturnToService: takes out of standby what a rollout has left there.</summary>
internal sealed class StandbyReturn(AutoScalingClient client)
{
    /// <summary>The most that one call takes.</summary>
    private const int PerCall = 100;

    /// <summary>The deviations with what became of those that were left behind, and a warning for each call that was refused.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<(ImmutableArray<Deviation> Deviations, IReadOnlyList<string> Warnings)> ApplyAsync(
        string groupId, ImmutableArray<Deviation> deviations, CancellationToken cancellationToken)
    {
        var returned = new HashSet<string>(StringComparer.Ordinal);
        var warnings = new List<string>();
        foreach (string[] ids in deviations.Where(deviation => deviation.Kind == DeviationKind.LeftBehind).Select(deviation => deviation.InstanceId).Chunk(PerCall))
        {
            try
            {
                await client.ExitStandbyAsync(new() { AutoScalingGroupId = groupId, InstanceIds = ids }, cancellationToken);
                returned.UnionWith(ids);
            }
            catch (CloudException refused)
            {
                warnings.Add($"{string.Join(", ", ids.Take(10))}{(ids.Length > 10 ? $" and {ids.Length - 10} more" : "")} could not be taken out of standby: {refused.Message}");
            }
        }

        return ([.. deviations.Select(deviation => returned.Contains(deviation.InstanceId) ? deviation with { Message = Deviations.Returned } : deviation)], warnings);
    }
}
