using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Engine;

internal enum DiffChanges { Unknown, None, Some }

internal enum DiffKind { Add, AddReplace, Delete, DeleteReplace, Update, UpdateReplace }

/// <param name="InputDiff">True when old and new inputs differ; false when a stored output differs from what is wanted.</param>
internal sealed record PropertyDiff(DiffKind Kind, bool InputDiff);

/// <summary>A provider's comparison of what is with what is wanted.</summary>
/// <param name="Detailed">By property path; null when the provider gave none.</param>
internal sealed record ProviderDiff(
    DiffChanges Changes,
    ImmutableArray<string> ReplaceKeys,
    ImmutableArray<string> ChangedKeys,
    ImmutableSortedDictionary<string, PropertyDiff>? Detailed,
    bool DeleteBeforeReplace)
{
    public static ProviderDiff None { get; } = new(DiffChanges.None, [], [], null, false);

    /// <summary>What is assumed when the provider cannot be asked: something changes, in place.</summary>
    public static ProviderDiff Assumed { get; } = None with { Changes = DiffChanges.Some };

    public bool Replaces => !ReplaceKeys.IsEmpty || (Detailed?.Values.Any(diff => diff.Kind.Replaces()) ?? false);

    /// <summary>Reversed: what a read brought, as a change of the state instead of the cloud.</summary>
    public ProviderDiff Inverted() => this with
    {
        Detailed = Detailed?.ToImmutableSortedDictionary(
            entry => entry.Key, entry => entry.Value with { Kind = entry.Value.Kind.Inverted() }, StringComparer.Ordinal),
    };
}

internal static class DiffKinds
{
    public static bool Replaces(this DiffKind kind) => kind is DiffKind.AddReplace or DiffKind.DeleteReplace or DiffKind.UpdateReplace;

    public static DiffKind ToReplace(this DiffKind kind) => kind switch
    {
        DiffKind.Add => DiffKind.AddReplace,
        DiffKind.Delete => DiffKind.DeleteReplace,
        DiffKind.Update => DiffKind.UpdateReplace,
        _ => kind,
    };

    public static DiffKind Inverted(this DiffKind kind) => kind switch
    {
        DiffKind.Add => DiffKind.Delete,
        DiffKind.AddReplace => DiffKind.DeleteReplace,
        DiffKind.Delete => DiffKind.Add,
        DiffKind.DeleteReplace => DiffKind.AddReplace,
        _ => kind,
    };
}
