namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>
/// A CAM role to assume through STS with the identity token of another system, such as a pipeline's, renewed before it expires.
/// </summary>
public sealed class AssumeRoleWithWebIdentityArgs : global::Pulumi.ResourceArgs
{
    /// <summary>Name of the OpenID Connect identity provider in CAM.</summary>
    [Input("providerId", required: true)]
    public Input<string> ProviderId { get; set; } = null!;

    /// <summary>The role, as <c>qcs::cam::uin/…:roleName/…</c>.</summary>
    [Input("roleArn", required: true)]
    public Input<string> RoleArn { get; set; } = null!;

    [Input("webIdentityToken")]
    private Input<string>? _webIdentityToken;

    /// <summary>The token itself. Exactly one of this and <c>webIdentityTokenFile</c> is needed. Always kept as a secret.</summary>
    public Input<string>? WebIdentityToken
    {
        get => _webIdentityToken;
        set => _webIdentityToken = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    /// <summary>
    /// File that holds the token, read again for each renewal. A relative path starts at the program's folder: where Pulumi.yaml is, or the
    /// folder that <c>main</c> in it names.
    /// </summary>
    [Input("webIdentityTokenFile")]
    public Input<string>? WebIdentityTokenFile { get; set; }

    /// <summary>Name of the session in audit records.</summary>
    /// <value>Default <c>tencentcloud-refresh</c>.</value>
    [Input("sessionName")]
    public Input<string>? SessionName { get; set; }

    /// <summary>Life of one session in seconds, at most 43200.</summary>
    /// <value>Default <c>7200</c>.</value>
    [Input("durationSeconds")]
    public Input<int>? DurationSeconds { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public AssumeRoleWithWebIdentityArgs()
    {
        SessionName = "tencentcloud-refresh";
        DurationSeconds = 7200;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new AssumeRoleWithWebIdentityArgs Empty => new();
}
