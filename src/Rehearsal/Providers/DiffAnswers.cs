using System.Collections.Immutable;
using Pulumirpc;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>Reads a provider's diff.</summary>
internal static class DiffAnswers
{
    /// <exception cref="ProviderException">The answer says neither "none" nor "some" nor "unknown".</exception>
    public static ProviderDiff Read(DiffResponse answer) => new(
        answer.Changes switch
        {
            DiffResponse.Types.DiffChanges.DiffUnknown => DiffChanges.Unknown,
            DiffResponse.Types.DiffChanges.DiffNone => DiffChanges.None,
            DiffResponse.Types.DiffChanges.DiffSome => DiffChanges.Some,
            _ => throw new ProviderException($"The provider answered Diff with changes = {(int)answer.Changes}, which means nothing."),
        },
        [.. answer.Replaces],
        [.. answer.Diffs],
        answer.HasDetailedDiff ? Detailed(answer) : null,
        answer.DeleteBeforeReplace);

    private static ImmutableSortedDictionary<string, Engine.PropertyDiff> Detailed(DiffResponse answer) => answer.DetailedDiff
        .ToImmutableSortedDictionary(entry => entry.Key, entry => new Engine.PropertyDiff(KindOf(entry.Value.Kind), entry.Value.InputDiff),
            StringComparer.Ordinal);

    private static DiffKind KindOf(Pulumirpc.PropertyDiff.Types.Kind kind) => kind switch
    {
        Pulumirpc.PropertyDiff.Types.Kind.Add => DiffKind.Add,
        Pulumirpc.PropertyDiff.Types.Kind.AddReplace => DiffKind.AddReplace,
        Pulumirpc.PropertyDiff.Types.Kind.Delete => DiffKind.Delete,
        Pulumirpc.PropertyDiff.Types.Kind.DeleteReplace => DiffKind.DeleteReplace,
        Pulumirpc.PropertyDiff.Types.Kind.UpdateReplace => DiffKind.UpdateReplace,
        _ => DiffKind.Update,
    };
}
