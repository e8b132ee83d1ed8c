using System.Buffers.Text;
using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Tokens of another system, as a pipeline or a cluster makes them.</summary>
internal static class IdentityTokens
{
    public static string Until(DateTimeOffset end, string subject = "pipeline") => string.Join('.',
        Part(new { alg = "RS256", typ = "JWT" }), Part(new { iss = "https://ci.example.com", sub = subject, exp = end.ToUnixTimeSeconds() }), "c2ln");

    private static string Part<T>(T claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
}
