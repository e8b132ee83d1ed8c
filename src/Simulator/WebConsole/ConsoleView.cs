using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Http;
using TencentcloudRefresh.Simulator.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.WebConsole;

/// <summary>What the page shows, as JSON: all groups by name, one of them whole. The page draws it and decides nothing.</summary>
internal static class ConsoleView
{
    private const int CallsShown = 100;
    private const int LinesShown = 200;

    /// <summary>Writes all of it: with the given group whole or, where that is null or not there, the one that is rolling.</summary>
    public static void Write(Utf8JsonWriter json, SimulatedCloud cloud, CallLog calls, string? groupId)
    {
        var log = calls.After(0);
        json.WriteStartObject();
        cloud.Access(world =>
        {
            WriteWorld(json, world, log, groupId);
            return true;
        });
        json.WriteString("clock", cloud.Time.Kind);
        json.WriteNumber("speed", cloud.Time.Speed);
        json.WriteStartArray("faults");
        foreach (var planned in cloud.Faults.Planned)
            JsonSerializer.Serialize(json, FaultFile.Of(planned), SimulatorJson.Files.FaultFile);
        json.WriteEndArray();
        json.WriteStartArray("calls");
        foreach (var call in log.TakeLast(CallsShown).Reverse())
            WriteCall(json, call);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void WriteWorld(Utf8JsonWriter json, World world, IReadOnlyList<ApiCall> calls, string? groupId)
    {
        json.WriteString("now", Text(world.Now));
        var shown = groupId is not null && world.Groups.TryGetValue(groupId, out var chosen) ? chosen : Rolling(world);
        json.WriteStartArray("groups");
        foreach (var group in world.Groups.Values)
        {
            json.WriteStartObject();
            json.WriteString("id", group.Id);
            json.WriteString("name", group.Name);
            json.WriteString("status", Newest(world, group)?.Status.Wire());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("group");
        if (shown is null)
            json.WriteNullValue();
        else
            ConsoleGroup.Write(json, world, shown, calls);
        WriteAlarms(json, world);
        json.WriteStartArray("journal");
        foreach (var line in world.Journal.Where(line => shown is null || line.GroupId.Length == 0 || line.GroupId == shown.Id).TakeLast(LinesShown).Reverse())
            WriteLine(json, line);
        json.WriteEndArray();
    }

    /// <summary>The group whose rollout lives and is the latest; else that with the latest rollout; else the first.</summary>
    private static ScalingGroup? Rolling(World world) => world.Groups.Values
        .OrderByDescending(group => Newest(world, group) is { IsAlive: true })
        .ThenByDescending(group => Newest(world, group)?.CreatedTime ?? DateTimeOffset.MinValue)
        .FirstOrDefault();

    private static RefreshActivity? Newest(World world, ScalingGroup group)
        => world.ActivityIdsOf(group.Id) is { Count: > 0 } ids ? world.Activity(ids[^1]) : null;

    private static void WriteAlarms(Utf8JsonWriter json, World world)
    {
        json.WriteStartArray("alarms");
        foreach (var alarm in world.Alarms.Reverse())
        {
            json.WriteStartObject();
            json.WriteString("policyId", alarm.PolicyId);
            json.WriteString("content", alarm.Content);
            json.WriteString("begin", Text(alarm.Begin));
            json.WriteString("end", Text(alarm.End));
            json.WriteBoolean("lasts", alarm.LastsAt(world.Now));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, JournalEntry line)
    {
        json.WriteStartObject();
        json.WriteString("time", Text(line.Time));
        json.WriteString("activityId", line.ActivityId);
        json.WriteString("text", line.Text);
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
}
