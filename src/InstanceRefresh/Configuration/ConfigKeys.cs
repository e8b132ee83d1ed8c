using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The keys of the provider's configuration that the code reads by name. What they hold is in <see cref="ConfigurationCatalogue"/>.</summary>
public static class ConfigKeys
{
    public const string Region = "region";
    public const string SecretId = "secretId";
    public const string SecretKey = "secretKey";
    public const string SecurityToken = "securityToken";
    public const string Profile = "profile";
    public const string SharedCredentialsDir = "sharedCredentialsDir";
    public const string CamRoleName = "camRoleName";
    public const string AssumeRole = "assumeRole";
    public const string AssumeRoleWithWebIdentity = "assumeRoleWithWebIdentity";
    public const string Domain = "domain";
    public const string Endpoint = "endpoint";
    public const string StsEndpoint = "stsEndpoint";
    public const string AllowInsecureEndpoint = "allowInsecureEndpoint";
    public const string RequestsPerSecond = "requestsPerSecond";
    public const string MaxRetries = "maxRetries";
    public const string PollIntervalSeconds = "pollIntervalSeconds";
    public const string ReportDirectory = "reportDirectory";
    public const string ReportSummary = "reportSummary";
    public const string RecordFile = "recordFile";

    public const string RoleArn = "roleArn";
    public const string SessionName = "sessionName";
    public const string DurationSeconds = "durationSeconds";
    public const string ExternalId = "externalId";
    public const string ProviderId = "providerId";
    public const string WebIdentityToken = "webIdentityToken";
    public const string WebIdentityTokenFile = "webIdentityTokenFile";

    public static ImmutableArray<string> All { get; } = [.. ConfigurationCatalogue.Properties.Select(key => key.Name)];

    /// <summary>Put there by the engine for itself: passed over, never reported.</summary>
    public static ImmutableArray<string> OfTheEngine { get; } = ["version", "pluginDownloadURL", EngineInternal];

    /// <summary>The engine refuses an answer that holds this key.</summary>
    public const string EngineInternal = "__internal";

    /// <summary>Stored as secrets; an error in one of these is reported without its value.</summary>
    public static ImmutableArray<string> Secret { get; } = [.. ConfigurationCatalogue.Properties.Where(key => key.Secret).Select(key => key.Name)];
}
