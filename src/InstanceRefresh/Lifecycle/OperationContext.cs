namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What the caller of an operation brings along.</summary>
public sealed record OperationContext
{
    /// <summary>The user's limit for the whole operation. Null or zero: derived from the plan, and told in the log.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The user's wish to stop. Waits end at once with the full state; what the cloud does then is <see cref="RefreshInputs.OnInterrupt"/>.
    /// </summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>How long an interrupted operation may take to its end, whatever the service does: seeing what became of a call, pausing, looking once
    /// more. Whoever serves the operation waits longer than this before it closes. Default <see cref="DefaultEndWithin"/>.</summary>
    public TimeSpan EndWithin { get; init; } = DefaultEndWithin;

    /// <summary>3 seconds: the engine kills a plugin 5 seconds after it has asked it to end, and a busy machine needs some of them.</summary>
    public static TimeSpan DefaultEndWithin { get; } = TimeSpan.FromSeconds(3);

    /// <summary>What measures <see cref="EndWithin"/>. Default the machine's clock, also where waits run on a virtual one: the service is reached over
    /// sockets, and those live in real time.</summary>
    public TimeProvider NetworkClock { get; init; } = TimeProvider.System;

    public required IProgressLog Log { get; init; }

    /// <summary>Takes the secrets of this resource out of what the service says, before it is reported, stored or reported. Nothing, unless given.</summary>
    public Func<string, string> Clean { get; init; } = text => text;

    /// <summary>Where a report of the rollout is written at the end of each operation. Null: nowhere.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>Where the report is appended for the page of a pipeline's run. Null: nowhere.</summary>
    public StepSummary? Summary { get; init; }

    /// <summary>Who runs this and for which change, as the report tells it. Null: not known.</summary>
    public RunOrigin? Run { get; init; }

    internal bool WantsReport => !string.IsNullOrWhiteSpace(ReportDirectory) || Summary is not null;
}

/// <summary>Where the lines for people go. Never throws into a rollout: a log that cannot be reached is the implementation's business.</summary>
public interface IProgressLog
{
    /// <summary>Replaces the last status line on a live display; not kept.</summary>
    /// <param name="progress">What the line says, for a display that draws it; null for a line about something else.</param>
    Task StatusAsync(string line, RolloutProgress? progress = null);

    /// <summary>Kept, also in the log of a pipeline.</summary>
    /// <inheritdoc cref="StatusAsync"/>
    Task InfoAsync(string line, RolloutProgress? progress = null);

    /// <summary>What moved and is no line of its own yet: for a display that draws it, and for nobody else.</summary>
    /// <inheritdoc cref="StatusAsync"/>
    Task TraceAsync(string line, RolloutProgress progress);

    /// <summary>Kept and counted.</summary>
    Task WarnAsync(string line);
}
