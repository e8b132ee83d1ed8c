using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>What every answer of the service carries.</summary>
public abstract record CloudResponse
{
    /// <summary>The service's id of this call; the vendor's support asks for it.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";

    /// <summary>When the service answered, by its own clock (the Date header, whole seconds), or by ours where the header is missing.</summary>
    /// <value>Compare the service's times with this, never with the local clock: a machine that is wrong by minutes then still tells right
    /// durations.</value>
    [JsonIgnore]
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>How long the answer was, in bytes: large ones are asked for in smaller parts the next time.</summary>
    [JsonIgnore]
    internal int Size { get; init; }
}
