using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Reads what <see cref="CheckpointWriter"/> or <c>pulumi stack export</c> wrote.</summary>
internal sealed class CheckpointReader(StackSecrets secrets)
{
    private static readonly HashSet<string> KnownFeatures = new(StringComparer.Ordinal) { "refreshBeforeUpdate", "taint", "replaceWith" };

    private string? _salt;

    /// <exception cref="CheckpointException">No such form, or one from a newer engine.</exception>
    /// <exception cref="SecretsException">The secrets cannot be opened.</exception>
    public Snapshot Read(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
            return ReadRoot(document.RootElement);
        }
        catch (Exception broken)
            when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or PropertyFormatException)
        {
            throw new CheckpointException($"the checkpoint is damaged: {broken.Message}", broken);
        }
    }

    private Snapshot ReadRoot(JsonElement root)
    {
        int version = root.GetProperty("version").GetInt32();
        if (version is not (3 or 4))
            throw new CheckpointException($"the checkpoint has version {version}; versions 3 and 4 can be read.");
        string[] unknown = [.. Texts(root, "features").Where(feature => !KnownFeatures.Contains(feature))];
        if (unknown.Length > 0)
            throw new CheckpointException($"the checkpoint needs features that the rehearsal does not have: {string.Join(", ", unknown)}.");
        JsonElement deployment = root.GetProperty("deployment");
        ReadSalt(deployment);
        return new(
            [.. Items(deployment, "resources").Select(ReadResource)],
            [.. Items(deployment, "pending_operations")
                .Select(pending => new PendingOperation(ReadResource(pending.GetProperty("resource")), KindOf(pending)))]);
    }

    private void ReadSalt(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("secrets_providers", out JsonElement provider) || provider.ValueKind != JsonValueKind.Object)
            return;
        string type = Text(provider, "type");
        if (type != "passphrase")
            throw new CheckpointException($"the checkpoint's secrets are kept by '{type}'; the rehearsal opens only those kept by a passphrase.");
        _salt = Text(provider.GetProperty("state"), "salt");
        secrets.Continue(_salt);
    }

    private ResourceState ReadResource(JsonElement json) => new()
    {
        Urn = Text(json, "urn"),
        Type = Text(json, "type"),
        Custom = Flag(json, "custom"),
        Id = Text(json, "id"),
        Delete = Flag(json, "delete"),
        PendingReplacement = Flag(json, "pendingReplacement"),
        Inputs = Properties(json, "inputs"),
        Outputs = Properties(json, "outputs"),
        Parent = Text(json, "parent"),
        Provider = Text(json, "provider"),
        Dependencies = Texts(json, "dependencies"),
        PropertyDependencies = PropertyDependencies(json),
        InitErrors = Texts(json, "initErrors"),
        Timeouts = Timeouts(json),
        Created = Time(json, "created"),
        Modified = Time(json, "modified"),
        Protect = Flag(json, "protect"),
        RetainOnDelete = Flag(json, "retainOnDelete"),
        External = Flag(json, "external"),
        RefreshBeforeUpdate = Flag(json, "refreshBeforeUpdate"),
        AdditionalSecretOutputs = Texts(json, "additionalSecretOutputs"),
        IgnoreChanges = Texts(json, "ignoreChanges"),
        ReplaceOnChanges = Texts(json, "replaceOnChanges"),
        DeletedWith = Text(json, "deletedWith"),
        ImportId = Text(json, "importID"),
        ReplaceWith = Texts(json, "replaceWith"),
        ReplacementTrigger = json.TryGetProperty("replacementTrigger", out JsonElement trigger) ? Value(trigger) : null,
        Taint = Flag(json, "taint"),
    };

    private PropertyMap Properties(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object
        ? ((PropertyValue.Object)Value(value)).Members
        : PropertyMap.Empty;

    private PropertyValue Value(JsonElement json) => PropertyJson.Read(json, _salt is null ? null : sealedText => secrets.Open(sealedText, _salt));

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies(JsonElement json)
        => json.TryGetProperty("propertyDependencies", out JsonElement map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => TextsOf(entry.Value), StringComparer.Ordinal)
            : ResourceState.NoPropertyDependencies;

    private static CustomTimeouts Timeouts(JsonElement json)
    {
        if (!json.TryGetProperty("customTimeouts", out JsonElement timeouts) || timeouts.ValueKind != JsonValueKind.Object)
            return CustomTimeouts.None;
        double Seconds(string name)
            => timeouts.TryGetProperty(name, out JsonElement seconds) && seconds.ValueKind == JsonValueKind.Number ? seconds.GetDouble() : 0;
        return new(Seconds("create"), Seconds("update"), Seconds("delete"), Seconds("read"));
    }

    private static PendingKind KindOf(JsonElement pending) => Enum.TryParse(Text(pending, "type"), ignoreCase: true, out PendingKind kind)
        ? kind
        : throw new FormatException($"'{Text(pending, "type")}' is no kind of pending operation.");

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static string Text(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static DateTimeOffset? Time(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) ? value.GetDateTimeOffset() : null;

    private static ImmutableArray<string> Texts(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) ? TextsOf(value) : [];

    private static ImmutableArray<string> TextsOf(JsonElement array)
        => array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
}
