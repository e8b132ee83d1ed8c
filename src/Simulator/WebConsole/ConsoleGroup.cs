using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Actions;
using TencentcloudRefresh.Simulator.Http;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.WebConsole;

/// <summary>One group with its newest activity, as JSON for the page.</summary>
internal static class ConsoleGroup
{
    private const int HistoryShown = 20;

    public static void Write(Utf8JsonWriter json, World world, ScalingGroup group, IReadOnlyList<ApiCall> calls)
    {
        var activities = world.ActivityIdsOf(group.Id).Reverse().Select(id => world.Activity(id)!).ToImmutableArray();
        var newest = activities.FirstOrDefault();
        world.Configurations.TryGetValue(group.LaunchConfigurationId, out var configuration);
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteString("name", group.Name);
        json.WriteString("status", group.Status);
        json.WriteString("enabled", group.Enabled ? "ENABLED" : "DISABLED");
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
            WriteActivity(json, world, newest, calls);
        json.WriteStartArray("history");
        foreach (var activity in activities.Skip(1).Take(HistoryShown))
        {
            json.WriteStartObject();
            WriteHeadline(json, activity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>In the order of their batches, so that a matrix shows a rollout from left to right.</summary>
    private static void WriteInstances(Utf8JsonWriter json, ScalingGroup group, RefreshActivity? activity)
    {
        var parts = (activity?.Batches ?? []).SelectMany(batch => batch.Instances.Select(instance => (batch.Number, instance)))
            .ToDictionary(part => part.instance.InstanceId, StringComparer.Ordinal);
        json.WriteStartArray("instances");
        foreach (var instance in group.Instances.OrderBy(instance => parts.TryGetValue(instance.Id, out var part) ? part.Number : int.MaxValue))
        {
            json.WriteStartObject();
            json.WriteString("id", instance.Id);
            json.WriteString("state", instance.State.Wire());
            json.WriteString("imageId", instance.ImageId);
            if (instance.Standby != Standby.No)
                json.WriteBoolean("standby", true);
            if (parts.TryGetValue(instance.Id, out var part))
            {
                json.WriteNumber("batch", part.Number);
                json.WriteString("refresh", part.instance.Status.Wire());
                if (part.instance.Message.Length > 0)
                    json.WriteString("message", part.instance.Message);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteActivity(Utf8JsonWriter json, World world, RefreshActivity activity, IReadOnlyList<ApiCall> calls)
    {
        json.WriteStartObject();
        WriteHeadline(json, activity);
        json.WriteNumber("currentBatch", activity.CurrentBatch);
        json.WriteStartArray("allowed");
        foreach (var action in Allowed(world, activity))
            json.WriteStringValue(action);
        json.WriteEndArray();
        WritePhases(json, world, activity, calls);
        json.WriteStartArray("batches");
        foreach (var batch in activity.Batches)
            WriteBatch(json, batch);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<string> Allowed(World world, RefreshActivity activity)
    {
        foreach (var (request, action) in Operations)
        {
            if (world.Ask(activity, request) == Verdict.Accept)
                yield return action;
        }

        if (StartActions.MayRollBack(world, activity) is null && world.ToRollBack(activity).Any())
            yield return "RollbackInstanceRefresh";
    }

    private static readonly ImmutableArray<(ActivityRequest, string)> Operations =
        [(ActivityRequest.Stop, "StopInstanceRefresh"), (ActivityRequest.Resume, "ResumeInstanceRefresh"), (ActivityRequest.Cancel, "CancelInstanceRefresh")];

    /// <summary>The statuses that it has had, as far as the journal reaches back. In a pause whoever verifies asks for alarms: it bakes.</summary>
    private static void WritePhases(Utf8JsonWriter json, World world, RefreshActivity activity, IReadOnlyList<ApiCall> calls)
    {
        var changes = world.Journal.Where(line => line.ActivityId == activity.Id && line.Status is not null).ToList();
        json.WriteStartArray("phases");
        for (var i = 0; i < changes.Count; i++)
        {
            var (from, to) = (changes[i].Time, i + 1 < changes.Count ? changes[i + 1].Time : activity.EndTime);
            json.WriteStartObject();
            json.WriteString("status", changes[i].Status);
            json.WriteString("from", ConsoleView.Text(from));
            json.WriteString("to", ConsoleView.Text(to));
            if (calls.Any(call => call.Action == "DescribeAlarmHistories" && call.Time >= from && !(call.Time > to)))
                json.WriteBoolean("bakes", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBatch(Utf8JsonWriter json, RefreshBatch batch)
    {
        json.WriteStartObject();
        json.WriteNumber("number", batch.Number);
        json.WriteString("status", batch.Status.Wire());
        json.WriteString("startTime", ConsoleView.Text(batch.StartTime));
        json.WriteString("endTime", ConsoleView.Text(batch.EndTime));
        json.WriteNumber("instances", batch.Instances.Length);
        json.WriteNumber("successful", batch.Instances.Count(instance => instance.Status == BatchInstanceStatus.Successful));
        json.WriteNumber("failed", batch.Instances.Count(instance => instance.Status == BatchInstanceStatus.Failed));
        json.WriteEndObject();
    }

    private static void WriteHeadline(Utf8JsonWriter json, RefreshActivity activity)
    {
        json.WriteString("id", activity.Id);
        json.WriteString("type", activity.Type.Wire());
        json.WriteString("originId", activity.OriginId);
        json.WriteString("status", activity.Status.Wire());
        json.WriteBoolean("alive", activity.IsAlive);
        json.WriteString("createdTime", ConsoleView.Text(activity.CreatedTime));
        json.WriteString("startTime", ConsoleView.Text(activity.StartTime));
        json.WriteString("endTime", ConsoleView.Text(activity.EndTime));
    }
}
