namespace TencentcloudRefresh.AutoScaling;

/// <summary>Whose credentials the calls of a client are signed with, as the token service tells it.</summary>
/// <remarks>Source: STS API, GetCallerIdentity page.</remarks>
public sealed record GetCallerIdentityResponse : CloudResponse
{
    /// <summary>The account, as the number (UIN) of its root user. A sub-user and a role answer that of the account they belong to.</summary>
    public string AccountId { get; init => field = value ?? ""; } = "";

    /// <summary>The user or the role, <c>qcs::cam::uin/100000000001:uin/100000000002</c>.</summary>
    public string Arn { get; init => field = value ?? ""; } = "";

    /// <summary>The user's number; for a role its id and the session's name.</summary>
    public string UserId { get; init => field = value ?? ""; } = "";

    /// <summary>The number that the key belongs to.</summary>
    public string PrincipalId { get; init => field = value ?? ""; } = "";

    /// <summary>What kind of identity it is, for example <c>CAMUser</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";
}

/// <summary>The call has no members.</summary>
internal sealed record GetCallerIdentityRequest;

internal static class GetCallerIdentity
{
    public static readonly CloudAction<GetCallerIdentityRequest, GetCallerIdentityResponse> Action = new(
        nameof(GetCallerIdentity), Repeat.Read, WireJson.Default.GetCallerIdentityRequest, WireJson.Default.AnswerGetCallerIdentityResponse)
    {
        Service = "sts",
        Version = "2018-08-13",
        IsComplete = static response => response.AccountId.Length > 0,
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Whose calls these are. Asked at the token service (<see cref="AutoScalingClientOptions.StsEndpoint"/>), once for each key; what a key
    /// answered is remembered for the life of the client, a failure for a minute.</summary>
    /// <remarks>A host may reach the Auto Scaling API and not the token service, so this call gives up early: at most two attempts of at most five
    /// seconds. Who can do without the answer catches <see cref="CloudException"/>.</remarks>
    /// <exception cref="CloudServiceException">The token service refused.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    /// <exception cref="CredentialException">There are no credentials.</exception>
    public Task<GetCallerIdentityResponse> GetCallerIdentityAsync(CancellationToken cancellationToken) => _identities.GetAsync(cancellationToken);
}
