using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The settings in the client's terms. What is not set keeps the client's own default.</summary>
public static class SettingsMapping
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
            WebIdentity = settings.WebIdentity?.ToOptions(),
            Region = settings.Region,
            AllowInsecureEndpoint = settings.AllowInsecureEndpoint,
            Variable = variable,
        };

        /// <summary>Where the services are. The environment counts only where the configuration names neither domain nor endpoint.</summary>
        /// <exception cref="ArgumentException">The environment names a domain that is none.</exception>
        public ServiceEndpoints ToEndpoints(Func<string, string?> variable)
        {
            const string name = "TENCENTCLOUD_DOMAIN";
            string? domain = settings.Domain;
            if (domain is null && settings.Endpoint is null && variable(name) is { } set && !string.IsNullOrWhiteSpace(set))
            {
                domain = set.Trim();
                if (ServiceEndpoints.FaultOfDomain(domain) is { } fault)
                    throw new ArgumentException($"{name} {fault}.");
            }

            return new() { AutoScaling = settings.Endpoint, Domain = domain, TokenService = settings.StsEndpoint };
        }

        public AutoScalingClientOptions ToClientOptions(string region, ServiceEndpoints endpoints)
        {
            var options = new AutoScalingClientOptions
            {
                Region = region,
                AllowInsecureEndpoint = settings.AllowInsecureEndpoint,
                RequestsPerSecond = settings.RequestsPerSecond,
                RecordFile = settings.RecordFile,
                Endpoint = endpoints.AutoScaling,
                Domain = endpoints.Domain,
                StsEndpoint = endpoints.TokenService,
            };
            return settings.MaxRetries is { } retries ? options with { Retry = options.Retry with { MaxRetries = retries } } : options;
        }

        public ActivityPollerOptions ToPollerOptions()
            => settings.PollInterval is { } longest ? new ActivityPollerOptions { MaxInterval = longest } : new();
    }

    private static WebIdentityOptions ToOptions(this WebIdentitySettings identity)
    {
        var options = new WebIdentityOptions
        {
            ProviderId = identity.ProviderId,
            RoleArn = identity.RoleArn,
            Token = identity.Token,
            TokenFile = identity.TokenFile,
        };
        if (identity.SessionName is { } name)
            options = options with { SessionName = name };
        return identity.Duration is { } life ? options with { DurationSeconds = (int)life.TotalSeconds } : options;
    }

    private static AssumeRoleOptions ToOptions(this AssumeRoleSettings role)
    {
        var options = new AssumeRoleOptions { RoleArn = role.RoleArn, ExternalId = role.ExternalId };
        if (role.SessionName is { } name)
            options = options with { SessionName = name };
        return role.Duration is { } life ? options with { DurationSeconds = (int)life.TotalSeconds } : options;
    }
}
