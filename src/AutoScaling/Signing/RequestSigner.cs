using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// TC3-HMAC-SHA256: canonical request → string to sign → derived key → signature → Authorization header. Source: "Signature v3" page of the API
/// documentation.
/// </summary>
internal sealed class RequestSigner
{
    private const string Algorithm = "TC3-HMAC-SHA256";
    private readonly SigningKeys _keys = new();

    /// <summary>The value of the Authorization header for a POST to <c>/</c>.</summary>
    /// <param name="credentials">Whose key signs.</param>
    /// <param name="service">The service in the scope, such as <c>as</c>.</param>
    /// <param name="time">The time in X-TC-Timestamp; its UTC date is the one in the scope.</param>
    /// <param name="headers">The headers to sign, exactly as they will be sent, sorted by lower-case name; content-type and host must be among
    /// them.</param>
    /// <param name="body">The bytes of the body.</param>
    public string Authorize(
        Credentials credentials, string service, DateTimeOffset time, IReadOnlyList<(string Name, string Value)> headers, ReadOnlySpan<byte> body)
    {
        var scope = $"{DateOf(time)}/{service}/tc3_request";
        var toSign = StringToSign(time, scope, CanonicalRequest(headers, body));
        var key = _keys.KeyFor(credentials.SecretKey, DateOf(time), service);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return $"{Algorithm} Credential={credentials.SecretId}/{scope}, SignedHeaders={NamesOf(headers)}, Signature={signature}";
    }

    internal static string CanonicalRequest(IReadOnlyList<(string Name, string Value)> headers, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder("POST\n/\n\n"); // no query
        foreach (var (name, value) in headers)
            text.Append(name).Append(':').Append(Lower(value.Trim())).Append('\n');
        return text.Append('\n').Append(NamesOf(headers)).Append('\n').Append(Hash(body)).ToString();
    }

    internal static string StringToSign(DateTimeOffset time, string scope, string canonicalRequest)
        => $"{Algorithm}\n{TimestampOf(time)}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    internal static string TimestampOf(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    internal static string DateOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NamesOf(IReadOnlyList<(string Name, string Value)> headers) => string.Join(';', headers.Select(header => header.Name));

#pragma warning disable CA1308 // the scheme asks for lower case
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
