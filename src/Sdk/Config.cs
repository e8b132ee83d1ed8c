using System.Text.Json;

namespace Pulumi.TencentcloudRefresh;

/// <summary>
/// The stack configuration of the provider, under <c>tencentcloud-refresh:</c>. Assigning a property overrides what the stack says.
/// </summary>
public static class Config
{
    private static readonly global::Pulumi.Config Values = new("tencentcloud-refresh");

    private static readonly Setting<string?> RegionSetting = new(() => Values.Get("region") ?? Utilities.GetEnv("TENCENTCLOUD_REGION"));

    private static readonly Setting<string?> SecretIdSetting = new(() => Values.Get("secretId"));

    private static readonly Setting<string?> SecretKeySetting = new(() => Values.Get("secretKey"));

    private static readonly Setting<string?> SecurityTokenSetting = new(() => Values.Get("securityToken"));

    private static readonly Setting<string?> ProfileSetting = new(() => Values.Get("profile"));

    private static readonly Setting<string?> SharedCredentialsDirSetting = new(() => Values.Get("sharedCredentialsDir"));

    private static readonly Setting<string?> CamRoleNameSetting = new(() => Values.Get("camRoleName"));

    private static readonly Setting<Types.AssumeRole?> AssumeRoleSetting = new(() => Values.GetObject<Types.AssumeRole>("assumeRole", Types.Json));

    private static readonly Setting<Types.AssumeRoleWithWebIdentity?> AssumeRoleWithWebIdentitySetting
        = new(() => Values.GetObject<Types.AssumeRoleWithWebIdentity>("assumeRoleWithWebIdentity", Types.Json));

    private static readonly Setting<string?> DomainSetting = new(() => Values.Get("domain"));

    private static readonly Setting<string?> EndpointSetting = new(() => Values.Get("endpoint"));

    private static readonly Setting<string?> StsEndpointSetting = new(() => Values.Get("stsEndpoint"));

    private static readonly Setting<bool?> AllowInsecureEndpointSetting = new(() => Values.GetBoolean("allowInsecureEndpoint") ?? false);

    private static readonly Setting<double?> RequestsPerSecondSetting = new(() => Values.GetDouble("requestsPerSecond") ?? 10);

    private static readonly Setting<int?> MaxRetriesSetting = new(() => Values.GetInt32("maxRetries") ?? 5);

    private static readonly Setting<double?> PollIntervalSecondsSetting = new(() => Values.GetDouble("pollIntervalSeconds") ?? 60);

    private static readonly Setting<string?> ReportDirectorySetting = new(() => Values.Get("reportDirectory"));

    private static readonly Setting<bool?> ReportSummarySetting = new(() => Values.GetBoolean("reportSummary") ?? true);

    private static readonly Setting<string?> RecordFileSetting = new(() => Values.Get("recordFile"));

    /// <summary>Region of the scaling groups, such as <c>ap-guangzhou</c>. Read from <c>TENCENTCLOUD_REGION</c> when not set.</summary>
    /// <value>Default: the environment variable <c>TENCENTCLOUD_REGION</c>.</value>
    public static string? Region
    {
        get => RegionSetting.Value;
        set => RegionSetting.Value = value;
    }

    /// <summary>
    /// Id of the API key. When id and key are not set, credentials are looked for at run time: in <c>profile</c>, <c>camRoleName</c> or
    /// <c>assumeRoleWithWebIdentity</c> if one of them is set, else in the environment, the profile of the command line tool,
    /// <c>~/.tencentcloud/credentials</c> and the CAM role of the machine. What is found there is never stored in state.
    /// </summary>
    public static string? SecretId
    {
        get => SecretIdSetting.Value;
        set => SecretIdSetting.Value = value;
    }

    /// <summary>The API key that belongs to <c>secretId</c>.</summary>
    public static string? SecretKey
    {
        get => SecretKeySetting.Value;
        set => SecretKeySetting.Value = value;
    }

    /// <summary>
    /// Session token of temporary credentials. From the environment: <c>TENCENTCLOUD_SECURITY_TOKEN</c>, <c>TENCENTCLOUD_SESSION_TOKEN</c>
    /// or <c>TENCENTCLOUD_TOKEN</c>.
    /// </summary>
    public static string? SecurityToken
    {
        get => SecurityTokenSetting.Value;
        set => SecurityTokenSetting.Value = value;
    }

