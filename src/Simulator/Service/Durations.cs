namespace TencentcloudRefresh.Simulator.Service;

/// <summary>The shortest and the longest something takes.</summary>
public readonly record struct Span(TimeSpan Shortest, TimeSpan Longest)
{
    public static Span Exactly(TimeSpan length) => new(length, length);

    public static Span Seconds(double shortest, double longest) => new(TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest));
}

/// <summary>How long things take, in the service's time. Within a span the length is drawn per machine and attempt from the random seed.</summary>
public sealed record Durations
{
    /// <summary>INIT to RUNNING. Default 0.8 seconds.</summary>
    public Span Preparation { get; init; } = Span.Exactly(TimeSpan.FromSeconds(0.8));

    /// <summary>A batch's INIT to RUNNING. Default 0.4 seconds.</summary>
    public Span BatchInit { get; init; } = Span.Exactly(TimeSpan.FromSeconds(0.4));

    /// <summary>Reinstalling (or replacing) one machine. Default 70 to 130 seconds, as the documentation's sample suggests.</summary>
    public Span Reset { get; init; } = Span.Seconds(70, 130);

    /// <summary>From a reinstalled machine to a healthy balancer target. Default 5 to 15 seconds.</summary>
    public Span HealthCheck { get; init; } = Span.Seconds(5, 15);

    /// <summary>Making machines: surge and ordinary scaling. Default 20 to 40 seconds.</summary>
    public Span Creation { get; init; } = Span.Seconds(20, 40);

    /// <summary>Removing machines: surge and ordinary scaling. Default 5 to 15 seconds.</summary>
    public Span Removal { get; init; } = Span.Seconds(5, 15);

    /// <summary>The command of a hook. Default 5 to 15 seconds.</summary>
    public Span Command { get; init; } = Span.Seconds(5, 15);

    /// <summary>Nothing takes any time: every step is over at the next poll.</summary>
    public static Durations None { get; } = new()
    {
        Preparation = default,
        BatchInit = default,
        Reset = default,
        HealthCheck = default,
        Creation = default,
        Removal = default,
        Command = default,
    };

    internal Durations Validated()
    {
        foreach (var (name, span) in new[]
        {
            (nameof(Preparation), Preparation), (nameof(BatchInit), BatchInit), (nameof(Reset), Reset),
            (nameof(HealthCheck), HealthCheck), (nameof(Creation), Creation), (nameof(Removal), Removal),
        })
        {
            if (span.Shortest < TimeSpan.Zero || span.Longest < span.Shortest)
                throw new ArgumentException($"The duration {name} runs from {span.Shortest} to {span.Longest}: it must not be negative nor end before it begins.");
        }

        return this;
    }
}
