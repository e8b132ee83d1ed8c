using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Provider.Configuration;

/// <summary>The settings in the client's terms. What is not set keeps the client's own default.</summary>
internal static class SettingsMapping
{
    extension(ProviderSettings settings)
    {
        public CredentialOptions ToCredentialOptions(Func<string, string?> variable) => new()
        {
            SecretId = settings.SecretId,
            SecretKey = settings.SecretKey,
            SecurityToken = settings.SecurityToken,
            Profile = settings.Profile,
            SharedCredentialsDir = settings.SharedCredentialsDir,
            CamRoleName = settings.CamRoleName,
            AssumeRole = settings.AssumeRole?.ToOptions(),
            Region = settings.Region,
            Variable = variable,
        };

        public AutoScalingClientOptions ToClientOptions(string region)
        {
            var options = new AutoScalingClientOptions
            {
                Region = region,
                AllowInsecureEndpoint = settings.AllowInsecureEndpoint,
                RequestsPerSecond = settings.RequestsPerSecond,
                RecordFile = settings.RecordFile,
            };
            if (settings.Endpoint is { } endpoint)
                options = options with { Endpoint = endpoint };
            return settings.MaxRetries is { } retries ? options with { Retry = options.Retry with { MaxRetries = retries } } : options;
        }

        public ActivityPollerOptions ToPollerOptions()
            => settings.PollInterval is { } longest ? new ActivityPollerOptions { MaxInterval = longest } : new();
    }

    private static AssumeRoleOptions ToOptions(this AssumeRoleSettings role)
    {
        var options = new AssumeRoleOptions { RoleArn = role.RoleArn, ExternalId = role.ExternalId };
        if (role.SessionName is { } name)
            options = options with { SessionName = name };
        return role.Duration is { } life ? options with { DurationSeconds = (int)life.TotalSeconds } : options;
    }
}
