using System.Collections.Immutable;
using static TencentcloudRefresh.InstanceRefresh.PropertyTypes;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Every key of the provider's configuration.</summary>
public static class ConfigurationCatalogue
{
    public static PropertyType.Section AssumeRole { get; } = new("AssumeRole",
        "A CAM role to assume through STS with the credentials found, renewed before it expires.",
    [
        new("roleArn", Text, "The role, as `qcs::cam::uin/…:roleName/…`.") { Required = true },
        new("sessionName", Text, "Name of the session in audit records.") { Default = "tencentcloud-refresh" },
        new("durationSeconds", From(1, 43200), "Life of one session in seconds, at most 43200.") { Default = 7200 },
        new("externalId", Text, "External id that the role's trust policy asks for."),
    ]);

    public static PropertyType.Section AssumeRoleWithWebIdentity { get; } = new("AssumeRoleWithWebIdentity",
        "A CAM role to assume through STS with the identity token of another system, such as a pipeline's, renewed before it expires.",
    [
        new("providerId", Text, "Name of the OpenID Connect identity provider in CAM.") { Required = true },
        new("roleArn", Text, "The role, as `qcs::cam::uin/…:roleName/…`.") { Required = true },
        new("webIdentityToken", Text, "The token itself. Exactly one of this and `webIdentityTokenFile` is needed.") { Secret = true },
        new("webIdentityTokenFile", Text,
            "File that holds the token, read again for each renewal. A relative path starts at the program's folder: where Pulumi.yaml is, or the "
            + "folder that `main` in it names."),
        new("sessionName", Text, "Name of the session in audit records.") { Default = "tencentcloud-refresh" },
        new("durationSeconds", From(1, 43200), "Life of one session in seconds, at most 43200.") { Default = 7200 },
    ]);

    public static ImmutableArray<PropertyDefinition> Properties { get; } =
    [
        new("region", Text,
            "Region of the scaling groups, such as `ap-guangzhou`. Read from `TENCENTCLOUD_REGION` when not set.")
        { Environment = "TENCENTCLOUD_REGION" },
        new("secretId", Text,
            "Id of the API key. When id and key are not set, credentials are looked for at run time: in `profile`, `camRoleName` or "
            + "`assumeRoleWithWebIdentity` if one of them is set, else in the environment, the profile of the command line tool, "
            + "`~/.tencentcloud/credentials` and the CAM role of the machine. What is found there is never stored in state."),
        new("secretKey", Text, "The API key that belongs to `secretId`.") { Secret = true },
        new("securityToken", Text,
            "Session token of temporary credentials. From the environment: `TENCENTCLOUD_SECURITY_TOKEN`, `TENCENTCLOUD_SESSION_TOKEN` or "
            + "`TENCENTCLOUD_TOKEN`.")
        { Secret = true },
        new("profile", Text,
            "Profile to take credentials from: one of the Tencent Cloud command line tool, or a section of `~/.tencentcloud/credentials`. Read from "
            + "`TENCENTCLOUD_PROFILE` or `TCCLI_PROFILE` at run time when not set. A profile that is named is used, or is an error."),
        new("sharedCredentialsDir", Text,
            "Folder of those profiles. Read from `TENCENTCLOUD_SHARED_CREDENTIALS_DIR` at run time when not set; `~/.tccli` otherwise."),
        new("camRoleName", Text,
            "CAM role bound to the machine, to take credentials from its metadata service. Read from `TENCENTCLOUD_CAM_ROLE_NAME` at run time "
            + "when not set. A role that is named is used, or is an error."),
        new("assumeRole", AssumeRole, "A CAM role to assume with the credentials found."),
        new("assumeRoleWithWebIdentity", AssumeRoleWithWebIdentity,
            "A CAM role to assume with the identity token of another system, so that no API key is needed. From the environment: `TKE_REGION`, "
            + "`TKE_PROVIDER_ID`, `TKE_WEB_IDENTITY_TOKEN_FILE` and `TKE_ROLE_ARN`."),
        new("domain", Text,
            "Root domain of the services: `intl.tencentcloudapi.com` for the international site, or a private one. Read from `TENCENTCLOUD_DOMAIN` at "
            + "run time when neither this nor `endpoint` is set; `tencentcloudapi.com` otherwise."),
        new("endpoint", Text,
            "Another address of the Auto Scaling API: a host name, or a URL. Plain HTTP is accepted for this machine only, unless "
            + "`allowInsecureEndpoint` is set. Default: `as.` and `domain`."),
        new("stsEndpoint", Text,
            "Another address of the token service (STS), as `endpoint`. Default: `sts.` and the domain of `endpoint` or `domain`; an `endpoint` on this "
            + "machine stands for all services."),
        new("allowInsecureEndpoint", Flag,
            "Accept a plain HTTP `endpoint` on another machine. Requests are signed, but anybody on the network path can read them.")
        { Default = false },
        new("requestsPerSecond", new PropertyType.Number(0, 1000, ExcludesMinimum: true),
            "Ceiling of requests per second and action, more than 0 and at most 1000. The account's own limit is 20 and is shared with "
            + "everything else that uses it.")
        { Default = 10 },
        new("maxRetries", From(0, 20), "How often a request that may be repeated is sent again after a failure: from 0 to 20.") { Default = 5 },
        new("pollIntervalSeconds", new PropertyType.Number(0.01, 3600),
            "Longest time in seconds between two polls of a rollout, from 0.01 to 3600; fractions are allowed. The provider polls more often "
            + "while a batch is near its end.")
        { Default = 60 },
        new("reportDirectory", Text,
            "Folder for a report of each rollout: Markdown, JSON, JUnit XML and an HTML page, written at its end, also of a failed one. Made "
            + "when it is missing. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that `main` in it names. "
            + "Unset: no report."),
        new("reportSummary", Flag,
            "Append the Markdown of each report to the file that `GITHUB_STEP_SUMMARY` names, where that is set: it is shown on the page of the run. "
            + "Needs no `reportDirectory`.")
        { Default = true },
        new("recordFile", Text,
            "File to which the answers of the read-only calls are appended, as JSON lines without headers or credentials, so that a simulator "
            + "can replay the run. A relative path starts at the program's folder: where Pulumi.yaml is, or the folder that `main` in it names. "
            + "Unset: nothing is recorded."),
    ];
}
