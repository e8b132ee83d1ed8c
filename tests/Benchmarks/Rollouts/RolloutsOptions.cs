using System.Globalization;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>What is rolled.</summary>
internal sealed record RolloutsOptions
{
    /// <summary>Groups that roll at once.</summary>
    public int Count { get; init; } = 100;

    public int Instances { get; init; } = 6;

    public int Batches { get; init; } = 3;

    /// <summary>How long reinstalling one machine takes, in seconds, as the simulator's <c>--reset-seconds</c>.</summary>
    public string ResetSeconds { get; init; } = "70-130";

    /// <summary>One poll loop for each rollout instead of the provider: 0.5, 1, 2, 4, 8, 10, 10 … seconds, as the vendor's provider waits.</summary>
    public bool Baseline { get; init; }

    /// <exception cref="FormatException">An argument is not understood.</exception>
    public static RolloutsOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new RolloutsOptions();
        for (int at = 0; at < args.Length; at++)
        {
            options = args[at] switch
            {
                "--baseline" => options with { Baseline = true },
                "--count" => options with { Count = Number(args, ++at) },
                "--instances" => options with { Instances = Number(args, ++at) },
                "--batches" => options with { Batches = Number(args, ++at) },
                "--reset-seconds" => options with { ResetSeconds = ++at < args.Length ? args[at] : throw new FormatException("--reset-seconds needs a value.") },
                var other => throw new FormatException($"rollouts knows --count, --instances, --batches, --reset-seconds and --baseline, not {other}."),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> args, int at)
        => at < args.Length && int.TryParse(args[at], CultureInfo.InvariantCulture, out int number) && number > 0
            ? number : throw new FormatException($"{args[at - 1]} needs a number above 0.");
}