    /// <summary>
    /// Profile to take credentials from: one of the Tencent Cloud command line tool, or a section of <c>~/.tencentcloud/credentials</c>.
    /// Read from <c>TENCENTCLOUD_PROFILE</c> or <c>TCCLI_PROFILE</c> at run time when not set. A profile that is named is used, or is an
    /// error.
    /// </summary>
    public static string? Profile
    {
        get => ProfileSetting.Value;
        set => ProfileSetting.Value = value;
    }

    /// <summary>
    /// Folder of those profiles. Read from <c>TENCENTCLOUD_SHARED_CREDENTIALS_DIR</c> at run time when not set; <c>~/.tccli</c> otherwise.
    /// </summary>
    public static string? SharedCredentialsDir
    {
        get => SharedCredentialsDirSetting.Value;
        set => SharedCredentialsDirSetting.Value = value;
    }

    /// <summary>
    /// CAM role bound to the machine, to take credentials from its metadata service. Read from <c>TENCENTCLOUD_CAM_ROLE_NAME</c> at run
    /// time when not set. A role that is named is used, or is an error.
    /// </summary>
    public static string? CamRoleName
    {
        get => CamRoleNameSetting.Value;
        set => CamRoleNameSetting.Value = value;
    }

    /// <summary>A CAM role to assume with the credentials found.</summary>
    public static Types.AssumeRole? AssumeRole
    {
        get => AssumeRoleSetting.Value;
        set => AssumeRoleSetting.Value = value;
    }

    /// <summary>
    /// A CAM role to assume with the identity token of another system, so that no API key is needed. From the environment:
    /// <c>TKE_REGION</c>, <c>TKE_PROVIDER_ID</c>, <c>TKE_WEB_IDENTITY_TOKEN_FILE</c> and <c>TKE_ROLE_ARN</c>.
    /// </summary>
    public static Types.AssumeRoleWithWebIdentity? AssumeRoleWithWebIdentity
    {
        get => AssumeRoleWithWebIdentitySetting.Value;
        set => AssumeRoleWithWebIdentitySetting.Value = value;
    }

    /// <summary>
    /// Root domain of the services: <c>intl.tencentcloudapi.com</c> for the international site, or a private one. Read from
    /// <c>TENCENTCLOUD_DOMAIN</c> at run time when neither this nor <c>endpoint</c> is set; <c>tencentcloudapi.com</c> otherwise.
    /// </summary>
    public static string? Domain
    {
        get => DomainSetting.Value;
        set => DomainSetting.Value = value;
    }

    /// <summary>
    /// Another address of the Auto Scaling API: a host name, or a URL. Plain HTTP is accepted for this machine only, unless
    /// <c>allowInsecureEndpoint</c> is set. Default: <c>as.</c> and <c>domain</c>.
    /// </summary>
    public static string? Endpoint
    {
        get => EndpointSetting.Value;
        set => EndpointSetting.Value = value;
    }

    /// <summary>
    /// Another address of the token service (STS), as <c>endpoint</c>. Default: <c>sts.</c> and the domain of <c>endpoint</c> or
    /// <c>domain</c>; an <c>endpoint</c> on this machine stands for all services.
    /// </summary>
    public static string? StsEndpoint
    {
        get => StsEndpointSetting.Value;
        set => StsEndpointSetting.Value = value;
    }

    /// <summary>Accept a plain HTTP <c>endpoint</c> on another machine. Requests are signed, but anybody on the network path can read them.</summary>
    /// <value>Default <c>false</c>.</value>
    public static bool? AllowInsecureEndpoint
    {
        get => AllowInsecureEndpointSetting.Value;
        set => AllowInsecureEndpointSetting.Value = value;
    }

    /// <summary>
    /// Ceiling of requests per second and action, more than 0 and at most 1000. The account's own limit is 20 and is shared with everything
    /// else that uses it.
    /// </summary>
    /// <value>Default <c>10</c>.</value>
    public static double? RequestsPerSecond
    {
        get => RequestsPerSecondSetting.Value;
        set => RequestsPerSecondSetting.Value = value;
    }

