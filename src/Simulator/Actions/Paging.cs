using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>What all describe calls have in common: ids or filters, and a window on what fits.</summary>
internal static class Paging
{
    private const string TooMany = "InvalidParameterValue.LimitExceeded";

    private static readonly Shape Filter = Shape.Members(
        ("Name!", Shape.Text),
        ("Values!", Shape.List(Shape.Text, 5, "LimitExceeded.FilterValuesTooLong")));

    /// <summary>The shape of a describe call with ids of one kind.</summary>
    public static ObjectShape By(string ids, Shape id, params (string Name, Shape Shape)[] more) => Shape.Members(
    [
        (ids, Shape.List(id, 100, TooMany)),
        ("Filters", Shape.List(Filter, 10, TooMany)),
        ("Limit", Shape.Whole(1, 100, TooMany)),
        ("Offset", Shape.Whole(0, int.MaxValue)),
        .. more,
    ]);

    public static int Limit(Input input) => (int)(input.Whole("Limit") ?? 20);

    public static int Offset(Input input) => (int)(input.Whole("Offset") ?? 0);

    /// <summary>The filters of a call, or the first that is none of the known ones.</summary>
    /// <param name="input">The call.</param>
    /// <param name="filters">Name and values of each.</param>
    /// <param name="known">Names; one that ends in a colon takes any ending.</param>
    public static Refusal? Filters(Input input, out ImmutableArray<(string Name, ImmutableArray<string> Values)> filters, params ReadOnlySpan<string> known)
    {
        filters = [.. input.Objects("Filters").Select(filter => (filter.Text("Name") ?? "", filter.Texts("Values")))];
        foreach (var (name, values) in filters)
        {
            if (!IsKnown(name, known))
                return new("InvalidParameterValue.Filter", $"The filter `{name}` is not one of {string.Join(", ", known!)}.");
            if (values.IsEmpty)
                return new("InvalidParameterValue.InvalidFilter", $"The filter `{name}` has no values.");
            if (name == "auto-scaling-group-id" && values.FirstOrDefault(value => !Ids.IsId(value, Ids.Group)) is { } wrong)
                return new("InvalidParameterValue.InvalidAutoScalingGroupId", $"The filter `{name}` has the value `{wrong}`, which is not the id of a group.");
        }

        return null;
    }

    /// <summary>Whether tags fit a filter by tag-key, tag-value or tag:key.</summary>
    public static bool FitsTags(IReadOnlyList<(string Key, string Value)> tags, string filter, ImmutableArray<string> values) => filter switch
    {
        "tag-key" => tags.Any(tag => values.Contains(tag.Key)),
        "tag-value" => tags.Any(tag => values.Contains(tag.Value)),
        _ => tags.Any(tag => tag.Key == filter["tag:".Length..] && values.Contains(tag.Value)),
    };

    private static bool IsKnown(string name, ReadOnlySpan<string> known)
    {
        foreach (var candidate in known)
        {
            if (candidate.EndsWith(':') ? name.StartsWith(candidate, StringComparison.Ordinal) && name.Length > candidate.Length : name == candidate)
                return true;
        }

        return false;
    }
}
