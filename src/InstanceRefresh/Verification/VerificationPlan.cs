using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a plan says of pauses and verification. Pure.</summary>
internal static class VerificationPlan
{
    /// <summary>The batches after which the rollout pauses until it is verified or approved.</summary>
    public static ImmutableArray<int> Pauses(RefreshInputs inputs, int batches) => (inputs.Verification?.PauseAfterBatches, inputs.Settings.BatchPause) switch
    {
        ({ IsEmpty: false } chosen, _) => [.. chosen.Where(batch => batch < batches).Distinct().Order()],
        (_, BatchPause.FirstBatch) when batches > 1 => [1],
        (_, BatchPause.EveryBatch) => [.. Enumerable.Range(1, Math.Max(0, batches - 1))],
        _ => [],
    };

    /// <summary>All bakes together.</summary>
    public static TimeSpan Bakes(RefreshInputs inputs, int batches)
        => inputs.Verification is { } settings ? settings.Bake * (Pauses(inputs, batches).Length + 1) : TimeSpan.Zero;

    /// <summary><c>Verification: after batch 1 and at the end, a bake of 5m, 1 alarm policy; a failure pauses the rollout.</c> Null: none.</summary>
    public static string? Line(RefreshInputs inputs, int batches)
    {
        if (inputs.Verification is not { ChecksAnything: true } settings)
            return null;
        string where = Pauses(inputs, batches) switch
        {
            [] => "at the end",
            [var only] => $"after batch {only} and at the end",
            var all when all.Length == batches - 1 => "after every batch",
            var all => $"after batches {string.Join(", ", all)} and at the end",
        };
        string then = settings.OnFailure switch
        {
            VerificationAction.RollBack => "rolls the rollout back",
            VerificationAction.Cancel => "cancels the rollout",
            _ => "pauses the rollout",
        };
        return $"Verification: {where}, {string.Join(", ", VerificationText.What(settings, settings.Bake))}; a failure {then}.";
    }
}
