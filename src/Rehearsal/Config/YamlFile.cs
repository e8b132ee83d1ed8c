using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A YAML file, every error in it reported with file and line.</summary>
internal static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="use">Makes something of the file's map, which has no members where the file is empty.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, is no map, or <paramref name="use"/> found a error.</exception>
    public static T Read<T>(string path, Func<YamlValue.Mapping, T> use)
    {
        try
        {
            using StreamReader reader = new(path, Strict);
            return use(YamlReader.Read(reader.ReadToEnd()) switch
            {
                null or YamlValue.Scalar { Content: null } => new YamlValue.Mapping(ImmutableSortedDictionary<string, YamlValue>.Empty, 1),
                YamlValue.Mapping map => map,
                { } other => throw new YamlErrorException($"expected keys and values, not {other.Kind}", other.Line),
            });
        }
        catch (YamlErrorException wrong)
        {
            throw new ConfigurationException($"{path}, line {wrong.Line}: {wrong.Message}.", wrong);
        }
        catch (YamlException wrong)
        {
            throw new ConfigurationException($"{path}, line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new ConfigurationException($"{path}: is not UTF-8.", wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: {refused.Message}", refused);
        }
    }
}
