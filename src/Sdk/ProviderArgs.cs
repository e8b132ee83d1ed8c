namespace Pulumi.TencentcloudRefresh;

/// <summary>Configuration of a <see cref="Provider"/>. Stack configuration under <c>tencentcloud-refresh:</c> has the same names.</summary>
public sealed class ProviderArgs : global::Pulumi.ResourceArgs
{
    /// <summary>Region of the scaling groups, such as <c>ap-guangzhou</c>. Read from <c>TENCENTCLOUD_REGION</c> when not set.</summary>
    /// <value>Default: the environment variable <c>TENCENTCLOUD_REGION</c>.</value>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>
    /// Id of the API key. When id and key are not set, credentials are looked for at run time: in <c>profile</c>, <c>camRoleName</c> or
    /// <c>assumeRoleWithWebIdentity</c> if one of them is set, else in the environment, the profile of the command line tool,
    /// <c>~/.tencentcloud/credentials</c> and the CAM role of the machine. What is found there is never stored in state.
    /// </summary>
    [Input("secretId")]
    public Input<string>? SecretId { get; set; }

    [Input("secretKey")]
    private Input<string>? _secretKey;

    /// <summary>The API key that belongs to <c>secretId</c>. Always kept as a secret.</summary>
    public Input<string>? SecretKey
    {
        get => _secretKey;
        set => _secretKey = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    [Input("securityToken")]
    private Input<string>? _securityToken;

    /// <summary>
    /// Session token of temporary credentials. From the environment: <c>TENCENTCLOUD_SECURITY_TOKEN</c>, <c>TENCENTCLOUD_SESSION_TOKEN</c>
    /// or <c>TENCENTCLOUD_TOKEN</c>. Always kept as a secret.
    /// </summary>
    public Input<string>? SecurityToken
    {
        get => _securityToken;
        set => _securityToken = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    /// <summary>
    /// Profile to take credentials from: one of the Tencent Cloud command line tool, or a section of <c>~/.tencentcloud/credentials</c>.
    /// Read from <c>TENCENTCLOUD_PROFILE</c> or <c>TCCLI_PROFILE</c> at run time when not set. A profile that is named is used, or is an
    /// error.
    /// </summary>
    [Input("profile")]
    public Input<string>? Profile { get; set; }

    /// <summary>
    /// Folder of those profiles. Read from <c>TENCENTCLOUD_SHARED_CREDENTIALS_DIR</c> at run time when not set; <c>~/.tccli</c> otherwise.
    /// </summary>
    [Input("sharedCredentialsDir")]
    public Input<string>? SharedCredentialsDir { get; set; }

    /// <summary>
    /// CAM role bound to the machine, to take credentials from its metadata service. Read from <c>TENCENTCLOUD_CAM_ROLE_NAME</c> at run
    /// time when not set. A role that is named is used, or is an error.
    /// </summary>
    [Input("camRoleName")]
    public Input<string>? CamRoleName { get; set; }

    /// <summary>A CAM role to assume with the credentials found.</summary>
    [Input("assumeRole", json: true)]
    public Input<Inputs.AssumeRoleArgs>? AssumeRole { get; set; }

    /// <summary>
    /// A CAM role to assume with the identity token of another system, so that no API key is needed. From the environment:
    /// <c>TKE_REGION</c>, <c>TKE_PROVIDER_ID</c>, <c>TKE_WEB_IDENTITY_TOKEN_FILE</c> and <c>TKE_ROLE_ARN</c>.
    /// </summary>
    [Input("assumeRoleWithWebIdentity", json: true)]
    public Input<Inputs.AssumeRoleWithWebIdentityArgs>? AssumeRoleWithWebIdentity { get; set; }

    /// <summary>
    /// Root domain of the services: <c>intl.tencentcloudapi.com</c> for the international site, or a private one. Read from
    /// <c>TENCENTCLOUD_DOMAIN</c> at run time when neither this nor <c>endpoint</c> is set; <c>tencentcloudapi.com</c> otherwise.
    /// </summary>
    [Input("domain")]
    public Input<string>? Domain { get; set; }

    /// <summary>
    /// Another address of the Auto Scaling API: a host name, or a URL. Plain HTTP is accepted for this machine only, unless
    /// <c>allowInsecureEndpoint</c> is set. Default: <c>as.</c> and <c>domain</c>.
    /// </summary>
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    /// <summary>
    /// Another address of the token service (STS), as <c>endpoint</c>. Default: <c>sts.</c> and the domain of <c>endpoint</c> or
    /// <c>domain</c>; an <c>endpoint</c> on this machine stands for all services.
    /// </summary>
    [Input("stsEndpoint")]
    public Input<string>? StsEndpoint { get; set; }

    /// <summary>Accept a plain HTTP <c>endpoint</c> on another machine. Requests are signed, but anybody on the network path can read them.</summary>
    /// <value>Default <c>false</c>.</value>
    [Input("allowInsecureEndpoint", json: true)]
    public Input<bool>? AllowInsecureEndpoint { get; set; }

    /// <summary>
    /// Ceiling of requests per second and action, more than 0 and at most 1000. The account's own limit is 20 and is shared with everything
    /// else that uses it.
    /// </summary>
    /// <value>Default <c>10</c>.</value>
    [Input("requestsPerSecond", json: true)]
    public Input<double>? RequestsPerSecond { get; set; }

    /// <summary>How often a request that may be repeated is sent again after a failure: from 0 to 20.</summary>
    /// <value>Default <c>5</c>.</value>
    [Input("maxRetries", json: true)]
    public Input<int>? MaxRetries { get; set; }

    /// <summary>
    /// Longest time in seconds between two polls of a rollout, from 0.01 to 3600; fractions are allowed. The provider polls more often
    /// while a batch is near its end.
    /// </summary>
    /// <value>Default <c>60</c>.</value>
    [Input("pollIntervalSeconds", json: true)]
    public Input<double>? PollIntervalSeconds { get; set; }

    /// <summary>
    /// Folder for a report of each rollout: Markdown, JSON, JUnit XML and an HTML page, written at its end, also of a failed one. Made
    /// when it is missing. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that <c>main</c> in it
    /// names. Unset: no report.
    /// </summary>
    [Input("reportDirectory")]
    public Input<string>? ReportDirectory { get; set; }

    /// <summary>
    /// Append the Markdown of each report to the file that <c>GITHUB_STEP_SUMMARY</c> names, where that is set: it is shown on the page of
    /// the run. Needs no <c>reportDirectory</c>.
    /// </summary>
    /// <value>Default <c>true</c>.</value>
    [Input("reportSummary", json: true)]
    public Input<bool>? ReportSummary { get; set; }

    /// <summary>
    /// File to which the answers of the read-only calls are appended, as JSON lines without headers or credentials, so that a simulator
    /// can replay the run. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that <c>main</c> in it
    /// names. Unset: nothing is recorded.
    /// </summary>
    [Input("recordFile")]
    public Input<string>? RecordFile { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public ProviderArgs()
    {
        Region = Utilities.GetEnv("TENCENTCLOUD_REGION") is { } region ? (Input<string>)region : null;
        AllowInsecureEndpoint = false;
        RequestsPerSecond = 10;
        MaxRetries = 5;
        PollIntervalSeconds = 60;
        ReportSummary = true;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new ProviderArgs Empty => new();
}
