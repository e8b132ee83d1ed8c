using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>A resource's properties and how they travel. Both directions, checks and updates are read off the same rows.</summary>
internal sealed class PropertyTable(params ImmutableArray<PropertyRow> rows)
{
    public ImmutableArray<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. rows.Where(row => row.Required && inputs.Find(row.Property) is null or PropertyValue.Null)
            .Select(row => new CheckFailure(row.Property, "is required")),
        .. inputs.Keys.Where(key => rows.All(row => row.Property != key))
            .Select(key => new CheckFailure(key,
                $"is not a property of this resource; it has {string.Join(", ", rows.Select(row => row.Property))}")),
    ];

    /// <summary>The members of a request that makes the resource.</summary>
    public JsonObject CreateRequest(PropertyMap inputs) => Request(inputs, rows);

    /// <summary>The members that changed, each as a whole: parts of an object that are left out would fall back to their defaults.</summary>
    public JsonObject UpdateRequest(PropertyMap olds, PropertyMap news)
    {
        HashSet<string> changed = [.. rows.Where(row => row.Updatable && IsChanged(row, olds, news)).Select(row => row.RequestMember)];
        return Request(news, [.. rows.Where(row => row.Updatable && changed.Contains(row.RequestMember))]);
    }

    public bool IsChanged(string property, PropertyMap olds, PropertyMap news) => IsChanged(rows.Single(row => row.Property == property), olds, news);

    public ProviderDiff Diff(PropertyMap olds, PropertyMap news, IEnumerable<string> ignoreChanges)
    {
        PropertyMap wanted = rows.Where(row => row.Computed && !news.ContainsKey(row.Property) && olds.ContainsKey(row.Property))
            .Aggregate(news, (map, row) => map.With(row.Property, olds[row.Property]));
        return InputComparison.Between(olds, wanted, ignoreChanges);
    }

    /// <summary>Inputs as the service has them now. With old inputs only their properties are reported, so that defaults are no difference.</summary>
    public PropertyMap ReadInputs(JsonObject answer, PropertyMap? olds)
    {
        PropertyMap inputs = PropertyMap.Empty;
        foreach (PropertyRow row in rows.Where(row => olds is null || olds.ContainsKey(row.Property)))
        {
            PropertyValue? old = olds?.Find(row.Property)?.Unwrapped();
            PropertyValue? now = row.WriteOnly ? old : row.ToProperty(At(answer, row.AnswerPath ?? row.RequestPath)) ?? old;
            if (now is not null && (olds is not null || !IsEmpty(now)))
                inputs = inputs.With(row.Property, Like(old, now));
        }

        return inputs;
    }

    /// <summary>What nobody set comes back empty; nobody would write that into a program.</summary>
    private static bool IsEmpty(PropertyValue value) => value is PropertyValue.Text { Value: "" } or PropertyValue.Array { Items.IsEmpty: true };

    /// <summary>Members that only answers have are no drift: a program that wrote a host name did not write its delimiter.</summary>
    private static PropertyValue Like(PropertyValue? old, PropertyValue now) => (old, now) switch
    {
        (PropertyValue.Object was, PropertyValue.Object has) when was.Members.Count > 0 && was.Members.Keys.Any(has.Members.ContainsKey)
            => new PropertyValue.Object(PropertyMap.From(has.Members
                .Where(member => was.Members.ContainsKey(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, Like(was.Members[member.Key], member.Value))))),
        (PropertyValue.Array was, PropertyValue.Array has) when was.Items.Length == has.Items.Length
            => new PropertyValue.Array([.. was.Items.Zip(has.Items, Like)]),
        _ => now,
    };

    private static JsonObject Request(PropertyMap inputs, ImmutableArray<PropertyRow> rows)
    {
        JsonObject request = [];
        foreach (PropertyRow row in rows)
        {
            JsonNode? value = inputs.Find(row.Property) is { } set and not PropertyValue.Null ? row.ToJson(set) : row.Default?.DeepClone();
            if (value is not null)
                Put(request, row.RequestPath, value);
        }

        return request;
    }

    private static bool IsChanged(PropertyRow row, PropertyMap olds, PropertyMap news)
        => news.Find(row.Property) is { } now && !now.Equals(olds.Find(row.Property));

    private static void Put(JsonObject request, string path, JsonNode value)
    {
        string[] names = path.Split('.');
        foreach (string name in names[..^1])
            request = (JsonObject)(request[name] ??= new JsonObject());
        request[names[^1]] = value;
    }

    private static JsonNode? At(JsonNode? answer, string path) => path.Split('.').Aggregate(answer, (node, name) => (node as JsonObject)?[name]);
}
