namespace TencentcloudRefresh.AutoScaling;

/// <summary>An API key, with a session token if it is a temporary one. Its text form shows the id only.</summary>
/// <param name="SecretId">The public half, <c>AKID…</c>.</param>
/// <param name="SecretKey">The secret half.</param>
/// <param name="Token">The session token, or <see langword="null"/> for a permanent key.</param>
/// <param name="ExpiresAt">When a temporary key ends, or <see langword="null"/> if it does not or nobody said.</param>
public sealed record Credentials(string SecretId, string SecretKey, string? Token = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Where it was found, for people: "environment", "tccli profile 'default'". Empty if nobody said.</summary>
    public string Source { get; init; } = "";

    /// <summary>The id and the source, never a secret.</summary>
    public override string ToString() => Source.Length == 0 ? $"Credentials({SecretId})" : $"Credentials({SecretId} from {Source})";
}
