using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

internal static class DescribeRefreshActivities
{
    // Ids are not checked for their shape: one that cannot be is simply not found.
    public static readonly ApiAction Action = new("DescribeRefreshActivities", Paging.By("RefreshActivityIds", Shape.Text), Answer);

    private static Refusal? Answer(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("RefreshActivityIds") && input.Has("Filters"))
            return new("InvalidParameter.Conflict", "RefreshActivityIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters,
            "auto-scaling-group-id", "refresh-activity-status-code", "refresh-activity-type", "refresh-activity-id") is { } refusal)
        {
            return refusal;
        }

        var ids = input.Texts("RefreshActivityIds");
        if (!ids.IsEmpty && world.Assumed.Is(Assumed.UnknownActivityIds, "refuse") && ids.FirstOrDefault(id => world.Activity(id) is null) is { } unknown)
            return new(Codes.ActivityNotFound, $"There is no activity `{unknown}`.");

        var oldest = world.Assumed[Assumed.RetentionDays] is var days and not "0"
            ? world.Now - TimeSpan.FromDays(int.Parse(days, CultureInfo.InvariantCulture))
            : DateTimeOffset.MinValue;
        var found = new List<RefreshActivity>();
        foreach (var id in Candidates(world, ids, filters))
        {
            if (world.Activity(id) is { } activity && (activity.EndTime ?? world.Now) >= oldest && filters.All(filter => Fits(activity, filter.Name, filter.Values)))
                found.Add(activity);
        }

        if (world.Assumed.Is(Assumed.ActivityOrder, "newestFirst"))
            found.Reverse();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("RefreshActivitySet");
        foreach (var activity in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            ActivityWriter.Write(answer, activity, world.Assumed);
        answer.WriteEndArray();
        return null;
    }

    /// <summary>As few as the call allows to look at, oldest first.</summary>
    private static IEnumerable<string> Candidates(World world, ImmutableArray<string> ids, ImmutableArray<(string Name, ImmutableArray<string> Values)> filters)
    {
        if (ids.Length == 1)
            return ids;
        if (!ids.IsEmpty)
            return world.ActivityIds.Where(ids.ToHashSet(StringComparer.Ordinal).Contains);
        var byGroup = filters.FirstOrDefault(filter => filter.Name == "auto-scaling-group-id").Values;
        return byGroup is { IsDefault: false, Length: 1 } ? world.ActivityIdsOf(byGroup[0]) : world.ActivityIds;
    }

    private static bool Fits(RefreshActivity activity, string filter, ImmutableArray<string> values) => filter switch
    {
        "auto-scaling-group-id" => values.Contains(activity.GroupId),
        "refresh-activity-status-code" => values.Contains(activity.Status.Wire()),
        "refresh-activity-type" => values.Contains(activity.Type.Wire()),
        _ => values.Contains(activity.Id),
    };
}
