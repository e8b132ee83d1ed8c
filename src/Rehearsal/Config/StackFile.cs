using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using YamlDotNet.RepresentationModel;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>
/// Reads Pulumi.&lt;stack&gt;.yaml: namespaced keys, structured values as JSON text, <c>secure:</c> values opened with the passphrase.
/// </summary>
internal sealed class StackFile(string path, string project, StackSecrets secrets)
{
    private string? _salt;

    public static string PathOf(ProjectFile project, string stack) => Path.Combine(project.Root, $"Pulumi.{stack}.yaml");

    /// <exception cref="ConfigurationException">No such file, no YAML, or a secure value without a salt.</exception>
    /// <exception cref="SecretsException">The passphrase is another one.</exception>
    public StackConfig Read()
    {
        if (!File.Exists(path))
            throw new ConfigurationException($"There is no {path}. Name a stack that has a file with --stack.");
        YamlMappingNode root = YamlText.ReadMapping(path);
        _salt = root.TextAt("encryptionsalt");
        StackConfig config = StackConfig.Empty(project);
        foreach ((YamlNode key, YamlNode value) in (root.MappingAt("config") ?? []).Children)
        {
            string name = ((YamlScalarNode)key).Value ?? throw new ConfigurationException($"{path}: a setting has no name.");
            config = config.With(name, ValueOf(value));
        }

        return config;
    }

    private ConfigValue ValueOf(YamlNode node)
    {
        if (node is YamlScalarNode scalar)
            return new(scalar.Value ?? "", IsSecret: false);
        if (SecureText(node) is { } secure)
            return new(secure, IsSecret: true);
        bool secret = false;
        JsonNode? json = JsonOf(node, ref secret);
        return new(json?.ToJsonString(JsonText.Plain) ?? "null", secret);
    }

    private JsonNode? JsonOf(YamlNode node, ref bool secret)
    {
        if (SecureText(node) is { } secure)
        {
            secret = true;
            return secure;
        }

        switch (node)
        {
            case YamlSequenceNode list:
                JsonArray array = [];
                foreach (YamlNode item in list)
                    array.Add(JsonOf(item, ref secret));
                return array;
            case YamlMappingNode map:
                JsonObject members = [];
                foreach ((YamlNode key, YamlNode value) in map.Children)
                    members[((YamlScalarNode)key).Value ?? ""] = JsonOf(value, ref secret);
                return members;
            default:
                return YamlScalars.ToJson((YamlScalarNode)node);
        }
    }

    /// <summary>The opened text of <c>{secure: …}</c>; null for anything else.</summary>
    private string? SecureText(YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } map || map.TextAt("secure") is not { } sealedText)
            return null;
        if (_salt is null)
            throw new ConfigurationException($"{path}, line {node.Start.Line}: a secure value, but the file has no encryptionsalt to open it with.");
        return secrets.Open(sealedText, _salt);
    }
}
