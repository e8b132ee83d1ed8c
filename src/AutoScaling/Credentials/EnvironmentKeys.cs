namespace TencentcloudRefresh.AutoScaling;

/// <summary>A key in the environment. Its token has three names: the vendor's SDKs say SESSION, its Terraform provider SECURITY, its command line
/// tool just TOKEN.</summary>
internal static class EnvironmentKeys
{
    private static readonly string[] TokenNames = ["TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"];

    public static CredentialPlace Find(CredentialOptions options)
    {
        const string source = "environment", id = "TENCENTCLOUD_SECRET_ID", key = "TENCENTCLOUD_SECRET_KEY";
        (string Name, string? Value)[] tokens = [.. TokenNames.Select(name => (name, options.Setting(name))).Where(token => token.Item2 is not null)];
        var names = string.Join(" and ", tokens.Select(token => token.Name));
        return tokens.Select(token => token.Value).Distinct(StringComparer.Ordinal).Count() > 1
            ? CredentialPlace.Broken(source, $"{names} differ; unset those that do not belong to the key")
            : CredentialPlace.Of(source, (id, options.Setting(id)), (key, options.Setting(key)), tokens.FirstOrDefault((TokenNames[0], null)));
    }
}
