using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Writes a snapshot in the engine's own JSON (version 3), the form of <c>pulumi stack export</c> and <c>import</c>.</summary>
internal sealed class CheckpointWriter(StackSecrets secrets)
{
    /// <summary>Whose hand this is; the engine checks only that the magic beside it fits.</summary>
    private const string EngineVersion = "v3.0.0-rehearsal";

    // Each is the name of the feature and of the member that needs it.
    private const string RefreshFeature = "refreshBeforeUpdate";
    private const string TaintFeature = "taint";
    private const string ReplaceWithFeature = "replaceWith";

    private static readonly JsonWriterOptions Style
        = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public byte[] Write(Snapshot snapshot, DateTimeOffset now)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, Style))
            Write(json, snapshot, now);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter json, Snapshot snapshot, DateTimeOffset now)
    {
        string[] features = [.. Features(snapshot)];
        json.WriteStartObject();
        json.WriteNumber("version", features.Length > 0 ? 4 : 3);
        WriteTexts(json, "features", features);
        json.WriteStartObject("deployment");
        WriteManifest(json, now);
        byte[] body = WriteBody(snapshot); // before the salt, which comes into being with the first secret
        WriteSecretsProvider(json);
        using (JsonDocument parts = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1000 }))
        {
            foreach (JsonProperty part in parts.RootElement.EnumerateObject())
                part.WriteTo(json);
        }

        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What engines older than it would lose on the way: they must refuse the file.</summary>
    private static IEnumerable<string> Features(Snapshot snapshot)
    {
        if (snapshot.Resources.Any(resource => resource.RefreshBeforeUpdate))
            yield return RefreshFeature;
        if (snapshot.Resources.Any(resource => resource.Taint))
            yield return TaintFeature;
        if (snapshot.Resources.Any(resource => !resource.ReplaceWith.IsEmpty))
            yield return ReplaceWithFeature;
    }

    private static void WriteManifest(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject("manifest");
        json.WriteString("time", Time(now));
        json.WriteString("magic", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EngineVersion))));
        json.WriteString("version", EngineVersion);
        json.WriteEndObject();
    }

    private void WriteSecretsProvider(Utf8JsonWriter json)
    {
        if (secrets.State is not { } salt)
            return;
        json.WriteStartObject("secrets_providers");
        json.WriteString("type", "passphrase");
        json.WriteStartObject("state");
        json.WriteString("salt", salt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private byte[] WriteBody(Snapshot snapshot)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, Style))
        {
            json.WriteStartObject();
            json.WriteStartArray("resources");
            foreach (ResourceState resource in snapshot.Resources)
                WriteResource(json, resource);
            json.WriteEndArray();
            if (!snapshot.PendingOperations.IsEmpty)
                WritePending(json, snapshot.PendingOperations);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WritePending(Utf8JsonWriter json, IEnumerable<PendingOperation> operations)
    {
        json.WriteStartArray("pending_operations");
        foreach (PendingOperation operation in operations)
        {
            json.WriteStartObject();
            json.WritePropertyName("resource");
            WriteResource(json, operation.Resource);
            json.WriteString("type", operation.Kind.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteResource(Utf8JsonWriter json, ResourceState resource)
    {
        json.WriteStartObject();
        json.WriteString("urn", resource.Urn);
        json.WriteBoolean("custom", resource.Custom);
        WriteFlag(json, "delete", resource.Delete);
        WriteText(json, "id", resource.Id);
        json.WriteString("type", resource.Type);
        WriteProperties(json, "inputs", resource.Inputs);
        WriteProperties(json, "outputs", resource.Outputs);
        WriteText(json, "parent", resource.Parent);
        WriteFlag(json, "protect", resource.Protect);
        WriteFlag(json, "external", resource.External);
        WriteTexts(json, "dependencies", resource.Dependencies);
        WriteTexts(json, "initErrors", resource.InitErrors);
        WriteText(json, "provider", resource.Provider);
        if (!resource.PropertyDependencies.IsEmpty)
        {
            json.WriteStartObject("propertyDependencies");
            foreach ((string property, var urns) in resource.PropertyDependencies)
                WriteArray(json, property, urns);
            json.WriteEndObject();
        }

        WriteFlag(json, "pendingReplacement", resource.PendingReplacement);
        WriteTexts(json, "additionalSecretOutputs", resource.AdditionalSecretOutputs);
        WriteTimeouts(json, resource.Timeouts);
        WriteText(json, "importID", resource.ImportId);
        WriteFlag(json, "retainOnDelete", resource.RetainOnDelete);
        WriteText(json, "deletedWith", resource.DeletedWith);
        if (resource.Created is { } created)
            json.WriteString("created", Time(created));
        if (resource.Modified is { } modified)
            json.WriteString("modified", Time(modified));
        WriteTexts(json, "ignoreChanges", resource.IgnoreChanges);
        WriteTexts(json, "replaceOnChanges", resource.ReplaceOnChanges);
        WriteFlag(json, RefreshFeature, resource.RefreshBeforeUpdate);
        WriteFlag(json, TaintFeature, resource.Taint);
        WriteTexts(json, ReplaceWithFeature, resource.ReplaceWith);
        if (resource.ReplacementTrigger is { } trigger)
        {
            json.WritePropertyName("replacementTrigger");
            PropertyJson.Write(trigger, json, secrets.Seal);
        }

        json.WriteEndObject();
    }

    private void WriteProperties(Utf8JsonWriter json, string name, PropertyMap properties)
    {
        if (properties.Count == 0)
            return;
        json.WritePropertyName(name);
        PropertyJson.Write(new PropertyValue.Object(properties), json, secrets.Seal);
    }

    private static void WriteTimeouts(Utf8JsonWriter json, CustomTimeouts timeouts)
    {
        if (timeouts == CustomTimeouts.None)
            return;
        json.WriteStartObject("customTimeouts");
        (string Name, double Seconds)[] all
            = [("create", timeouts.Create), ("update", timeouts.Update), ("delete", timeouts.Delete), ("read", timeouts.Read)];
        foreach ((string name, double seconds) in all)
        {
            if (seconds != 0)
                json.WriteNumber(name, seconds);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, value);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
            WriteArray(json, name, values);
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
