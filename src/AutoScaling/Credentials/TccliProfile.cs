using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The files of the vendor's command line tool: <c>DIR/PROFILE.credential</c> with the key, <c>DIR/PROFILE.configure</c> with the region under
/// <c>_sys_param</c>.
/// </summary>
internal sealed class TccliProfile
{
    private readonly string _directory;
    private readonly string _name;

    public TccliProfile(CredentialOptions options)
    {
        _name = options.Profile ?? options.Setting("TENCENTCLOUD_PROFILE") ?? "default";
        _directory = options.Expand(options.SharedCredentialsDir ?? options.Setting("TENCENTCLOUD_SHARED_CREDENTIALS_DIR") ?? "~/.tccli");
    }

    public CredentialPlace Find()
    {
        var path = Path.Combine(_directory, _name + ".credential");
        var source = $"tccli profile '{_name}' ({path})";
        if (Read(path, TccliJson.Default.KeyFile) is not { } read)
            return CredentialPlace.Absent(source, "no such file");
        if (read.Content is not { } file)
            return CredentialPlace.Broken(source, read.Fault);

        var place = CredentialPlace.Of(source, ("secretId", file.SecretId), ("secretKey", file.SecretKey), ("token", file.Token));
        if (place.Found is null || string.IsNullOrWhiteSpace(file.RoleArn))
            return place;
        var role = new AssumeRoleOptions { RoleArn = file.RoleArn };
        return place with { Role = string.IsNullOrWhiteSpace(file.RoleSessionName) ? role : role with { SessionName = file.RoleSessionName } };
    }

    /// <summary>The region of the profile; none if the file is missing or says nothing.</summary>
    public string? Region()
    {
        var file = Read(Path.Combine(_directory, _name + ".configure"), TccliJson.Default.ConfigureFile)?.Content;
        return file?.Parameters?.Region is { Length: > 0 } region ? region : null;
    }

    private static (T? Content, string Fault)? Read<T>(string path, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return (JsonSerializer.Deserialize(File.ReadAllBytes(path), shape), "holds nothing");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException wrong)
        {
            return (null, $"is not the JSON expected, at line {wrong.LineNumber + 1}"); // the inner text would quote it
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot be read: {unreadable.Message}");
        }
    }

    internal sealed class KeyFile
    {
        [JsonPropertyName("secretId")]
        public string? SecretId { get; init; }

        [JsonPropertyName("secretKey")]
        public string? SecretKey { get; init; }

        [JsonPropertyName("token")]
        public string? Token { get; init; }

        [JsonPropertyName("role-arn")]
        public string? RoleArn { get; init; }

        [JsonPropertyName("role-session-name")]
        public string? RoleSessionName { get; init; }
    }

    internal sealed class ConfigureFile
    {
        [JsonPropertyName("_sys_param")]
        public SystemParameters? Parameters { get; init; }
    }

    internal sealed class SystemParameters
    {
        [JsonPropertyName("region")]
        public string? Region { get; init; }
    }
}

[JsonSourceGenerationOptions(ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(TccliProfile.KeyFile))]
[JsonSerializable(typeof(TccliProfile.ConfigureFile))]
internal sealed partial class TccliJson : JsonSerializerContext;
