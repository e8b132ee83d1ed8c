namespace TencentcloudRefresh.Simulator.Http;

/// <summary>The parts of a TC3-HMAC-SHA256 Authorization header. White space between the parts is free: official clients differ in it.</summary>
internal sealed record AuthorizationHeader(string SecretId, string Date, string Service, string SignedHeaders, string Signature)
{
    public const string Algorithm = "TC3-HMAC-SHA256";

    private const string Terminator = "tc3_request";

    public string Scope => $"{Date}/{Service}/{Terminator}";

    public static bool TryParse(string text, out AuthorizationHeader header)
    {
        header = null!;
        if (!text.StartsWith(Algorithm, StringComparison.Ordinal) || text.Length == Algorithm.Length || text[Algorithm.Length] is not (' ' or '\t'))
            return false;
        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in text[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Take(part, "Credential=", ref credential) && !Take(part, "SignedHeaders=", ref signedHeaders) && !Take(part, "Signature=", ref signature))
                return false;
        }

        // The id comes first and may hold no slash; what the caller calls the service may be anything else.
        if (credential?.Split('/') is not [var id, var date, var service, Terminator] || string.IsNullOrEmpty(signedHeaders) || signature is not { Length: 64 })
            return false;
        header = new(id, date, service, signedHeaders, signature);
        return true;
    }

    private static bool Take(string part, string name, ref string? value)
    {
        if (value is not null || !part.StartsWith(name, StringComparison.Ordinal))
            return false;
        value = part[name.Length..];
        return true;
    }
}
