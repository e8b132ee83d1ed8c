namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The provider's configuration as the stack gives it, read and within range. What the environment adds comes later, when the provider is configured.</summary>
public sealed record ProviderSettings
{
    public string? Region { get; init; }

    public string? SecretId { get; init; }

    public string? SecretKey { get; init; }

    public string? SecurityToken { get; init; }

    public string? Profile { get; init; }

    public string? SharedCredentialsDir { get; init; }

    public string? CamRoleName { get; init; }

    public AssumeRoleSettings? AssumeRole { get; init; }

    public WebIdentitySettings? WebIdentity { get; init; }

    /// <summary>The root domain of all services. Null: the environment's, else the public one.</summary>
    public string? Domain { get; init; }

    /// <summary>An absolute address without path. Null: that of the domain.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The address of the token service. Null: as any other service.</summary>
    public Uri? StsEndpoint { get; init; }

    public bool AllowInsecureEndpoint { get; init; }

    /// <summary>Ceiling per action; more than 0. Half of what the account may do by default, for others use it too.</summary>
    public double RequestsPerSecond { get; init; } = 10;

    /// <summary>How often a repeatable request is sent again. Null: the client's own default.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Longest time between two polls of a rollout; more than zero. Null: the poller's own default.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Where a report of each rollout is written. Null: nowhere.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>Whether reports are appended to the page of a pipeline's run, where there is one.</summary>
    public bool ReportSummary { get; init; } = true;

    /// <summary>Where the service's answers are kept for a replay. Null: nowhere.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Keys are among the members: none is shown.</summary>
    public override string ToString() => $"ProviderSettings({Region}, {Endpoint})";
}

/// <summary>A role to assume through STS.</summary>
public sealed record AssumeRoleSettings(string RoleArn)
{
    public string? SessionName { get; init; }

    /// <summary>1 second to 12 hours.</summary>
    public TimeSpan? Duration { get; init; }

    public string? ExternalId { get; init; }

    public override string ToString() => $"AssumeRoleSettings({RoleArn})";
}

/// <summary>A role to assume through STS with another system's token: the token itself, or its file.</summary>
public sealed record WebIdentitySettings(string ProviderId, string RoleArn)
{
    public string? Token { get; init; }

    public string? TokenFile { get; init; }

    public string? SessionName { get; init; }

    /// <summary>1 second to 12 hours.</summary>
    public TimeSpan? Duration { get; init; }

    public override string ToString() => $"WebIdentitySettings({RoleArn})";
}
