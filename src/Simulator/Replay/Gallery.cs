using System.Collections.Immutable;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>All things of one kind that a recording shows. Questions may be put otherwise than they were recorded: by ids, by filters, in pages.</summary>
internal sealed class Gallery
{
    private readonly DescribeTable _table;
    private readonly Dictionary<string, Exhibit> _byId = new(StringComparer.Ordinal);
    private readonly List<Exhibit> _inOrder = [];

    public Gallery(DescribeTable table, IEnumerable<RecordedCall> calls)
    {
        _table = table;
        foreach (var call in calls)
            Add(call);
    }

    /// <summary>In the order in which they were first seen.</summary>
    public IReadOnlyList<Exhibit> All => _inOrder;

    public Exhibit? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What fits a question, as of a time. No ids: all; <paramref name="isThere"/> tells whether a thing is to be seen yet.</summary>
    public ImmutableArray<JsonElement> Show(ImmutableArray<string> ids, ImmutableArray<(string Name, ImmutableArray<string> Values)> filters, DateTimeOffset now, Func<Exhibit, bool> isThere)
    {
        var shown = from exhibit in _inOrder
                    where ids.IsEmpty || ids.Contains(exhibit.Id)
                    where isThere(exhibit)
                    let item = exhibit.At(now)
                    where item is not null && filters.All(filter => Fits(item.Value, filter.Name, filter.Values))
                    select (exhibit, item.Value);
        // The service lists activities newest first; of other things nothing is known but the order in which they came.
        return [.. (_table.IsOfActivities ? shown.OrderByDescending(pair => pair.exhibit.Created ?? pair.exhibit.FirstSeen) : shown).Select(pair => pair.Value)];
    }

    private bool Fits(JsonElement item, string filter, ImmutableArray<string> values)
        => _table.Filters.FirstOrDefault(known => known.Name == filter).Member is not { } member || values.Contains(Exhibit.TextOf(item, member));

    private void Add(RecordedCall call)
    {
        if (!call.Response.TryGetProperty(_table.Set, out var set) || set.ValueKind != JsonValueKind.Array)
            return;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var item in set.EnumerateArray())
        {
            var id = Exhibit.TextOf(item, _table.Id);
            seen.Add(id);
            if (!_byId.TryGetValue(id, out var exhibit))
            {
                _byId.Add(id, exhibit = new(id));
                _inOrder.Add(exhibit);
            }

            exhibit.Add(call.Time, item);
        }

        // Asked for by its id and not listed: gone, or aged out.
        if (call.Request.TryGetProperty(_table.Ids, out var asked) && asked.ValueKind == JsonValueKind.Array)
        {
            foreach (var id in asked.EnumerateArray().Select(id => id.GetString() ?? ""))
            {
                if (!seen.Contains(id) && _byId.TryGetValue(id, out var exhibit))
                    exhibit.Add(call.Time, null);
            }
        }
    }
}
