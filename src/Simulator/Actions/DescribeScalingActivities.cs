using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>DescribeAutoScalingActivities: newest first.</summary>
internal static class DescribeScalingActivities
{
    public static readonly ApiAction Action = new(
        "DescribeAutoScalingActivities", Paging.By("ActivityIds", Shape.Text, ("StartTime", Shape.Text), ("EndTime", Shape.Text)), Answer);

    private static Refusal? Answer(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("ActivityIds") && input.Has("Filters"))
            return new(world.Assumed[Assumed.IdsWithFiltersCode], "ActivityIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "auto-scaling-group-id", "activity-status-code", "activity-type", "activity-id") is { } refusal)
            return refusal;
        if (Time(input, "StartTime", out var from) is { } badStart)
            return badStart;
        if (Time(input, "EndTime", out var to) is { } badEnd)
            return badEnd;

        var ids = input.Texts("ActivityIds");
        var found = (ids.IsEmpty ? world.ScalingIds.Reverse() : ids.Distinct(StringComparer.Ordinal))
            .Select(world.Scaling).OfType<ScalingActivity>()
            // Times are ignored where ids are given.
            .Where(activity => !ids.IsEmpty || ((from is null || activity.StartTime >= from) && (to is null || activity.EndTime <= to)))
            .Where(activity => filters.All(filter => Fits(activity, filter.Name, filter.Values))).ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("ActivitySet");
        foreach (var activity in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            Write(answer, world, activity);
        answer.WriteEndArray();
        return null;
    }

    /// <summary>One activity as the API shows it.</summary>
    public static void Write(Utf8JsonWriter json, World world, ScalingActivity activity)
    {
        json.WriteStartObject();
        json.WriteString("ActivityId", activity.Id);
        json.WriteString("AutoScalingGroupId", activity.GroupId);
        json.WriteString("ActivityType", activity.Type);
        json.WriteString("StatusCode", activity.Status.Wire());
        json.WriteString("StatusMessage", activity.Message);
        json.WriteString("StatusMessageSimplified", activity.Message);
        json.WriteString("Cause", activity.Cause);
        json.WriteString("Description", activity.Description);
        json.WriteTime("CreatedTime", activity.StartTime);
        json.WriteTime("StartTime", activity.StartTime);
        json.WriteTime("EndTime", activity.EndTime);
        foreach (var name in new[] { "RelatedInstanceSet", "ActivityRelatedInstanceSet" })
        {
            json.WriteStartArray(name);
            foreach (var id in activity.InstanceIds)
            {
                json.WriteStartObject();
                json.WriteString("InstanceId", id);
                json.WriteString("InstanceStatus", StatusOf(world, activity, id));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("DetailedStatusMessageSet");
        json.WriteEndArray();
        HookActions.WriteResults(json, world, activity);
        json.WriteEndObject();
    }

    /// <summary>INIT, RUNNING, SUCCESSFUL or FAILED: of a batch each machine's own, of ordinary scaling the activity's.</summary>
    private static string StatusOf(World world, ScalingActivity activity, string instanceId)
    {
        var own = activity.RefreshActivityId is { } refresh
            ? world.Activity(refresh)?.Batches.SelectMany(batch => batch.Instances).FirstOrDefault(instance => instance.InstanceId == instanceId)?.Status
            : null;
        return (own, activity.Status) switch
        {
            (BatchInstanceStatus.Init or BatchInstanceStatus.Waiting, ScalingStatus.Running) => "INIT",
            (_, ScalingStatus.Running) => "RUNNING",
            (BatchInstanceStatus.Failed, _) or (null, ScalingStatus.Failed) => "FAILED",
            _ => "SUCCESSFUL",
        };
    }

    private static Refusal? Time(Input input, string name, out DateTimeOffset? time)
    {
        time = null;
        if (input.Text(name) is not { } text)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            return new(Codes.InvalidValue, $"The parameter `{name}` is `{text}`; it must be a time such as 2026-01-05T08:00:00Z.");
        time = parsed;
        return null;
    }

    private static bool Fits(ScalingActivity activity, string filter, ImmutableArray<string> values) => filter switch
    {
        "auto-scaling-group-id" => values.Contains(activity.GroupId),
        "activity-status-code" => values.Contains(activity.Status.Wire()),
        "activity-type" => values.Contains(activity.Type),
        _ => values.Contains(activity.Id),
    };
}
