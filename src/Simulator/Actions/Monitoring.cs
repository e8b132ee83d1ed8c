using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The two calls of the monitor that watch alarm policies.</summary>
internal static class Monitoring
{
    private const string Version = "2018-07-24";

    private static readonly Shape Module = Shape.Choice("monitor");

    public static IEnumerable<ApiAction> All() =>
    [
        new ApiAction("DescribeAlarmHistories", Shape.Members(
            ("Module!", Module), ("PageNumber", Shape.Whole(1, int.MaxValue)), ("PageSize", Shape.Whole(1, 100)), ("Order", Shape.Choice("ASC", "DESC")),
            ("StartTime", Shape.Whole(0)), ("EndTime", Shape.Whole(0)), ("MonitorTypes", Shape.List(Shape.Text)), ("AlarmObject", Shape.Text),
            ("AlarmStatus", Shape.List(Shape.Choice("ALARM", "OK", "NO_CONF", "NO_DATA"))), ("ProjectIds", Shape.List(Shape.Whole())),
            ("InstanceGroupIds", Shape.List(Shape.Whole())), ("Namespaces", Shape.List(Shape.Any)), ("MetricNames", Shape.List(Shape.Text)),
            ("PolicyName", Shape.Text), ("Content", Shape.Text), ("ReceiverUids", Shape.List(Shape.Whole())), ("ReceiverGroups", Shape.List(Shape.Whole())),
            ("PolicyIds", Shape.List(Shape.Text)), ("AlarmLevels", Shape.List(Shape.Choice("Remind", "Serious", "Warn")))), Histories)
            with { Service = "monitor", Version = Version },
        new ApiAction("DescribeAlarmPolicy", Shape.Members(("Module!", Module), ("PolicyId!", Shape.Text)), Policy) with { Service = "monitor", Version = Version, PerSecond = 60 },
    ];

    private static Refusal? Histories(World world, Input input, Utf8JsonWriter answer)
    {
        var (from, to) = (Time(input, "StartTime") ?? world.Now.AddDays(-1), Time(input, "EndTime") ?? world.Now.AddSeconds(1));
        var (policies, statuses) = (input.Texts("PolicyIds"), input.Texts("AlarmStatus"));
        var found = world.Alarms
            // To the second, and only what began later or earlier.
            .Where(alarm => Seconds(alarm.Begin) > from.ToUnixTimeSeconds() && Seconds(alarm.Begin) < to.ToUnixTimeSeconds())
            .Where(alarm => policies.IsEmpty || policies.Contains(alarm.PolicyId))
            .Where(alarm => statuses.IsEmpty || statuses.Contains(StatusOf(alarm, world.Now)))
            .ToList();
        if (input.Text("Order") is not "ASC")
            found.Reverse();
        var (page, size) = ((int)(input.Whole("PageNumber") ?? 1), (int)(input.Whole("PageSize") ?? 20));
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("Histories");
        foreach (var alarm in found.Skip((page - 1) * size).Take(size))
            Write(answer, world, alarm);
        answer.WriteEndArray();
        return null;
    }

    private static void Write(Utf8JsonWriter json, World world, Alarm alarm)
    {
        var policy = world.Policies.GetValueOrDefault(alarm.PolicyId);
        json.WriteStartObject();
        json.WriteString("AlarmId", alarm.Id);
        json.WriteString("MonitorType", "MT_QCE");
        json.WriteString("Namespace", "cvm_device");
        json.WriteString("AlarmObject", alarm.InstanceId ?? "");
        json.WriteString("Content", alarm.Content);
        json.WriteNumber("FirstOccurTime", Seconds(alarm.Begin));
        json.WriteNumber("LastOccurTime", Seconds(alarm.End < world.Now ? alarm.End.Value : world.Now));
        json.WriteString("AlarmStatus", StatusOf(alarm, world.Now));
        json.WriteString("PolicyId", alarm.PolicyId);
        json.WriteString("PolicyName", policy?.Name ?? "");
        json.WriteNumber("PolicyExists", policy is null ? 0 : 1);
        json.WriteString("AlarmType", "METRIC");
        json.WriteString("AlarmLevel", "Warn");
        json.WriteString("Region", world.Region);
        json.WriteString("Dimensions", alarm.InstanceId is { } id ? $"{{\"unInstanceId\":\"{id}\"}}" : null);
        json.WriteNumber("ProjectId", 0);
        json.WriteNull("MetricsInfo");
        json.WriteEndObject();
    }

    private static Refusal? Policy(World world, Input input, Utf8JsonWriter answer)
    {
        if (!world.Policies.TryGetValue(input.Text("PolicyId")!, out var policy))
            return new("ResourceNotFound", $"There is no policy `{input.Text("PolicyId")}`.");
        answer.WriteStartObject("Policy");
        answer.WriteString("PolicyId", policy.Id);
        answer.WriteString("PolicyName", policy.Name);
        answer.WriteNumber("Enable", policy.Enabled ? 1 : 0);
        answer.WriteString("MonitorType", "MT_QCE");
        answer.WriteString("Namespace", "cvm_device");
        answer.WriteEndObject();
        return null;
    }

    private static string StatusOf(Alarm alarm, DateTimeOffset now) => alarm.LastsAt(now) ? "ALARM" : "OK";

    private static DateTimeOffset? Time(Input input, string name)
        => input.Whole(name) is >= 0 and < 253_402_300_800 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
