using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>The Authorization header of a POST to an Auto Scaling endpoint (TC3-HMAC-SHA256; Tencent Cloud API, "Signature v3").</summary>
internal static class Tc3Signature
{
    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string Service = "as";
    private const string SignedHeaders = "content-type;host";

    public static string Authorization(CloudCredentials credentials, string host, string contentType, byte[] body, DateTimeOffset at)
    {
        string date = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string scope = $"{date}/{Service}/tc3_request";
        string canonical = $"POST\n/\n\ncontent-type:{contentType}\nhost:{host}\n\n{SignedHeaders}\n{Hash(body)}";
        string toSign = $"{Algorithm}\n{at.ToUnixTimeSeconds()}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        byte[] key = Mac(Mac(Mac(Encoding.UTF8.GetBytes("TC3" + credentials.SecretKey), date), Service), "tc3_request");
        string signature = Convert.ToHexStringLower(Mac(key, toSign));
        return $"{Algorithm} Credential={credentials.SecretId}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
