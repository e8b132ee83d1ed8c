using System.Text.Json.Serialization;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>A fault as files and control requests hold it. What is null is as usual.</summary>
internal sealed record FaultFile
{
    /// <summary>Of a planned one; passed over when it is read.</summary>
    public int? Number { get; init; }

    public string? InstanceId { get; init; }

    public string? GroupId { get; init; }

    public string? Action { get; init; }

    public required FaultKind Kind { get; init; }

    public FaultPhase? Phase { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Null where it is given: every time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Times
    {
        get;
        set => (field, TimesGiven) = (value, true);
    }

    /// <summary>Of a planned one: how often it may still happen, which is what counts then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Remaining { get; init; }

    /// <summary>Of a planned one; passed over when it is read.</summary>
    public int? Happened { get; init; }

    public double? Probability { get; init; }

    public int? Milliseconds { get; init; }

    public int? Status { get; init; }

    public int? AtBatch { get; init; }

    public string? PolicyId { get; init; }

    public int? Seconds { get; init; }

    private bool TimesGiven { get; set; }

    public static FaultFile Of(PlannedFault planned)
    {
        var fault = planned.Fault;
        return new()
        {
            Number = planned.Number,
            InstanceId = fault.InstanceId,
            GroupId = fault.GroupId,
            Action = fault.Action,
            Kind = fault.Kind,
            Phase = fault.IsOfAction ? fault.Phase : null,
            Code = fault.Code,
            Message = fault.Message,
            Times = fault.Times,
            Remaining = planned.Remaining,
            Happened = planned.Happened,
            Probability = fault.Probability,
            PolicyId = fault.PolicyId,
            Seconds = fault.Seconds,
            Milliseconds = fault.Kind is FaultKind.Delay or FaultKind.LostAnswer or FaultKind.Alarm ? fault.Milliseconds : null,
            Status = fault.Kind == FaultKind.Http ? fault.Status : null,
            AtBatch = fault.GroupId is not null ? fault.AtBatch : null,
        };
    }

    /// <summary>Not yet held against what its kind needs: see <see cref="Fault.Errors"/>.</summary>
    public Fault ToFault()
    {
        var fault = new Fault
        {
            Kind = Kind,
            InstanceId = InstanceId,
            GroupId = GroupId,
            Action = Action,
            Phase = Phase ?? FaultPhase.Before,
            Code = Code,
            Message = Message,
            Probability = Probability ?? 1,
            Milliseconds = Milliseconds ?? 0,
            Status = Status ?? 502,
            AtBatch = AtBatch ?? 1,
            PolicyId = PolicyId,
            Seconds = Seconds,
        };
        return Remaining is not null ? fault with { Times = Remaining } : TimesGiven ? fault with { Times = Times } : fault;
    }
}
