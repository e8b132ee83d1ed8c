using System.Collections.Immutable;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>One place where credentials may be, in the order of the search. The documentation shows this table, and the search walks it.</summary>
public sealed record CredentialSource
{
    private CredentialSource(string name, string from, Func<CredentialContext, ValueTask<CredentialPlace>> findAsync)
        => (Name, From, FindAsync) = (name, from, findAsync);

    /// <summary>What it is, for people.</summary>
    public string Name { get; }

    /// <summary>The settings, variables or files that it is taken from, as Markdown.</summary>
    public string From { get; }

    /// <summary>Whether somebody has to name it. Such a source is used, or is an error that names what is missing; the search never continues behind
    /// it. Any other one is passed over where there is nothing.</summary>
    public bool MustBeNamed => IsNamed is not null;

    /// <summary>Whether the role to change into may come from the environment. A source that the configuration names is not changed from outside,
    /// except for keys, as the vendor's Terraform provider has it.</summary>
    public bool TakesRoleOfEnvironment { get; private init; } = true;

    internal Func<CredentialOptions, bool>? IsNamed { get; private init; }

    internal Func<CredentialContext, ValueTask<CredentialPlace>> FindAsync { get; }

    /// <summary>All sources; the first that has credentials counts.</summary>
    public static ImmutableArray<CredentialSource> Order { get; } =
    [
        new(
            "keys in the configuration",
            "`secretId`, `secretKey`, `securityToken`",
            context => new(CredentialPlace.Of(
                "explicit values",
                ("secretId", context.Options.SecretId),
                ("secretKey", context.Options.SecretKey),
                ("securityToken", context.Options.SecurityToken)))),
        new(
            "profile in the configuration",
            "`profile`: `<profile>.credential` in `sharedCredentialsDir`, else the section of this name in `~/.tencentcloud/credentials`",
            context => NamedProfile.FindAsync(context, "profile", context.Options.Profile!))
        { IsNamed = options => options.Profile is not null, TakesRoleOfEnvironment = false },
        new(
            "machine role in the configuration",
            "`camRoleName`",
            context => MachineRole.FindAsync(context.Options, context.Options.CamRoleName, context.CancellationToken))
        { IsNamed = options => options.CamRoleName is not null, TakesRoleOfEnvironment = false },
        new(
            "web identity in the configuration",
            "`assumeRoleWithWebIdentity`",
            context => WebIdentity.FindAsync(context, "assumeRoleWithWebIdentity", context.Options.WebIdentity!))
        { IsNamed = options => options.WebIdentity is not null, TakesRoleOfEnvironment = false },
        new(
            "keys in the environment",
            "`TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, and the token in `TENCENTCLOUD_SECURITY_TOKEN`, `TENCENTCLOUD_SESSION_TOKEN` or "
            + "`TENCENTCLOUD_TOKEN`",
            context => new(EnvironmentKeys.Find(context.Options))),
        new(
            "profile in the environment",
            "`TENCENTCLOUD_PROFILE` or `TCCLI_PROFILE`, searched for as `profile` is",
            context => NamedProfile.FindAsync(context, context.Options.ProfileVariable()!.Value.Name, context.Options.ProfileVariable()!.Value.Value))
        { IsNamed = options => options.ProfileVariable() is not null },
        new(
            "credentials file in the environment",
            "`TENCENTCLOUD_CREDENTIALS_FILE`, section `[default]`",
            context => new(CredentialFile.Find(context.Options)))
        { IsNamed = options => options.Setting(CredentialFile.Variable) is not null },
        new(
            "web identity in the environment",
            "`TKE_REGION`, `TKE_PROVIDER_ID`, `TKE_WEB_IDENTITY_TOKEN_FILE`, `TKE_ROLE_ARN`",
            WebIdentity.OfEnvironmentAsync)
        { IsNamed = WebIdentity.IsInEnvironment },
        new(
            "machine role in the environment",
            "`TENCENTCLOUD_CAM_ROLE_NAME`",
            context => MachineRole.FindAsync(context.Options, context.Options.Setting(MachineRole.Variable), context.CancellationToken))
        { IsNamed = options => options.Setting(MachineRole.Variable) is not null },
        new(
            "default profile of the command line tool",
            "`default.credential` in `~/.tccli`, or in the folder that `sharedCredentialsDir` or `TENCENTCLOUD_SHARED_CREDENTIALS_DIR` names",
            NamedProfile.DefaultAsync),
        new(
            "credentials file",
            "`~/.tencentcloud/credentials`, section `[default]`",
            context => new(CredentialFile.Find(context.Options))),
        new(
            "role of the machine",
            "the machine's metadata service",
            context => MachineRole.FindAsync(context.Options, role: null, context.CancellationToken)),
    ];
}

/// <summary>What a source is looked at with.</summary>
internal sealed record CredentialContext(CredentialOptions Options, TimeProvider Clock, CancellationToken CancellationToken);
