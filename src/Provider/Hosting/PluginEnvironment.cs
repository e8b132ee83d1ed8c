using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>What a plugin takes from the process around it.</summary>
internal sealed record PluginEnvironment
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Variables by name, null if not set. Default: the process's.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where this machine is asked for its role. Default: the vendor's address.</summary>
    public Uri MetadataEndpoint { get; init; } = new CredentialOptions().MetadataEndpoint;

    /// <summary>Why this process cannot serve, or null. Default: looks at its limits.</summary>
    public Func<string?> Problem { get; init; } = OpenFiles.Problem;

    /// <summary>Hidden from users by the engine. Default: standard error.</summary>
    public TextWriter Diagnostics { get; init; } = Console.Error;
}
