namespace TencentcloudRefresh.AutoScaling;

/// <summary>The service's words are shown to people, and a refusal may quote what it was sent.</summary>
internal static class Redaction
{
    private const string Replacement = "[redacted]";

    public static string Of(string text, Credentials? credentials, string authorization, string? sent)
    {
        var signature = credentials is null ? null : authorization[(authorization.LastIndexOf('=') + 1)..];
        foreach (var secret in (string?[])[credentials?.SecretKey, credentials?.Token, signature, sent])
        {
            if (!string.IsNullOrEmpty(secret))
                text = text.Replace(secret, Replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
