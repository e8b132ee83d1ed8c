using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>What the engine tells the program it starts, through the environment.</summary>
internal sealed record ProgramSettings
{
    /// <summary>Address of the resource monitor, host and port.</summary>
    public required string Monitor { get; init; }

    /// <summary>Address of the engine's own service (the log), host and port.</summary>
    public required string Engine { get; init; }

    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string Organization { get; init; } = "organization";

    /// <summary>The folder of Pulumi.yaml, where the engine names it.</summary>
    public string? RootDirectory { get; init; }

    /// <summary>A preview: nothing is made, and what only a real run can tell stays unknown.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Configuration by full key (<c>namespace:key</c>), secrets in clear.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <exception cref="InvalidOperationException">The engine's variables are missing: the program was started by hand.</exception>
    public static ProgramSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static ProgramSettings From(Func<string, string?> variable)
    {
        string[] needed = ["PULUMI_MONITOR", "PULUMI_ENGINE", "PULUMI_PROJECT", "PULUMI_STACK", "PULUMI_DRY_RUN"];
        var missing = needed.Where(name => string.IsNullOrEmpty(variable(name))).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"This program is started by the engine, which sets {string.Join(", ", missing)}. Run `pulumi up`, or the rehearsal.");
        }

        return new ProgramSettings
        {
            Monitor = variable("PULUMI_MONITOR")!,
            Engine = variable("PULUMI_ENGINE")!,
            Project = variable("PULUMI_PROJECT")!,
            Stack = variable("PULUMI_STACK")!,
            Organization = variable("PULUMI_ORGANIZATION") is { Length: > 0 } organization ? organization : "organization",
            RootDirectory = variable("PULUMI_ROOT_DIRECTORY"),
            IsDryRun = bool.Parse(variable("PULUMI_DRY_RUN")!),
            Config = variable("PULUMI_CONFIG") is { Length: > 0 } json
                ? JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(json)!
                : ImmutableDictionary<string, string>.Empty,
        };
    }
}
