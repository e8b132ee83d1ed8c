using System.Collections.Frozen;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Actions;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>
/// Answers from a recording instead of from a world. Describes show what the recorded client saw by this time of the service. The refresh writes are
/// accepted and change nothing: what they did is in the recording already. A start gives the id of the activity that the recorded client got.
/// </summary>
internal sealed class ReplayedService
{
    private readonly Lock _gate = new();
    private readonly Recording _recording;
    private readonly FrozenDictionary<string, RecordedObjects> _objects;
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);
    private DateTimeOffset _latest;

    public ReplayedService(Recording recording)
    {
        _recording = recording;
        _objects = DescribeTable.ByAction.Values.ToFrozenDictionary(
            table => table.Action, table => new RecordedObjects(table, recording.Calls.Where(call => call.Action == table.Action)), StringComparer.Ordinal);
    }

    private RecordedObjects Activities => _objects["DescribeRefreshActivities"];

    /// <summary>Writes the members of an answer as of a time of the service, or says why there is none.</summary>
    public Refusal? Answer(string action, Input input, DateTimeOffset now, Utf8JsonWriter answer)
    {
        lock (_gate)
        {
            // Only a reset turns the service's time back; then nothing has been started yet.
            if (now < _latest)
                _started.Clear();
            _latest = now;
            return action switch
            {
                _ when DescribeTable.ByAction.TryGetValue(action, out var table) => Describe(table, input, now, answer),
                "StartInstanceRefresh" => Begin(input, answer, entry => entry.Text("ActivityType") != "ROLLBACK"),
                "RollbackInstanceRefresh" => Begin(input, answer, entry => entry.Text("ActivityType") == "ROLLBACK"
                    && entry.Text("OriginRefreshActivityId") == input.Text("OriginRefreshActivityId")),
                "StopInstanceRefresh" or "ResumeInstanceRefresh" or "CancelInstanceRefresh" => Accept(input, now),
                _ => new("UnsupportedOperation", $"A replay answers Describe calls and the refresh actions, not {action}."),
            };
        }
    }

    private Refusal? Describe(DescribeTable table, Input input, DateTimeOffset now, Utf8JsonWriter answer)
    {
        if (Paging.Filters(input, out var filters, [.. table.Filters.Select(filter => filter.Name)]) is { } refusal)
            return refusal;
        var shown = _objects[table.Action].Show(input.Texts(table.Ids), filters, now, entry => !table.IsOfActivities || IsThere(entry, now));
        answer.WriteNumber("TotalCount", shown.Length);
        answer.WriteStartArray(table.Set);
        foreach (var item in shown.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            item.WriteTo(answer);
        answer.WriteEndArray();
        return null;
    }

    // The next one that nobody has been given yet.
    private Refusal? Begin(Input input, Utf8JsonWriter answer, Func<RecordedObject, bool> fits)
    {
        var group = input.Text("AutoScalingGroupId");
        var next = Activities.All.FirstOrDefault(entry => entry.Text("AutoScalingGroupId") == group && !WasThereBefore(entry) && !_started.Contains(entry.Id) && fits(entry));
        if (next is null)
            return new(Codes.InRefreshActivity, $"The recording holds no further activity of group `{group}` that could begin now.");
        _started.Add(next.Id);
        answer.WriteString("RefreshActivityId", next.Id);
        return null;
    }

    private Refusal? Accept(Input input, DateTimeOffset now)
        => Activities.Find(input.Text("RefreshActivityId") ?? "") is { } entry && IsThere(entry, now) && entry.Text("AutoScalingGroupId") == input.Text("AutoScalingGroupId")
            ? null
            : new(Codes.ActivityNotFound, $"The recording holds no activity `{input.Text("RefreshActivityId")}` of group `{input.Text("AutoScalingGroupId")}` by this time.");

    /// <summary>It was begun here, or it had shown up by this time whoever began it.</summary>
    private bool IsThere(RecordedObject entry, DateTimeOffset now) => _started.Contains(entry.Id) || WasThereBefore(entry) || entry.FirstSeen <= now;

    private bool WasThereBefore(RecordedObject entry) => (entry.Created ?? entry.FirstSeen) < _recording.Begin;
}
