namespace TencentcloudRefresh.AutoScaling;

/// <summary>The call of the token service that changes the token of another system into a role. The only one that is not signed: there is no key
/// yet.</summary>
/// <remarks>Source: STS API, AssumeRoleWithWebIdentity page.</remarks>
internal sealed record AssumeRoleWithWebIdentityRequest
{
    public required string ProviderId { get; init; }

    public required string WebIdentityToken { get; init; }

    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    public int? DurationSeconds { get; init; }

    public override string ToString() => nameof(AssumeRoleWithWebIdentityRequest);
}

internal static class AssumeRoleWithWebIdentity
{
    /// <summary>The token is wrong or over.</summary>
    public const string TokenError = "InvalidParameter.WebIdentityTokenError";

    // Read: it gives a key and changes nothing.
    public static readonly CloudAction<AssumeRoleWithWebIdentityRequest, AssumeRoleResponse> Action = new(
        nameof(AssumeRoleWithWebIdentity), Repeat.Read, WireJson.Default.AssumeRoleWithWebIdentityRequest, WireJson.Default.AnswerAssumeRoleResponse)
    {
        Service = "sts",
        Version = "2018-08-13",
        IsSigned = false,
        IsComplete = AssumeRole.Action.IsComplete,
    };
}
