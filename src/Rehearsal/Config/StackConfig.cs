using System.Collections.Immutable;
using System.Text.Json;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>The settings of a stack by full key, <c>namespace:name</c>. A key without a namespace belongs to the project.</summary>
internal sealed record StackConfig(string Project, ImmutableSortedDictionary<string, ConfigValue> Values)
{
    public static StackConfig Empty(string project) => new(project, ImmutableSortedDictionary.Create<string, ConfigValue>(StringComparer.Ordinal));

    public StackConfig With(string key, ConfigValue value) => this with { Values = Values.SetItem(FullKey(key), value) };

    /// <summary>Sets only what nobody has set yet.</summary>
    public StackConfig WithDefault(string key, ConfigValue value) => Values.ContainsKey(FullKey(key)) ? this : With(key, value);

    public StackConfig Without(string key) => this with { Values = Values.Remove(FullKey(key)) };

    public ConfigValue? Find(string key) => Values.TryGetValue(FullKey(key), out ConfigValue value) ? value : null;

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
        => JsonSerializer.Serialize(Values.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal));

    /// <summary>PULUMI_CONFIG_SECRET_KEYS of a program.</summary>
    public string SecretKeysJson() => JsonSerializer.Serialize(Values.Where(entry => entry.Value.IsSecret).Select(entry => entry.Key));

    /// <summary>Reads <c>key=value</c> of the command line.</summary>
    /// <exception cref="ConfigurationException">No equals sign, or nothing before it.</exception>
    public StackConfig WithAssignment(string assignment)
    {
        int cut = assignment.IndexOf('=', StringComparison.Ordinal);
        return cut > 0
            ? With(assignment[..cut].Trim(), new(assignment[(cut + 1)..], IsSecret: Find(assignment[..cut].Trim())?.IsSecret ?? false))
            : throw new ConfigurationException($"--config {assignment}: expected key=value, for example --config imageId=img-8toqc6s3.");
    }

    private string FullKey(string key) => key.Contains(':', StringComparison.Ordinal) ? key : $"{Project}:{key}";
}
