namespace TencentcloudRefresh.AutoScaling;

/// <summary>One alarm of Cloud Monitor: it began, lasts or has recovered.</summary>
/// <remarks>Source: Cloud Monitor API, data type AlarmHistory. A policy that fires again after it has recovered gives a new one.</remarks>
public sealed record AlarmHistory
{
    /// <summary>The alarm's own id.</summary>
    public string AlarmId { get; init => field = value ?? ""; } = "";

    /// <summary>What it is about, for people: address, name or id.</summary>
    public string AlarmObject { get; init => field = value ?? ""; } = "";

    /// <summary>The condition that was met, for people.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>When it began, in Unix seconds.</summary>
    public long FirstOccurTime { get; init; }

    /// <summary>When it was last seen, in Unix seconds: moves while it lasts.</summary>
    public long LastOccurTime { get; init; }

    /// <summary>One of <see cref="AutoScaling.AlarmStatus"/>, or another word.</summary>
    public string AlarmStatus { get; init => field = value ?? ""; } = "";

    /// <summary>The policy, <c>policy-…</c>.</summary>
    public string PolicyId { get; init => field = value ?? ""; } = "";

    /// <summary>The policy's name.</summary>
    public string PolicyName { get; init => field = value ?? ""; } = "";
}

/// <summary>Where an alarm stands.</summary>
public static class AlarmStatus
{
    /// <summary>It lasts.</summary>
    public const string Alarm = "ALARM";

    /// <summary>It has recovered.</summary>
    public const string Ok = "OK";

    /// <summary>Its policy or its object is not valid any more.</summary>
    public const string NoConf = "NO_CONF";

    /// <summary>There is too little data to tell.</summary>
    public const string NoData = "NO_DATA";
}

/// <summary>A policy of Cloud Monitor.</summary>
/// <remarks>Source: Cloud Monitor API, data type AlarmPolicy.</remarks>
public sealed record AlarmPolicy
{
    /// <summary>The policy, <c>policy-…</c>.</summary>
    public string PolicyId { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string PolicyName { get; init => field = value ?? ""; } = "";

    /// <summary>1: on. 0: off, so that it never fires. Null: not told.</summary>
    public long? Enable { get; init; }
}
