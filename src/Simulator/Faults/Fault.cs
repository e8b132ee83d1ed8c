namespace TencentcloudRefresh.Simulator.Faults;

public enum FaultPhase
{
    /// <summary>Instead of carrying the call out.</summary>
    Before,

    /// <summary>After the call was carried out.</summary>
    After,
}

/// <summary>One thing that is to go wrong. It is about a machine, an action or a group.</summary>
public sealed record Fault
{
    private readonly bool _timesGiven;

    public required FaultKind Kind { get; init; }

    /// <summary>The machine that fails.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The group whose activity is changed by a third party; with a machine's kind and <see cref="AtBatch"/>, the first machine of that batch fails.</summary>
    public string? GroupId { get; init; }

    /// <summary>The API action whose response is replaced by a fault; <c>*</c> for every one.</summary>
    public string? Action { get; init; }

    /// <summary>Before or after the call is carried out. Ignored by the kinds that only make sense in one of them.</summary>
    public FaultPhase Phase { get; init; }

    /// <summary>The error code of <see cref="FaultKind.Error"/>; InternalError by default.</summary>
    public string? Code { get; init; }

    /// <summary>The text that goes with it.</summary>
    public string? Message { get; init; }

    /// <summary>How often it happens; null for every time.</summary>
    /// <value>Default 1; for <see cref="FaultKind.FailAlways"/> and <see cref="FaultKind.Stuck"/> null.</value>
    public int? Times
    {
        get => _timesGiven ? field : Kind is FaultKind.FailAlways or FaultKind.Stuck ? null : 1;
        init => (field, _timesGiven) = (value, true);
    }

    /// <summary>From 0 to 1; drawn anew each time from the random seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Milliseconds of the caller's time, for <see cref="FaultKind.Delay"/> and <see cref="FaultKind.LostAnswer"/>.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The alarm policy of <see cref="FaultKind.Alarm"/>, <c>policy-…</c>.</summary>
    public string? PolicyId { get; init; }

    /// <summary>How long the alarm lasts, in seconds of the service's time; null for ever.</summary>
    public int? Seconds { get; init; }

    /// <summary>The HTTP status of <see cref="FaultKind.Http"/>; 502 by default.</summary>
    public int Status { get; init; } = 502;

    /// <summary>The batch, 1-based, for a third party's kinds. Default 1.</summary>
    public int AtBatch { get; init; } = 1;

    /// <summary>A machine fails, once or in some other way.</summary>
    public static Fault OfInstance(string instanceId, FaultKind kind = FaultKind.FailOnce) => new() { InstanceId = instanceId, Kind = kind };

    /// <summary>The first machine of a batch of the group's next activity fails.</summary>
    public static Fault InBatch(string groupId, int batch, FaultKind kind = FaultKind.FailOnce)
        => new() { GroupId = groupId, AtBatch = batch, Kind = kind };

    /// <summary>An action's response is replaced by a fault.</summary>
    public static Fault OfAction(string action, FaultKind kind, FaultPhase phase = FaultPhase.Before) => new() { Action = action, Kind = kind, Phase = phase };

    /// <summary>An action is answered with an error code, without being carried out.</summary>
    public static Fault Error(string action, string code, int? times = 1) => new() { Action = action, Kind = FaultKind.Error, Code = code, Times = times };

    /// <summary>A third party acts on the group's activity when a batch has begun.</summary>
    public static Fault ThirdParty(string groupId, FaultKind kind, int atBatch = 1) => new() { GroupId = groupId, Kind = kind, AtBatch = atBatch };

    /// <summary>An alarm policy fires when a batch of the group's activity has begun, at once where there is no group; for ever unless a time is
    /// given.</summary>
    public static Fault Alarm(string policyId, string? groupId = null, int atBatch = 1, int? seconds = null)
        => new() { Kind = FaultKind.Alarm, PolicyId = policyId, GroupId = groupId, AtBatch = atBatch, Seconds = seconds };

    internal bool IsOfInstance => Kind is FaultKind.FailOnce or FaultKind.FailAlways or FaultKind.HealthTimeout or FaultKind.Vanish or FaultKind.Stuck
        or FaultKind.HookAbandon or FaultKind.CommandFails;

    internal bool IsOfAction => Kind is >= FaultKind.Error and <= FaultKind.Unordered;

    internal bool IsAboutDescribing => Kind is >= FaultKind.EmptySet and <= FaultKind.Unordered;

    /// <summary>Whether it affects the responses of an action: of every one with <c>*</c>, where only activities are described then.</summary>
    internal bool IsAbout(string action) => Action == action
        || (Action == "*" && (!IsAboutDescribing || action == DescribedLists.Activities));

    /// <summary>What is wrong with the fault itself, one sentence each.</summary>
    internal IEnumerable<string> Errors() => ErrorsForKind().Concat(ErrorsInNumbers());

    private bool IsAboutAnyList => Kind is FaultKind.EmptySet or FaultKind.Sparse;

    /// <summary>What its kind needs and cannot have.</summary>
    private IEnumerable<string> ErrorsForKind()
    {
        if (IsOfAction ? string.IsNullOrEmpty(Action) : !string.IsNullOrEmpty(Action))
            yield return $"kind {FaultJson.NameOf(Kind)} {(IsOfAction ? "needs" : "cannot have")} an action";
        if (IsOfInstance && string.IsNullOrEmpty(InstanceId) == string.IsNullOrEmpty(GroupId))
            yield return $"kind {FaultJson.NameOf(Kind)} needs either an instanceId, or a groupId with atBatch";
        if (!IsOfInstance && !string.IsNullOrEmpty(InstanceId))
            yield return $"kind {FaultJson.NameOf(Kind)} cannot have an instanceId";
        if (Kind == FaultKind.Alarm == string.IsNullOrEmpty(PolicyId))
            yield return $"kind {FaultJson.NameOf(Kind)} {(Kind == FaultKind.Alarm ? "needs" : "cannot have")} a policyId";
        if (!IsOfInstance && !IsOfAction && Kind != FaultKind.Alarm && string.IsNullOrEmpty(GroupId))
            yield return $"kind {FaultJson.NameOf(Kind)} needs a groupId";
        if (IsOfAction && !string.IsNullOrEmpty(GroupId))
            yield return $"kind {FaultJson.NameOf(Kind)} cannot have a groupId";
        if (IsAboutDescribing && Action is not (DescribedLists.Activities or "*" or null) && !(IsAboutAnyList && DescribedLists.ByAction.ContainsKey(Action)))
        {
            var actions = IsAboutAnyList ? string.Join(", ", DescribedLists.ByAction.Keys.Order(StringComparer.Ordinal)) : DescribedLists.Activities;
            yield return $"kind {FaultJson.NameOf(Kind)} is about {actions}, not {Action}";
        }
    }

    /// <summary>What no kind may have.</summary>
    private IEnumerable<string> ErrorsInNumbers()
    {
        if (Times < 1)
            yield return $"times is at least 1 (null for every time), not {Times}";
        if (Probability is not (>= 0 and <= 1))
            yield return $"probability is from 0 to 1, not {Probability}";
        if (Milliseconds is < 0 or > 600_000)
            yield return $"milliseconds is from 0 to 600000, not {Milliseconds}";
        if (Seconds < 1)
            yield return $"seconds is at least 1 (null for ever), not {Seconds}";
        if (Status is < 300 or > 599)
            yield return $"status is from 300 to 599, not {Status}";
        if (AtBatch < 1)
            yield return $"atBatch is at least 1, not {AtBatch}";
    }
}
