using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A key pair that the service knows.</summary>
/// <param name="SecretId">Begins with AKID.</param>
/// <param name="SecretKey">What requests are signed with.</param>
public sealed record Credential(
    [property: JsonRequired, Pattern("^AKID", "text that begins with AKID")] string SecretId, [property: JsonRequired] string SecretKey)
{
    /// <summary>The pair that every fleet knows unless it names its own.</summary>
    public static Credential Default { get; } = new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001");

    /// <summary>The session token of a temporary pair; null for a lasting one.</summary>
    public string? Token { get; init; }

    /// <summary>When a temporary pair ends, in the callers' time.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Actions that this pair's policy forbids.</summary>
    public ImmutableArray<string> Denied { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The account it belongs to. By default that of <see cref="Fleet"/>s.</summary>
    [Pattern("^[0-9]+$", "digits")]
    public string AccountId { get; init => field = value ?? Fleet.DefaultAccountId; } = Fleet.DefaultAccountId;

    /// <summary>The role that this pair was made for; null for the pair of a user.</summary>
    public string? Role { get; init; }

    /// <summary>The name of the role's session.</summary>
    public string? Session { get; init; }

    public override string ToString() => $"Credential({SecretId})";
}
