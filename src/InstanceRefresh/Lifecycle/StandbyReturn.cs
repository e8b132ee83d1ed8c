using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>standbyInstances ReturnToService: takes out of standby what a rollout has left there.</summary>
internal sealed class StandbyReturn(AutoScalingClient client)
{
    /// <summary>The most that one call takes.</summary>
    private const int PerCall = 100;

    /// <summary>What to say where it is set after the rollout has ended; null where that says nothing new.</summary>
    public static string? ComesTooLate(RefreshInputs? before, RefreshInputs inputs, RefreshOutputs stored)
        => inputs.StandbyInstances == StandbyInstances.ReturnToService && before is { StandbyInstances: not StandbyInstances.ReturnToService }
            && stored.Deviations.Where(deviation => deviation.Kind == DeviationKind.LeftBehind).Select(deviation => deviation.InstanceId).ToList() is { Count: > 0 } left
            ? $"standbyInstances counts from the next rollout on: {string.Join(", ", left.Take(10))} stays in standby until somebody takes it out, or destroys it."
            : null;

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
