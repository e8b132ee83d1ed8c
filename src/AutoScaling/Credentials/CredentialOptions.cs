namespace TencentcloudRefresh.AutoScaling;

/// <summary>Where <see cref="CredentialChain"/> looks.</summary>
public sealed record CredentialOptions
{
    /// <summary>The id of an explicit key. With <see cref="SecretKey"/> it ends the search.</summary>
    public string? SecretId { get; init; }

    /// <summary>The key of an explicit key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The session token of an explicit temporary key.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>The profile: of tccli, else the section of this name in <c>~/.tencentcloud/credentials</c>. Default: the variable
    /// TENCENTCLOUD_PROFILE or TCCLI_PROFILE, else tccli's <c>default</c>. A profile that is named is used, or is an error.</summary>
    public string? Profile { get; init; }

    /// <summary>The folder of the tccli profiles. Default: the variable TENCENTCLOUD_SHARED_CREDENTIALS_DIR, else <c>.tccli</c> in the home folder. A
    /// leading <c>~/</c> is the home folder.</summary>
    public string? SharedCredentialsDir { get; init; }

    /// <summary>The role bound to the machine this runs on. Default: the variable TENCENTCLOUD_CAM_ROLE_NAME; without either the machine is asked for
    /// its role where nothing else was found.</summary>
    public string? CamRoleName { get; init; }

    /// <summary>A role to become with the identity token of another system, without any key. Default: the four variables TKE_REGION, TKE_PROVIDER_ID,
    /// TKE_WEB_IDENTITY_TOKEN_FILE and TKE_ROLE_ARN.</summary>
    public WebIdentityOptions? WebIdentity { get; init; }

    /// <summary>A role to change into with the credentials found. Default: the variables TENCENTCLOUD_ASSUME_ROLE_ARN and following, or
    /// TENCENTCLOUD_ROLE_ARN and TENCENTCLOUD_ROLE_SESSION_NAME, else what the tccli profile says.</summary>
    public AssumeRoleOptions? AssumeRole { get; init; }

    /// <summary>The region, for <see cref="CredentialChain.FindRegion"/> and the token service. Default: the variable TENCENTCLOUD_REGION, else what
    /// the tccli profile says.</summary>
    public string? Region { get; init; }

    /// <summary>Where the token service is, among the others. Plain HTTP as in <see cref="AutoScalingClientOptions.Endpoint"/>.</summary>
    public ServiceEndpoints Endpoints { get; init; } = new();

    /// <summary>As <see cref="AutoScalingClientOptions.AllowInsecureEndpoint"/>.</summary>
    public bool AllowInsecureEndpoint { get; init; }

    /// <summary>Where a machine asks for its role's credentials. Plain HTTP by nature: the address is the machine's own host.</summary>
    public Uri MetadataEndpoint { get; init; } = new("http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/");

    /// <summary>Where variables come from. Default: the process's environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The home folder, which a leading <c>~/</c> stands for. Default: the user's.</summary>
    public string HomeDirectory { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>How long before their end temporary credentials are renewed. Default five minutes; 0 to one hour. Never more than a quarter
    /// of what is left of their life when they are found.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What measures how long a place may take to answer. Default the machine's clock; see
    /// <see cref="AutoScalingClientOptions.NetworkClock"/>.</summary>
    public TimeProvider NetworkClock { get; init; } = TimeProvider.System;

    internal CredentialOptions Validated()
    {
        string[] faults = [.. Faults()];
        return faults.Length == 0 ? this : throw new ArgumentException($"Credential options out of range: {string.Join("; ", faults)}.");
    }

    /// <summary>A variable that is set to something; an empty one counts as not set, as pipelines have it for a missing secret.</summary>
    internal string? Setting(string name) => Variable(name) is { Length: > 0 } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The variable that names a profile, and the name.</summary>
    internal (string Name, string Value)? ProfileVariable() => FirstOf("TENCENTCLOUD_PROFILE", "TCCLI_PROFILE");

    /// <summary>The first of these variables that is set.</summary>
    internal (string Name, string Value)? FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Setting(name) is { } value)
                return (name, value);
        }

        return null;
    }

    internal string Expand(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(HomeDirectory, path[2..]) : path;

    private IEnumerable<string> Faults()
    {
        if (Endpoints.Domain is { } domain && ServiceEndpoints.FaultOfDomain(domain) is { } noDomain)
            yield return $"{nameof(Endpoints)}.{nameof(Endpoints.Domain)} {noDomain}";
        else
        {
            foreach (var fault in EndpointRules.Faults("The token service's address", Endpoints.For("sts"), AllowInsecureEndpoint))
                yield return fault;
        }

        if (!MetadataEndpoint.IsAbsoluteUri || !MetadataEndpoint.AbsolutePath.EndsWith('/'))
            yield return $"{nameof(MetadataEndpoint)} must be an absolute address that ends in a slash, was '{MetadataEndpoint}'";
        if (RenewBefore < TimeSpan.Zero || RenewBefore > TimeSpan.FromHours(1))
            yield return $"{nameof(RenewBefore)} must be 0 to one hour, was {RenewBefore}";
        if (AssumeRole is { } role)
        {
            if (string.IsNullOrWhiteSpace(role.RoleArn))
                yield return $"{nameof(AssumeRole)}.{nameof(role.RoleArn)} is needed";
            if (role.DurationSeconds is < 1 or > 43200)
                yield return $"{nameof(AssumeRole)}.{nameof(role.DurationSeconds)} must be 1 to 43200, was {role.DurationSeconds}";
        }

        foreach (var fault in WebIdentity?.Faults() ?? [])
            yield return $"{nameof(WebIdentity)}.{fault}";
    }

    /// <summary>The options without their secrets.</summary>
    public override string ToString()
    {
        const string none = "not given";
        var role = AssumeRole?.RoleArn ?? WebIdentity?.RoleArn ?? CamRoleName ?? none;
        return $"CredentialOptions: secret id {SecretId ?? none}, profile {Profile ?? none}, role {role}";
    }
}

/// <summary>A role to change into.</summary>
/// <remarks>Source: STS API, AssumeRole page.</remarks>
public sealed record AssumeRoleOptions
{
    /// <summary>The role, <c>qcs::cam::uin/100000000001:roleName/deploy</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The name of the session, seen in the account's audit log. Default <c>tencentcloud-refresh</c>.</summary>
    public string SessionName { get; init; } = "tencentcloud-refresh";

    /// <summary>How long the credentials last, in seconds, 1 to 43200. Default 7200. They are renewed before they end.</summary>
    public int DurationSeconds { get; init; } = 7200;

    /// <summary>The id agreed on with the account that owns the role, if it wants one.</summary>
    public string? ExternalId { get; init; }

    /// <summary>A policy that narrows the role down, as JSON text, if wanted.</summary>
    public string? Policy { get; init; }
}
