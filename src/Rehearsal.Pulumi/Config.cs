using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration under one namespace: the project's own, unless another is named.</summary>
/// <remarks>No message of this class shows a value: any value may be a secret.</remarks>
public sealed class Config(string? name = null)
{
    private readonly string _namespace = (name ?? Deployment.Instance.ProjectName) is var given && given.EndsWith(":config", StringComparison.Ordinal)
        ? given[..^":config".Length]
        : given;

    public string? Get(string key) => Deployment.Required.Settings.Config.GetValueOrDefault(FullKey(key));

    public bool? GetBoolean(string key) => Parse<bool>(key, "true or false", static (string text, out bool value) =>
    {
        // As strict as the official SDK: "True" and "1" are errors.
        value = text == "true";
        return text is "true" or "false";
    });

    public int? GetInt32(string key) => Parse<int>(key, "a whole number", static (string text, out int value)
        => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value));

    public double? GetDouble(string key) => Parse<double>(key, "a number", static (string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    [return: MaybeNull]
    public T GetObject<T>(string key) => Deserialize<T>(key, null);

    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Deserialize<T>(key, options);

    public string Require(string key) => Get(key) ?? throw Missing(key);

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : Deserialize<T>(key, null)!;

    public T RequireObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? throw Missing(key) : Deserialize<T>(key, options)!;

    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(Deserialize<T>(key, null)!);

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? null : Output.CreateSecret(Deserialize<T>(key, options)!);

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) => Output.CreateSecret(RequireObject<T>(key, options));

    private delegate bool TryParse<T>(string text, out T value);

    private T? Parse<T>(string key, string wanted, TryParse<T> tryParse)
        where T : struct
        => Get(key) is not { } text ? null
            : tryParse(text, out var value) ? value
            : throw new RunException($"The configuration value '{FullKey(key)}' is not {wanted}.");

    private T? Deserialize<T>(string key, JsonSerializerOptions? options)
    {
        try
        {
            return Get(key) is { } json ? JsonSerializer.Deserialize<T>(json, options) : default;
        }
        catch (JsonException exception)
        {
            throw new RunException($"The configuration value '{FullKey(key)}' is not the JSON of a {typeof(T).Name}.", exception);
        }
    }

    private RunException Missing(string key)
        => new($"The configuration value '{FullKey(key)}' is missing: pulumi config set {FullKey(key)} <value>");

    private string FullKey(string key) => $"{_namespace}:{key}";
}
