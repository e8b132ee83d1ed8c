using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.Checkpoint;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>
/// A file of settings, Pulumi.&lt;stack&gt;.yaml: keys with a namespace, structured values as JSON text, <c>secure:</c> values that stay closed
/// until they are asked for.
/// </summary>
/// <param name="path">Where it is, for messages.</param>
/// <param name="salt">What its secure values were sealed with; null if it has none.</param>
/// <param name="settings">Its settings by full key.</param>
internal sealed class StackFile(string path, string? salt, ImmutableSortedDictionary<string, YamlValue> settings)
{
    /// <summary>Members that bring settings from elsewhere.</summary>
    private static readonly string[] Environments = ["environment", "mainEnvironment"];

    /// <summary>What the CLI writes into such a file and reads from it. It passes over anything else, which is a setting in the wrong place.</summary>
    private static readonly string[] TopKeys = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", .. Environments];

    /// <exception cref="ConfigurationException">No such file, no YAML, or something in it that cannot be used.</exception>
    public static StackFile Read(string path, string project) => YamlFile.Read(path, root => Read(root, path, project));

    /// <summary>Whether the file keeps the setting, or a part of it, encrypted.</summary>
    public bool IsSecret(string key) => settings.TryGetValue(key, out YamlValue? value) && HasSecret(value);

    /// <summary>All settings but those that are given otherwise.</summary>
    /// <param name="secrets">Opens secure values.</param>
    /// <param name="isGiven">Settings that are not asked for: their secure values stay closed.</param>
    /// <exception cref="ConfigurationException">A secure value, and nothing that it was sealed with.</exception>
    /// <exception cref="SecretsException">A value that cannot be opened, since the passphrase is another one.</exception>
    public IEnumerable<KeyValuePair<string, ConfigValue>> Open(StackSecrets secrets, Func<string, bool> isGiven)
        => settings.Where(setting => !isGiven(setting.Key)).Select(setting => KeyValuePair.Create(setting.Key, Open(setting.Key, setting.Value, secrets)));

    private static StackFile Read(YamlValue.Mapping root, string path, string project)
    {
        foreach ((string key, YamlValue value) in root.Members.Where(member => !TopKeys.Contains(member.Key)))
            throw new YamlErrorException($"{key} is no key of a stack's file, which has {string.Join(", ", TopKeys)}: a setting goes under config", value.Line);
        foreach (string name in Environments)
        {
            if (root.Find(name) is { } environment and not YamlValue.Scalar { Content: null } and not YamlValue.Sequence { Items: [] })
            {
                throw new YamlErrorException(
                    $"{name} is not supported: its settings are kept by Pulumi Cloud; put them into the file, or name a stack without it", environment.Line);
            }
        }

        YamlValue.Mapping? given = root.Find("config") switch
        {
            null or YamlValue.Scalar { Content: null } => null,
            YamlValue.Mapping map => map,
            { } other => throw new YamlErrorException($"config must be a map of settings, not {other.Kind}", other.Line),
        };
        Dictionary<string, YamlValue> settings = new(StringComparer.Ordinal);
        foreach ((string key, YamlValue value) in given?.Members ?? ImmutableSortedDictionary<string, YamlValue>.Empty)
        {
            if (!settings.TryAdd(StackConfig.FullKey(key, project), Checked(value)))
                throw new YamlErrorException($"{key} is there twice, with and without the project's name", value.Line);
        }

        return new(path, root.Text("encryptionsalt"), settings.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>What JSON does not have is reported with its line, not when the setting is opened.</summary>
    private static YamlValue Checked(YamlValue value)
    {
        if (value is not YamlValue.Scalar)
            _ = value.ToJson();
        return value;
    }

    private ConfigValue Open(string key, YamlValue value, StackSecrets secrets)
    {
        bool isSecret = HasSecret(value);
        return value switch
        {
            YamlValue.Scalar scalar => new(scalar.Text, isSecret),
            YamlValue.Mapping map when Sealed(map) is { } text => new(Opened(key, text, secrets), isSecret),
            _ => new(Json(key, value, secrets)!.ToJsonString(JsonText.Plain), isSecret),
        };
    }

    private JsonNode? Json(string key, YamlValue value, StackSecrets secrets) => value switch
    {
        YamlValue.Mapping map when Sealed(map) is { } text => Opened(key, text, secrets),
        YamlValue.Mapping map => new JsonObject(map.Members.Select(member => KeyValuePair.Create(member.Key, Json(key, member.Value, secrets)))),
        YamlValue.Sequence list => new JsonArray([.. list.Items.Select(item => Json(key, item, secrets))]),
        _ => value.ToJson(),
    };

    private string Opened(string key, string text, StackSecrets secrets) => salt is null
        ? throw new ConfigurationException(
            $"{path}: {key} is a secure value, but the file has no encryptionsalt to open it with. Give the setting with --config {key}=…")
        : secrets.Open(text, salt);

    private static bool HasSecret(YamlValue value) => value switch
    {
        YamlValue.Mapping map => Sealed(map) is not null || map.Members.Values.Any(HasSecret),
        YamlValue.Sequence list => list.Items.Any(HasSecret),
        _ => false,
    };

    /// <summary>The sealed text of <c>{secure: …}</c>; null for anything else.</summary>
    private static string? Sealed(YamlValue.Mapping map)
        => map.Members.Count == 1 && map.Find("secure") is YamlValue.Scalar { Content: string text } ? text : null;
}
