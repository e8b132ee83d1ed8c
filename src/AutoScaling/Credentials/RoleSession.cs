using System.Globalization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Changes into a role with the credentials found.</summary>
internal static class RoleSession
{
    public static async Task<Credentials> BeginAsync(CredentialContext context, AssumeRoleOptions role, Credentials with)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.SessionName,
            DurationSeconds = role.DurationSeconds,
            Policy = role.Policy,
            ExternalId = role.ExternalId,
        };
        var session = await TokenService.BeginAsync(
            context, AssumeRole.Action, request, with, secret: null, role.DurationSeconds).ConfigureAwait(false);
        return session with { Source = $"role {role.RoleArn} with {with.Source}" };
    }

    /// <summary>The role that the environment names: as the vendor's Terraform provider spells it, else as its command line tool does.</summary>
    /// <returns>The role if there is one, or what is wrong with it.</returns>
    public static (AssumeRoleOptions? Role, string? Fault) OfEnvironment(CredentialOptions options)
    {
        const string terraform = "TENCENTCLOUD_ASSUME_ROLE_ARN", tccli = "TENCENTCLOUD_ROLE_ARN";
        const string duration = "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION";
        if (options.FirstOf(terraform, tccli) is not { Value: var arn })
            return (null, null);
        if (options.Setting(terraform) is { } one && options.Setting(tccli) is { } other && one != other)
            return (null, $"{terraform} and {tccli} name different roles; unset one of them");

        var role = new AssumeRoleOptions { RoleArn = arn, ExternalId = options.Setting("TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID") };
        if (options.FirstOf("TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME", "TENCENTCLOUD_ROLE_SESSION_NAME") is { Value: var session })
            role = role with { SessionName = session };
        if (options.Setting(duration) is not { } text)
            return (role, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 43200
            ? (role with { DurationSeconds = seconds }, null)
            : (null, $"{duration} must be a number of seconds from 1 to 43200, was '{SafeText.Line(text, SafeText.MaxWord)}'");
    }
}
