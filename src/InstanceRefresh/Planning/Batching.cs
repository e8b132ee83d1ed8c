using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How instances fall into batches.</summary>
internal static class Batching
{
    /// <summary>With q = n / b and r = n mod b, the first r batches have q + 1 instances and the others q.</summary>
    public static ImmutableArray<int> Sizes(int instances, int batches)
        => batches < 1 || instances < 1
            ? []
            : [.. Enumerable.Range(0, batches).Select(index => (instances / batches) + (index < instances % batches ? 1 : 0))];

    /// <summary>The fewest batches of which none takes more than the given share out of service. One instance is always allowed.</summary>
    public static int NumberFor(int instances, int maxUnavailablePercent)
    {
        int size = (int)Math.Max(1, (long)instances * maxUnavailablePercent / 100);
        return Math.Max(1, (instances + size - 1) / size);
    }

    /// <summary>As the settings ask for, and no more than there are instances: an empty batch does not exist.</summary>
    public static int? NumberFor(int instances, RolloutSettings settings)
        => settings.BatchNumber is { } number ? Math.Min(number, Math.Max(1, instances))
            : settings.MaxUnavailablePercent is { } percent ? NumberFor(instances, percent)
            : null;

    /// <summary><c>4 batches of 3</c>, <c>3 batches (2, 2, 1)</c>, <c>40 batches (10 of 6, then 30 of 5)</c>.</summary>
    public static string Describe(ImmutableArray<int> sizes)
    {
        string count = sizes.Length == 1 ? "1 batch" : $"{sizes.Length} batches";
        if (sizes.IsEmpty || sizes[0] == sizes[^1])
            return sizes.IsEmpty ? count : $"{count} of {sizes[0]}";

        int larger = sizes.Count(size => size == sizes[0]);
        return sizes.Length <= 8
            ? $"{count} ({string.Join(", ", sizes)})"
            : $"{count} ({larger} of {sizes[0]}, then {sizes.Length - larger} of {sizes[^1]})";
    }
}
