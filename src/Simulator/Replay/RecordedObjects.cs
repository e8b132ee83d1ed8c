using System.Collections.Immutable;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>All things of one kind that a recording shows. Questions may be put otherwise than they were recorded: by ids, by filters, in pages.</summary>
internal sealed class RecordedObjects
{
    private readonly DescribeTable _table;
    private readonly Dictionary<string, RecordedObject> _byId = new(StringComparer.Ordinal);
    private readonly List<RecordedObject> _inOrder = [];

    public RecordedObjects(DescribeTable table, IEnumerable<RecordedCall> calls)
    {
        _table = table;
        foreach (var call in calls)
            Add(call);
    }

    /// <summary>In the order in which they were first seen.</summary>
    public IReadOnlyList<RecordedObject> All => _inOrder;

    public RecordedObject? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What fits a question, as of a time. No ids: all; <paramref name="isThere"/> tells whether a thing is to be seen yet.</summary>
    public ImmutableArray<JsonElement> Show(ImmutableArray<string> ids, ImmutableArray<(string Name, ImmutableArray<string> Values)> filters, DateTimeOffset now, Func<RecordedObject, bool> isThere)
    {
        var shown = from entry in _inOrder
                    where ids.IsEmpty || ids.Contains(entry.Id)
                    where isThere(entry)
                    let item = entry.At(now)
                    where item is not null && filters.All(filter => Fits(item.Value, filter.Name, filter.Values))
                    select (entry, item.Value);
        // The service lists activities newest first; of other things nothing is known but the order in which they came.
        return [.. (_table.IsOfActivities ? shown.OrderByDescending(pair => pair.entry.Created ?? pair.entry.FirstSeen) : shown).Select(pair => pair.Value)];
    }

    private bool Fits(JsonElement item, string filter, ImmutableArray<string> values)
        => _table.Filters.FirstOrDefault(known => known.Name == filter).Member is not { } member || values.Contains(RecordedObject.TextOf(item, member));

    private void Add(RecordedCall call)
    {
        if (!call.Response.TryGetProperty(_table.Set, out var set) || set.ValueKind != JsonValueKind.Array)
            return;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var item in set.EnumerateArray())
        {
            var id = RecordedObject.TextOf(item, _table.Id);
            seen.Add(id);
            if (!_byId.TryGetValue(id, out var entry))
            {
                _byId.Add(id, entry = new(id));
                _inOrder.Add(entry);
            }

            entry.Add(call.Time, item);
        }

        // Asked for by its id and not listed: gone, or aged out.
        if (call.Request.TryGetProperty(_table.Ids, out var asked) && asked.ValueKind == JsonValueKind.Array)
        {
            foreach (var id in asked.EnumerateArray().Select(id => id.GetString() ?? ""))
            {
                if (!seen.Contains(id) && _byId.TryGetValue(id, out var entry))
                    entry.Add(call.Time, null);
            }
        }
    }
}
