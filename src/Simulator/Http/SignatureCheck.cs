using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Who calls, and whether it is really them: signature method v3 with the tolerance that official clients need.</summary>
internal sealed class SignatureCheck
{
    private const long Skew = 300;

    private readonly FrozenDictionary<string, Credential> _credentials;
    private readonly ConcurrentDictionary<(string SecretId, string Date, string Service), byte[]> _keys = new();

    public SignatureCheck(ImmutableArray<Credential> credentials)
        => _credentials = credentials.DistinctBy(credential => credential.SecretId).ToFrozenDictionary(credential => credential.SecretId, StringComparer.Ordinal);

    /// <summary>The first thing that is wrong, or null and who it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The callers' time.</param>
    /// <param name="header">The parsed header, as far as it was.</param>
    /// <param name="caller">Whose key pair it is.</param>
    public Refusal? Check(in ApiRequest request, DateTimeOffset now, out AuthorizationHeader? header, out Credential? caller)
    {
        caller = null;
        if (!AuthorizationHeader.TryParse(request.Header("Authorization"), out header!))
            return new("AuthFailure.InvalidAuthorization", "The header Authorization is missing or not of the form of TC3-HMAC-SHA256.");
        var timestamp = request.Header("X-TC-Timestamp");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) > Skew)
            return new("AuthFailure.SignatureExpire", $"The timestamp `{timestamp}` is not within {Skew} seconds of {now.ToUnixTimeSeconds()}.");
        if (!header.SecretId.StartsWith("AKID", StringComparison.Ordinal))
            return new("AuthFailure.InvalidSecretId", "The SecretId is not one of a cloud API key.");
        if (!_credentials.TryGetValue(header.SecretId, out var known))
            return new("AuthFailure.SecretIdNotFound", $"The SecretId `{header.SecretId}` is not known.");
        var token = request.Header("X-TC-Token");
        if (known.Token is null ? token.Length > 0 : !Same(token, known.Token) || now >= known.Expires)
            return new("AuthFailure.TokenFailure", "The session token is missing, wrong or expired, or does not belong to this SecretId.");
        var names = header.SignedHeaders.Split(';');
        if (header.Date != DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            || !names.Contains("content-type") || !names.Contains("host") || !IsSigned(request, header, names, timestamp, known))
        {
            return new("AuthFailure.SignatureFailure", "The signature is not that of this request.");
        }

        caller = known;
        return null;
    }

    private bool IsSigned(in ApiRequest request, AuthorizationHeader header, string[] names, string timestamp, Credential credential)
    {
        var host = request.Header("Host");
        if (Matches(request, header, names, timestamp, credential, host))
            return true;
        // Some official clients sign the host without its port.
        var port = host.LastIndexOf(':');
        return port > 0 && Matches(request, header, names, timestamp, credential, host[..port]);
    }

    private bool Matches(in ApiRequest request, AuthorizationHeader header, string[] names, string timestamp, Credential credential, string host)
    {
        var unsigned = request.Header("X-TC-Content-SHA256") == "UNSIGNED-PAYLOAD";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(unsigned ? "UNSIGNED-PAYLOAD"u8 : request.Body.Span, hash);

        var canonical = new StringBuilder(256).Append(request.Method).Append("\n/\n\n");
        foreach (var name in names)
        {
            var value = name == "host" ? host : request.Header(name);
            canonical.Append(name).Append(':').Append(value.Trim().ToLowerInvariant()).Append('\n');
        }

        canonical.Append('\n').Append(header.SignedHeaders).Append('\n').Append(Convert.ToHexStringLower(hash));
        SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString()), hash);
        var toSign = $"{AuthorizationHeader.Algorithm}\n{timestamp}\n{header.Scope}\n{Convert.ToHexStringLower(hash)}";
        var key = KeyOf(credential, header.Date, header.Service, out var isNew);
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign), hash);
        if (!Same(Convert.ToHexStringLower(hash), header.Signature))
            return false;
        // Only keys that were proved right are kept, so that nobody can fill the memory with services that do not exist.
        if (isNew && _keys.Count < 1_000)
            _keys.TryAdd((credential.SecretId, header.Date, header.Service), key);
        return true;
    }

    private byte[] KeyOf(Credential credential, string date, string service, out bool isNew)
    {
        isNew = !_keys.TryGetValue((credential.SecretId, date, service), out var key);
        if (key is not null)
            return key;
        var ofDate = HMACSHA256.HashData(Encoding.UTF8.GetBytes($"TC3{credential.SecretKey}"), Encoding.UTF8.GetBytes(date));
        var ofService = HMACSHA256.HashData(ofDate, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(ofService, "tc3_request"u8);
    }

    /// <summary>Takes the same time wherever the two differ.</summary>
    private static bool Same(string one, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
