namespace TencentcloudRefresh.AutoScaling;

/// <summary>A role that the identity token of another system opens, such as a pipeline's or a cluster's.</summary>
/// <remarks>Source: STS API, AssumeRoleWithWebIdentity page.</remarks>
public sealed record WebIdentityOptions
{
    /// <summary>The name of the identity provider in CAM.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The role, <c>qcs::cam::uin/100000000001:roleName/deploy</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The token itself, as the other system made it. Its life is short, so <see cref="TokenFile"/> fits long runs better. Exactly one of
    /// the two is needed.</summary>
    public string? Token { get; init; }

    /// <summary>The file that holds the token. It is read again for each renewal. A leading <c>~/</c> is the home folder.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The name of the session, seen in the account's audit log. Default <c>tencentcloud-refresh</c>.</summary>
    public string SessionName { get; init; } = "tencentcloud-refresh";

    /// <summary>How long the credentials last, in seconds, 1 to 43200. Default 7200. They are renewed before they end.</summary>
    public int DurationSeconds { get; init; } = 7200;

    /// <summary>The options without the token.</summary>
    public override string ToString() => $"WebIdentityOptions: provider {ProviderId}, role {RoleArn}";

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ProviderId))
            yield return $"{nameof(ProviderId)} is needed";
        if (string.IsNullOrWhiteSpace(RoleArn))
            yield return $"{nameof(RoleArn)} is needed";
        if (string.IsNullOrWhiteSpace(Token) == string.IsNullOrWhiteSpace(TokenFile))
            yield return $"exactly one of {nameof(Token)} and {nameof(TokenFile)} is needed";
        if (DurationSeconds is < 1 or > 43200)
            yield return $"{nameof(DurationSeconds)} must be 1 to 43200, was {DurationSeconds}";
    }
}
