using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>The settings of a stack by full key, <c>namespace:name</c>. A key without a namespace belongs to the project.</summary>
internal sealed record StackConfig(string Project, ImmutableSortedDictionary<string, ConfigValue> Values)
{
    public static StackConfig Empty(string project) => new(project, ImmutableSortedDictionary.Create<string, ConfigValue>(StringComparer.Ordinal));

    public static string FullKey(string key, string project) => key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";

    public StackConfig With(string key, ConfigValue value) => this with { Values = Values.SetItem(FullKey(key, Project), value) };

    public ConfigValue? Find(string key) => Values.TryGetValue(FullKey(key, Project), out ConfigValue value) ? value : null;

    /// <summary>The settings of one package, keys without namespace: the inputs of its default provider.</summary>
    public IEnumerable<KeyValuePair<string, ConfigValue>> Namespace(string package)
    {
        string prefix = package + ":";
        return Values
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], entry.Value));
    }

    /// <summary>PULUMI_CONFIG of a program: every setting in clear.</summary>
    public string ToProgramJson()
        => new JsonObject(Values.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value.Text))).ToJsonString();

    /// <summary>PULUMI_CONFIG_SECRET_KEYS of a program.</summary>
    public string SecretKeysJson() => new JsonArray([.. Values.Where(entry => entry.Value.IsSecret).Select(entry => (JsonNode?)entry.Key)]).ToJsonString();
}