    /// <summary>How often a request that may be repeated is sent again after a failure: from 0 to 20.</summary>
    /// <value>Default <c>5</c>.</value>
    public static int? MaxRetries
    {
        get => MaxRetriesSetting.Value;
        set => MaxRetriesSetting.Value = value;
    }

    /// <summary>
    /// Longest time in seconds between two polls of a rollout, from 0.01 to 3600; fractions are allowed. The provider polls more often
    /// while a batch is near its end.
    /// </summary>
    /// <value>Default <c>60</c>.</value>
    public static double? PollIntervalSeconds
    {
        get => PollIntervalSecondsSetting.Value;
        set => PollIntervalSecondsSetting.Value = value;
    }

    /// <summary>
    /// Folder for a report of each rollout: Markdown, JSON, JUnit XML and an HTML page, written at its end, also of a failed one. Made
    /// when it is missing. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that <c>main</c> in it
    /// names. Unset: no report.
    /// </summary>
    public static string? ReportDirectory
    {
        get => ReportDirectorySetting.Value;
        set => ReportDirectorySetting.Value = value;
    }

    /// <summary>
    /// Append the Markdown of each report to the file that <c>GITHUB_STEP_SUMMARY</c> names, where that is set: it is shown on the page of
    /// the run. Needs no <c>reportDirectory</c>.
    /// </summary>
    /// <value>Default <c>true</c>.</value>
    public static bool? ReportSummary
    {
        get => ReportSummarySetting.Value;
        set => ReportSummarySetting.Value = value;
    }

    /// <summary>
    /// File to which the answers of the read-only calls are appended, as JSON lines without headers or credentials, so that a simulator
    /// can replay the run. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that <c>main</c> in it
    /// names. Unset: nothing is recorded.
    /// </summary>
    public static string? RecordFile
    {
        get => RecordFileSetting.Value;
        set => RecordFileSetting.Value = value;
    }

    /// <summary>Settings that are objects.</summary>
    public static class Types
    {
        internal static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

        /// <summary>A CAM role to assume through STS with the credentials found, renewed before it expires.</summary>
        public class AssumeRole
        {
            /// <summary>The role, as <c>qcs::cam::uin/…:roleName/…</c>.</summary>
            public string RoleArn { get; set; } = null!;

            /// <summary>Name of the session in audit records.</summary>
            /// <value>Default <c>tencentcloud-refresh</c>.</value>
            public string? SessionName { get; set; }

            /// <summary>Life of one session in seconds, at most 43200.</summary>
            /// <value>Default <c>7200</c>.</value>
            public int? DurationSeconds { get; set; }

            /// <summary>External id that the role's trust policy asks for.</summary>
            public string? ExternalId { get; set; }
        }

        /// <summary>
        /// A CAM role to assume through STS with the identity token of another system, such as a pipeline's, renewed before it expires.
        /// </summary>
        public class AssumeRoleWithWebIdentity
        {
            /// <summary>Name of the OpenID Connect identity provider in CAM.</summary>
            public string ProviderId { get; set; } = null!;

            /// <summary>The role, as <c>qcs::cam::uin/…:roleName/…</c>.</summary>
            public string RoleArn { get; set; } = null!;

            /// <summary>The token itself. Exactly one of this and <c>webIdentityTokenFile</c> is needed.</summary>
            public string? WebIdentityToken { get; set; }

            /// <summary>
            /// File that holds the token, read again for each renewal. A relative path starts at the program's folder: where Pulumi.yaml
            /// is, or the folder that <c>main</c> in it names.
            /// </summary>
            public string? WebIdentityTokenFile { get; set; }

            /// <summary>Name of the session in audit records.</summary>
            /// <value>Default <c>tencentcloud-refresh</c>.</value>
            public string? SessionName { get; set; }

            /// <summary>Life of one session in seconds, at most 43200.</summary>
            /// <value>Default <c>7200</c>.</value>
            public int? DurationSeconds { get; set; }
        }
    }

    private sealed class Setting<T>(Func<T> read)
    {
        private Func<T> _read = read;

        public T Value
        {
            get => _read();
            set => _read = () => value;
        }
    }
}
