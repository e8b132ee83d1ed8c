using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>Deals machines to batches.</summary>
internal static class BatchPlan
{
    /// <summary>The sizes of the batches: even to within one, larger ones first; or as many as possible of the largest size.</summary>
    public static ImmutableArray<int> Sizes(int instances, int batches, AssumptionSet assumed)
    {
        if (assumed.Is(Assumed.BatchSplit, "ceiling"))
        {
            var size = (instances + batches - 1) / batches;
            return [.. Enumerable.Range(0, (instances + size - 1) / size).Select(i => Math.Min(size, instances - (i * size)))];
        }

        var (quotient, rest) = Math.DivRem(instances, batches);
        return [.. Enumerable.Range(0, batches).Select(i => quotient + (i < rest ? 1 : 0))];
    }

    public static ImmutableArray<RefreshBatch> Deal(IReadOnlyList<BatchInstance> instances, int batches, AssumptionSet assumed)
    {
        var dealt = ImmutableArray.CreateBuilder<RefreshBatch>(batches);
        var next = 0;
        foreach (var size in Sizes(instances.Count, batches, assumed))
        {
            dealt.Add(new() { Number = dealt.Count + 1, Instances = [.. instances.Skip(next).Take(size)] });
            next += size;
        }

        return dealt.ToImmutable();
    }

    public static IEnumerable<Instance> InOrder(IEnumerable<Instance> instances, AssumptionSet assumed)
        => assumed.Is(Assumed.InstanceOrder, "id")
            ? instances.OrderBy(instance => instance.Id, StringComparer.Ordinal)
            : instances.OrderBy(instance => instance.AddTime).ThenBy(instance => instance.Id, StringComparer.Ordinal);
}
