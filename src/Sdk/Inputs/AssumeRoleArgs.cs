namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>A CAM role to assume through STS with the credentials found, renewed before it expires.</summary>
public sealed class AssumeRoleArgs : global::Pulumi.ResourceArgs
{
    /// <summary>The role, as <c>qcs::cam::uin/…:roleName/…</c>.</summary>
    [Input("roleArn", required: true)]
    public Input<string> RoleArn { get; set; } = null!;

    /// <summary>Name of the session in audit records.</summary>
    /// <value>Default <c>tencentcloud-refresh</c>.</value>
    [Input("sessionName")]
    public Input<string>? SessionName { get; set; }

    /// <summary>Life of one session in seconds, at most 43200.</summary>
    /// <value>Default <c>7200</c>.</value>
    [Input("durationSeconds")]
    public Input<int>? DurationSeconds { get; set; }

    /// <summary>External id that the role's trust policy asks for.</summary>
    [Input("externalId")]
    public Input<string>? ExternalId { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public AssumeRoleArgs()
    {
        SessionName = "tencentcloud-refresh";
        DurationSeconds = 7200;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new AssumeRoleArgs Empty => new();
}
