using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>Signs requests from the formula on the signature page, with the freedoms that official clients take.</summary>
internal sealed record Signer(string SecretId, string SecretKey)
{
    public static readonly Signer Default = new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001");

    public string Service { get; init; } = "as";

    public string SignedHeaders { get; init; } = "content-type;host";

    public string Version { get; init; } = "2018-04-19";

    public string? Region { get; init; } = "ap-guangzhou";

    public string? Token { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>What stands between the algorithm's name and the rest.</summary>
    public string Gap { get; init; } = " ";

    /// <summary>The host as it is signed; null signs it as it is sent.</summary>
    public string? SignedHost { get; init; }

    public bool UnsignedPayload { get; init; }

    public HttpRequestMessage Request(Uri endpoint, string action, byte[] body, DateTimeOffset now)
    {
        var host = endpoint.IsDefaultPort ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}";
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        foreach (var (name, value) in Headers(action, body, now, SignedHost ?? host))
        {
            if (name is not ("Host" or "Content-Type"))
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The headers of a signed request.</summary>
    public IEnumerable<(string Name, string Value)> Headers(string action, byte[] body, DateTimeOffset now, string host)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        yield return ("Host", host);
        yield return ("Content-Type", ContentType);
        yield return ("X-TC-Action", action);
        yield return ("X-TC-Version", Version);
        yield return ("X-TC-Timestamp", timestamp);
        if (Region is not null)
            yield return ("X-TC-Region", Region);
        if (Token is not null)
            yield return ("X-TC-Token", Token);
        if (UnsignedPayload)
            yield return ("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
        yield return ("Authorization", Authorization(action, body, timestamp, host));
    }

    public string Authorization(string action, byte[] body, string timestamp, string host)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scope = $"{date}/{Service}/tc3_request";
        var lines = SignedHeaders.Split(';').Select(name => name switch
        {
            "host" => $"host:{host}\n",
            "content-type" => $"content-type:{ContentType}\n",
            "x-tc-action" => $"x-tc-action:{action.ToLowerInvariant()}\n",
            _ => throw new ArgumentException(name),
        });
        var payload = Hex(SHA256.HashData(UnsignedPayload ? "UNSIGNED-PAYLOAD"u8.ToArray() : body));
        var canonical = $"POST\n/\n\n{string.Concat(lines)}\n{SignedHeaders}\n{payload}";
        var toSign = $"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Mac(Mac(Mac(Encoding.UTF8.GetBytes("TC3" + SecretKey), date), Service), "tc3_request");
        return $"TC3-HMAC-SHA256{Gap}Credential={SecretId}/{scope}, SignedHeaders={SignedHeaders}, Signature={Hex(Mac(key, toSign))}";
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
