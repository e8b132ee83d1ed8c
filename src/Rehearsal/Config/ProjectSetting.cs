using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A setting that Pulumi.yaml declares under <c>config</c>.</summary>
/// <param name="Key">With its namespace.</param>
/// <param name="Default">What it is where the stack says nothing; null if the stack must say something.</param>
internal sealed record ProjectSetting(string Key, string? Default)
{
    private static readonly string[] Types = ["string", "integer", "boolean", "object", "array"];

    /// <summary>The stack must keep it encrypted.</summary>
    public bool IsSecret { get; private init; }

    private string? Type { get; init; }

    private YamlValue.Mapping? Items { get; init; }

    /// <exception cref="YamlErrorException">The declaration contradicts itself or has a member of the wrong kind.</exception>
    public static ProjectSetting Read(string key, YamlValue value, string project)
    {
        bool isOfProject = !key.Contains(':', StringComparison.Ordinal) || key.StartsWith(project + ":", StringComparison.Ordinal);
        string full = key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";
        if (value is not YamlValue.Mapping map)
        {
            return value is YamlValue.Scalar { Content: null }
                ? new(full, null)
                : new(full, TextOf(value));
        }

        (YamlValue? initial, YamlValue? given, string? type) = (Given(map, "default"), Given(map, "value"), TypeOf(map));
        if (initial is not null && given is not null)
            throw new YamlErrorException($"{key} has both a default and a value", map.Line);
        if (!isOfProject && (given is null || type is not null))
            throw new YamlErrorException($"{key} is not of the project {project}: it takes a value, and neither type nor default", map.Line);
        ProjectSetting setting = new(full, (initial ?? given) is { } known ? TextOf(known) : null)
        {
            Type = type,
            Items = map.Find("items") as YamlValue.Mapping,
            IsSecret = map.Find("secret") is YamlValue.Scalar { Content: true },
        };
        if (type == "array" && setting.Items is null)
            throw new YamlErrorException($"{key} is an array and does not say of what: add items", map.Line);
        if (setting.Default is { } text && !setting.Accepts(text))
            throw new YamlErrorException($"the default of {key} is not of the type {type}", map.Line);
        return setting;
    }

    /// <exception cref="ConfigurationException">The stack's value is not of the declared type, or is a secret that stands in clear.</exception>
    public void Check(ConfigValue value, string stack)
    {
        if (Type is null)
            return;
        if (IsSecret && !value.IsSecret)
            throw new ConfigurationException($"Stack {stack}: {Key} must be encrypted, since Pulumi.yaml says that it is secret.");
        if (!Accepts(value.Text))
            throw new ConfigurationException($"Stack {stack}: {Key} must be of the type {Type}, as Pulumi.yaml says.");
    }

    private bool Accepts(string text) => Type is null or "string" || Fits(Type, Items, Type is "object" or "array" ? Parsed(text) : JsonValue.Create(text));

    private static bool Fits(string type, YamlValue.Mapping? items, JsonNode? value) => type switch
    {
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "integer" => value is JsonValue && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "boolean" => value is JsonValue && value.ToString() is "true" or "false",
        "object" => value is JsonObject,
        _ => value is JsonArray list && items is not null
            && list.All(item => Fits(TypeOf(items) ?? "string", items.Find("items") as YamlValue.Mapping, item)),
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static YamlValue? Given(YamlValue.Mapping map, string name) => map.Find(name) is { } value and not YamlValue.Scalar { Content: null } ? value : null;

    private static string? TypeOf(YamlValue.Mapping map) => map.Text("type") is { } type && !Types.Contains(type, StringComparer.Ordinal)
        ? throw new YamlErrorException($"the type {type} is none of {string.Join(", ", Types)}", map.Line)
        : map.Text("type");

    private static string TextOf(YamlValue value)
        => value is YamlValue.Scalar scalar ? scalar.Text : value.ToJson()!.ToJsonString(JsonText.Plain);
}
