using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Http;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.WebConsole;

/// <summary>What the page shows of one group, as JSON. The page draws it and decides nothing.</summary>
internal static class ConsoleView
{
    private const int CallsShown = 100;
    private const int HistoryShown = 20;

    /// <summary>A fleet may have two thousand machines; more than this many squares help nobody. Those of a rollout come first.</summary>
    private const int InstancesShown = 400;

    public static void Write(Utf8JsonWriter json, SimulatedCloud cloud, CallLog calls, string? groupId)
    {
        json.WriteStartObject();
        cloud.Access(world =>
        {
            WriteWorld(json, world, groupId);
            return true;
        });
        json.WriteString("clock", cloud.Time.Kind);
        json.WriteNumber("speed", cloud.Time.Speed);
        json.WriteStartArray("calls");
        foreach (var call in calls.After(0).TakeLast(CallsShown).Reverse())
            WriteCall(json, call);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWorld(Utf8JsonWriter json, World world, string? groupId)
    {
        json.WriteString("now", Text(world.Now));
        json.WriteStartArray("groups");
        foreach (var group in world.Groups.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", group.Id);
            json.WriteString("name", group.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var shown = groupId is not null && world.Groups.TryGetValue(groupId, out var chosen) ? chosen : world.Groups.Values.FirstOrDefault();
        json.WritePropertyName("group");
        if (shown is null)
            json.WriteNullValue();
        else
            WriteGroup(json, world, shown);
    }

    private static void WriteGroup(Utf8JsonWriter json, World world, ScalingGroup group)
    {
        var activities = world.ActivityIdsOf(group.Id).Reverse().Select(id => world.Activity(id)!).ToImmutableArray();
        var newest = activities.FirstOrDefault();
        world.Configurations.TryGetValue(group.LaunchConfigurationId, out var configuration);
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteString("status", group.Status);
        json.WriteString("enabled", group.Enabled ? "ENABLED" : "DISABLED");
        json.WriteNumber("instanceCount", group.Instances.Length);
        json.WriteNumber("desired", group.DesiredCapacity);
        json.WriteNumber("min", group.MinSize);
        json.WriteNumber("max", group.MaxSize);
        json.WriteString("launchConfigurationId", group.LaunchConfigurationId);
        json.WriteNumber("launchConfigurationVersion", configuration?.Version ?? 0);
        json.WriteString("imageId", configuration?.ImageId);
        WriteInstances(json, group, newest);
        json.WritePropertyName("activity");
        if (newest is null)
            json.WriteNullValue();
        else
            WriteActivity(json, world, newest);
        json.WriteStartArray("history");
        foreach (var activity in activities.Skip(1).Take(HistoryShown))
            WriteHeadline(json, activity, close: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInstances(Utf8JsonWriter json, ScalingGroup group, RefreshActivity? activity)
    {
        var parts = (activity?.Batches ?? []).SelectMany(batch => batch.Instances.Select(instance => (batch.Number, instance)))
            .ToDictionary(part => part.instance.InstanceId, StringComparer.Ordinal);
        json.WriteStartArray("instances");
        foreach (var instance in group.Instances.OrderBy(instance => parts.TryGetValue(instance.Id, out var part) ? part.Number : int.MaxValue).Take(InstancesShown))
        {
            json.WriteStartObject();
            json.WriteString("id", instance.Id);
            json.WriteString("state", instance.State.Wire());
            json.WriteString("imageId", instance.ImageId);
            if (parts.TryGetValue(instance.Id, out var part))
            {
                json.WriteNumber("batch", part.Number);
                json.WriteString("refresh", part.instance.Status.Wire());
                json.WriteString("message", part.instance.Message);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteActivity(Utf8JsonWriter json, World world, RefreshActivity activity)
    {
        WriteHeadline(json, activity, close: false);
        json.WriteNumber("currentBatch", activity.CurrentBatch);
        json.WriteStartArray("allowed");
        foreach (var (request, action) in Operations)
        {
            if (world.Ask(activity, request) == Verdict.Accept)
                json.WriteStringValue(action);
        }

        json.WriteEndArray();
        json.WriteStartArray("batches");
        foreach (var batch in activity.Batches)
        {
            json.WriteStartObject();
            json.WriteNumber("number", batch.Number);
            json.WriteString("status", batch.Status.Wire());
            json.WriteString("startTime", Text(batch.StartTime));
            json.WriteString("endTime", Text(batch.EndTime));
            json.WriteNumber("instances", batch.Instances.Length);
            json.WriteNumber("successful", batch.Instances.Count(instance => instance.Status == BatchInstanceStatus.Successful));
            json.WriteNumber("failed", batch.Instances.Count(instance => instance.Status == BatchInstanceStatus.Failed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static readonly ImmutableArray<(ActivityRequest, string)> Operations =
        [(ActivityRequest.Stop, "StopInstanceRefresh"), (ActivityRequest.Resume, "ResumeInstanceRefresh"), (ActivityRequest.Cancel, "CancelInstanceRefresh")];

    private static void WriteHeadline(Utf8JsonWriter json, RefreshActivity activity, bool close)
    {
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        json.WriteString("type", activity.Type.Wire());
        json.WriteString("status", activity.Status.Wire());
        json.WriteString("createdTime", Text(activity.CreatedTime));
        json.WriteString("startTime", Text(activity.StartTime));
        json.WriteString("endTime", Text(activity.EndTime));
        if (close)
            json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteStartObject();
        json.WriteString("time", Text(call.Time));
        json.WriteString("action", call.Action);
        json.WriteString("errorCode", call.ErrorCode);
        json.WriteString("requestId", call.RequestId);
        json.WriteEndObject();
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
