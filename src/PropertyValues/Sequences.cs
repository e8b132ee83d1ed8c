using System.Collections.Immutable;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>Equality by content, which immutable arrays lack.</summary>
internal static class Sequences
{
    public static bool AreEqual<T>(ImmutableArray<T> left, ImmutableArray<T> right) => left.AsSpan().SequenceEqual(right.AsSpan());

    public static int HashOf<T>(ImmutableArray<T> items)
    {
        var hash = new HashCode();
        foreach (T item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
