using System.Globalization;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>One thing of the recorded cloud through time: each poll of it, the latest last.</summary>
internal sealed class RecordedObject(string id)
{
    private readonly List<(DateTimeOffset Time, JsonElement? Seen)> _observations = [];

    public string Id { get; } = id;

    public DateTimeOffset FirstSeen => _observations[0].Time;

    /// <summary>When the service says it was made; for activities only.</summary>
    public DateTimeOffset? Created => First.TryGetProperty("CreatedTime", out var time) && time.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(time.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : null;

    /// <summary>As first seen.</summary>
    public JsonElement First => _observations[0].Seen!.Value;

    public string Text(string member) => TextOf(First, member);

    /// <param name="time">When it was looked at.</param>
    /// <param name="seen">As it was then; null if it was gone.</param>
    public void Add(DateTimeOffset time, JsonElement? seen)
    {
        // What is gone must have been there.
        if (seen is not null || _observations.Count > 0)
            _observations.Add((time, seen));
    }

    /// <summary>As last seen by then; before the first poll as it was at that. Null if it was gone.</summary>
    public JsonElement? At(DateTimeOffset now)
    {
        var found = _observations[0].Seen;
        foreach (var (time, seen) in _observations)
        {
            if (time > now)
                break;
            found = seen;
        }

        return found;
    }

    public static string TextOf(JsonElement item, string member)
        => item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
