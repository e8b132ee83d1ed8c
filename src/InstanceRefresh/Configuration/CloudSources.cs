using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Where credentials, region and services are looked for: what is configured, completed by the environment. Nothing is asked of anybody yet.</summary>
/// <param name="Credentials">For a <see cref="CredentialChain"/>.</param>
/// <param name="Region">Null: neither configured, nor in the environment, nor in a profile.</param>
public sealed record CloudSources(CredentialOptions Credentials, string? Region)
{
    /// <param name="variable">Variables of the environment by name, null if not set.</param>
    /// <param name="metadataEndpoint">Where this machine is asked for its role. Null: at the vendor's address.</param>
    /// <exception cref="ArgumentException">The environment or the profile names something that is no region or no domain. The configuration itself has been
    /// checked by <see cref="SettingsReader"/>.</exception>
    public static CloudSources Of(ProviderSettings settings, Func<string, string?> variable, Uri? metadataEndpoint = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(variable);
        var sources = settings.ToCredentialOptions(variable) with { Endpoints = settings.ToEndpoints(variable) };
        if (metadataEndpoint is not null)
            sources = sources with { MetadataEndpoint = metadataEndpoint };
        if (variable("HOME") is { Length: > 0 } home)
            sources = sources with { HomeDirectory = home };
        return new(sources, CredentialChain.FindRegion(sources));
    }
}
