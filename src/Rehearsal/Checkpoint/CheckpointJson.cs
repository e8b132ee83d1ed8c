using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>
/// A snapshot in the engine's own JSON, the form of <c>pulumi stack export</c> and <c>import</c>: version 3, or 4 where an entry has what engines older
/// than that would lose. The members of an entry are those of <see cref="ResourceState"/>; what has its default is not written.
/// </summary>
internal sealed class CheckpointJson
{
    /// <summary>Whose hand this is; the engine checks only that the magic beside it fits.</summary>
    private const string EngineVersion = "v3.0.0-rehearsal";

    private static readonly (string Name, Func<ResourceState, bool> IsNeeded)[] Features
        = [("taint", entry => entry.Taint), ("replaceWith", entry => !entry.ReplaceWith.IsEmpty)];

    private static readonly string[] FirstMembers = ["urn", "custom", "delete", "id", "type"];

    private readonly StackSecrets _secrets;
    private readonly JsonSerializerOptions _form;
    private string? _salt;

    public CheckpointJson(StackSecrets secrets)
    {
        _secrets = secrets;
        _form = new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 1000,
            TypeInfoResolver = CheckpointContext.Default.WithAddedModifier(PutInForm),
            Converters =
            {
                new PropertyConverter<PropertyMap>(map => new PropertyValue.Object(map), value => ((PropertyValue.Object)value).Members, secrets.Seal, Open),
                new PropertyConverter<PropertyValue>(value => value, value => value, secrets.Seal, Open),
                new TextsConverter(),
                new JsonStringEnumConverter<PendingKind>(JsonNamingPolicy.CamelCase),
            },
        };
    }

    public byte[] Write(Snapshot snapshot, DateTimeOffset now)
    {
        // Before the salt, which comes into being with the first secret.
        (JsonNode? resources, JsonNode? pending) = (Node(snapshot.Resources), Node(snapshot.PendingOperations));
        JsonObject deployment = new()
        {
            ["manifest"] = new JsonObject
            {
                ["time"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
                ["magic"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EngineVersion))),
                ["version"] = EngineVersion,
            },
        };
        if (_secrets.State is { } salt)
            deployment["secrets_providers"] = new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = salt } };
        deployment["resources"] = resources;
        if (!snapshot.PendingOperations.IsEmpty)
            deployment["pending_operations"] = pending;
        deployment["metadata"] = new JsonObject();
        string[] features = [.. Features.Where(feature => snapshot.Resources.Any(feature.IsNeeded)).Select(feature => feature.Name)];
        JsonObject root = features.Length > 0 ? new() { ["version"] = 4, ["features"] = Node(features) } : new() { ["version"] = 3 };
        root["deployment"] = deployment;
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, Shape<JsonObject>()), (byte)'\n'];
    }

    /// <exception cref="CheckpointException">No such form, or one from a newer engine.</exception>
    /// <exception cref="SecretsException">The secrets cannot be opened.</exception>
    public Snapshot Read(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
            return Read(document.RootElement);
        }
        catch (Exception broken)
            when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or PropertyFormatException)
        {
            throw new CheckpointException(broken is JsonException json
                ? $"this is not the JSON of a state; it goes wrong in line {(json.LineNumber ?? 0) + 1}."
                : $"this is not the JSON of a state: {broken.Message.TrimEnd('.')}.", broken);
        }
    }

    private Snapshot Read(JsonElement root)
    {
        int version = root.GetProperty("version").GetInt32();
        if (version is not (3 or 4))
            throw new CheckpointException($"the checkpoint has version {version}; versions 3 and 4 can be read.");
        string[] unknown = [.. Items<string>(root, "features").Except(Features.Select(feature => feature.Name))];
        if (unknown.Length > 0)
            throw new CheckpointException($"the checkpoint needs features that the rehearsal does not have: {string.Join(", ", unknown)}.");
        JsonElement deployment = root.GetProperty("deployment");
        ReadSalt(deployment);
        return new([.. Items<ResourceState>(deployment, "resources")], [.. Items<PendingOperation>(deployment, "pending_operations")]);
    }

    private void ReadSalt(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("secrets_providers", out JsonElement provider) || provider.ValueKind != JsonValueKind.Object)
            return;
        string? type = provider.GetProperty("type").GetString();
        if (type != "passphrase")
            throw new CheckpointException($"the checkpoint's secrets are kept by '{type}'; the rehearsal opens only those kept by a passphrase.");
        _salt = provider.GetProperty("state").GetProperty("salt").GetString() ?? "";
        _secrets.Continue(_salt);
    }

    private string Open(string sealedText) => _salt is null ? throw new FormatException("a secret without a salt") : _secrets.Open(sealedText, _salt);

    private JsonTypeInfo<T> Shape<T>() => (JsonTypeInfo<T>)_form.GetTypeInfo(typeof(T));

    private JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Shape<T>());

    private T[] Items<T>(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.Deserialize(Shape<T[]>())! : [];

    private static void PutInForm(JsonTypeInfo type)
    {
        // Who it is comes first, for people who read a state.
        foreach (JsonPropertyInfo member in type.Properties.Where(member => FirstMembers.Contains(member.Name)))
            member.Order = Array.IndexOf(FirstMembers, member.Name) - FirstMembers.Length;
        foreach (JsonPropertyInfo member in type.Properties.Where(member => !member.IsRequired))
        {
            member.ShouldSerialize = static (_, value) => value switch
            {
                null or "" or false or 0.0 => false,
                PropertyMap map => map.Count > 0,
                CustomTimeouts timeouts => timeouts != CustomTimeouts.None,
                IEnumerable list and not string => list.Cast<object?>().Any(),
                _ => true,
            };
        }
    }
}
