using System.Globalization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>One walk along the chain: the first complete place counts, a half-filled one ends the walk.</summary>
internal static class CredentialSearch
{
    /// <summary>The credentials found, and the role to change into, if any.</summary>
    public static async Task<(Credentials Found, AssumeRoleOptions? Role)> RunAsync(CredentialOptions options, CancellationToken cancellationToken)
    {
        List<CredentialFinding> searched = [];
        foreach (var find in Places(options, cancellationToken))
        {
            var place = await find().ConfigureAwait(false);
            searched.Add(place.Finding);
            if (place.Found is { } found)
                return (found, options.AssumeRole ?? RoleFromVariables(options, searched) ?? place.Role);
            if (place.IsBroken)
                throw Failure("The credentials are incomplete", searched);
        }

        throw Failure("No credentials were found", searched);
    }

    internal static CredentialException Failure(string what, IReadOnlyList<CredentialFinding> searched, Exception? inner = null)
        => new($"{what}. Looked at: {string.Join("; ", searched.Select(finding => $"{finding.Source}: {finding.Finding}"))}.", searched, inner);

    /// <summary>The order of the chain.</summary>
    private static IEnumerable<Func<ValueTask<CredentialPlace>>> Places(CredentialOptions options, CancellationToken cancellationToken) =>
    [
        () => new(Explicit(options)),
        () => new(Environment(options)),
        () => new(new TccliProfile(options).Find()),
        () => new(CredentialFile.Find(options)),
        () => new(MachineRole.FindAsync(options, cancellationToken)),
    ];

    private static CredentialPlace Explicit(CredentialOptions options) => CredentialPlace.Of(
        "explicit values", ("secretId", options.SecretId), ("secretKey", options.SecretKey), ("securityToken", options.SecurityToken));

    /// <summary>Both spellings of the token's variable are in use: the vendor's SDKs say SESSION, its Terraform provider says SECURITY.</summary>
    private static CredentialPlace Environment(CredentialOptions options)
    {
        const string security = "TENCENTCLOUD_SECURITY_TOKEN", session = "TENCENTCLOUD_SESSION_TOKEN";
        var token = options.Setting(security) is { } value ? (security, value) : (session, options.Setting(session));
        return CredentialPlace.Of(
            "environment",
            ("TENCENTCLOUD_SECRET_ID", options.Setting("TENCENTCLOUD_SECRET_ID")),
            ("TENCENTCLOUD_SECRET_KEY", options.Setting("TENCENTCLOUD_SECRET_KEY")),
            token);
    }

    private static AssumeRoleOptions? RoleFromVariables(CredentialOptions options, List<CredentialFinding> searched)
    {
        if (options.Setting("TENCENTCLOUD_ASSUME_ROLE_ARN") is not { } arn)
            return null;
        var role = new AssumeRoleOptions { RoleArn = arn, ExternalId = options.Setting("TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID") };
        if (options.Setting("TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME") is { } name)
            role = role with { SessionName = name };
        if (options.Setting("TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION") is not { } text)
            return role;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return role with { DurationSeconds = seconds };
        searched.Add(new("environment", $"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION must be a number of seconds, was '{text}'", []));
        throw Failure("The role to change into is not usable", searched);
    }
}
