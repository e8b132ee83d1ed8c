namespace TencentcloudRefresh.AutoScaling;

/// <summary>Credentials for an identity token, with no key before them. Variables and file are read again for each renewal: the other system replaces
/// the token while this one works.</summary>
internal static class WebIdentity
{
    private const string File = "TKE_WEB_IDENTITY_TOKEN_FILE", Provider = "TKE_PROVIDER_ID", Role = "TKE_ROLE_ARN", Region = "TKE_REGION";

    /// <summary>Whether the environment names it. The region alone does not: it says where a cluster is.</summary>
    public static bool IsInEnvironment(CredentialOptions options) => options.FirstOf(File, Provider, Role) is not null;

    public static async ValueTask<CredentialPlace> OfEnvironmentAsync(CredentialContext context)
    {
        const string source = "web identity in the environment";
        var options = context.Options;
        string[] missing = [.. new[] { Region, Provider, File, Role }.Where(name => options.Setting(name) is null)];
        if (missing.Length > 0)
            return CredentialPlace.Broken(source, $"{string.Join(", ", missing)} not set; all four of the TKE variables are needed", missing);
        var identity = new WebIdentityOptions
        {
            ProviderId = options.Setting(Provider)!,
            RoleArn = options.Setting(Role)!,
            TokenFile = options.Setting(File),
        };
        return await FindAsync(context, source, identity, options.Setting(Region)).ConfigureAwait(false);
    }

    public static async ValueTask<CredentialPlace> FindAsync(
        CredentialContext context, string source, WebIdentityOptions identity, string? region = null)
    {
        source = $"{source} (role {SafeText.Line(identity.RoleArn, SafeText.MaxWord)})";
        var (token, fault) = TokenOf(context.Options, identity);
        if (token is null)
            return CredentialPlace.Broken(source, fault!);
        try
        {
            return await BeginAsync(context, source, identity, token, region).ConfigureAwait(false);
        }
        catch (CloudServiceException refused) when (refused.Code == AssumeRoleWithWebIdentity.TokenError)
        {
            // It may have been replaced between reading and sending.
            return TokenOf(context.Options, identity) is ({ } newer, _) && newer != token
                ? await BeginAsync(context, source, identity, newer, region).ConfigureAwait(false)
                : throw refused;
        }
    }

    private static async Task<CredentialPlace> BeginAsync(
        CredentialContext context, string source, WebIdentityOptions identity, string token, string? region)
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            ProviderId = identity.ProviderId,
            WebIdentityToken = token,
            RoleArn = identity.RoleArn,
            RoleSessionName = identity.SessionName,
            DurationSeconds = identity.DurationSeconds,
        };
        var session = await TokenService.BeginAsync(
            context, AssumeRoleWithWebIdentity.Action, request, signedWith: null, token, identity.DurationSeconds, region).ConfigureAwait(false);
        return new(new(source, "complete", []), session with { Source = source });
    }

    private static (string? Token, string? Fault) TokenOf(CredentialOptions options, WebIdentityOptions identity)
    {
        if (identity.Token is { } given && !string.IsNullOrWhiteSpace(given))
            return (given.Trim(), null);
        var path = options.Expand(identity.TokenFile!);
        var read = FileText.Read(path);
        return read.IsMissing ? (null, $"there is no token file {path}")
            : read.Text is not { } text ? (null, $"the token file {path} {read.Fault}")
            : string.IsNullOrWhiteSpace(text) ? (null, $"the token file {path} is empty")
            : (text.Trim(), null);
    }
}
