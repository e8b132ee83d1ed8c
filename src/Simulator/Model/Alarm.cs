namespace TencentcloudRefresh.Simulator.Model;

/// <summary>An alarm policy of the monitor.</summary>
/// <param name="Id"><c>policy-…</c>.</param>
public sealed record AlarmPolicy(string Id)
{
    public string Name { get; init; } = "";

    /// <summary>One that is off never fires.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>One time that a policy fired.</summary>
public sealed record Alarm
{
    public required string Id { get; init; }

    public required string PolicyId { get; init; }

    /// <summary>The machine that it is about; null for none.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The condition, for people.</summary>
    public string Content { get; init; } = "";

    public DateTimeOffset Begin { get; init; }

    /// <summary>When it recovers; null while nobody knows.</summary>
    public DateTimeOffset? End { get; init; }

    public bool LastsAt(DateTimeOffset now) => Begin <= now && !(End <= now);
}
