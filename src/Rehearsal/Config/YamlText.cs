using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>Reading of YAML files, errors with file and line.</summary>
internal static class YamlText
{
    /// <exception cref="ConfigurationException">The file is no YAML mapping.</exception>
    public static YamlMappingNode ReadMapping(string path)
    {
        try
        {
            using StreamReader reader = new(path);
            YamlStream stream = [];
            stream.Load(reader);
            return stream.Documents.Count == 0
                ? []
                : stream.Documents[0].RootNode as YamlMappingNode
                    ?? throw new ConfigurationException($"{path}: expected keys and values.");
        }
        catch (YamlException wrong)
        {
            throw new ConfigurationException($"{path}, line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: {refused.Message}", refused);
        }
    }

    public static string? TextAt(this YamlMappingNode node, string key)
        => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) && value is YamlScalarNode scalar ? scalar.Value : null;

    public static YamlMappingNode? MappingAt(this YamlMappingNode node, string key)
        => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value as YamlMappingNode : null;
}
