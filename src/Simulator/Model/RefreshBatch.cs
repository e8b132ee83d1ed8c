using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>A part of the fleet that is worked on at the same time.</summary>
public sealed record RefreshBatch
{
    /// <summary>1-based.</summary>
    public required int Number { get; init; }

    public BatchStatus Status { get; init; }

    public ImmutableArray<BatchInstance> Instances { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Some of the batch was tried again after a failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Retried { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public bool HasFailures => Instances.Any(instance => instance.Status == BatchInstanceStatus.Failed);

    /// <summary>Changes one machine's part, if it is of this batch and in that status.</summary>
    public RefreshBatch Change(string instanceId, BatchInstanceStatus status, Func<BatchInstance, BatchInstance> change)
    {
        for (var i = 0; i < Instances.Length; i++)
        {
            if (string.Equals(Instances[i].InstanceId, instanceId, StringComparison.Ordinal))
                return Instances[i].Status == status ? this with { Instances = Instances.SetItem(i, change(Instances[i])) } : this;
        }

        return this;
    }

    public RefreshBatch Change(Func<BatchInstance, bool> which, Func<BatchInstance, BatchInstance> change)
        => this with { Instances = [.. Instances.Select(instance => which(instance) ? change(instance) : instance)] };
}

/// <summary>One machine's part in a rollout.</summary>
public sealed record BatchInstance
{
    [Id(Ids.Instance)]
    public required string InstanceId { get; init; }

    public BatchInstanceStatus Status { get; init; }

    /// <summary>The scaling activity of the latest attempt.</summary>
    public string? LastActivityId { get; init; }

    public string Message { get; init => field = value ?? ""; } = "";

    /// <summary>The image before this rollout touched the machine: what a rollback goes back to.</summary>
    public string? PreviousImageId { get; init; }

    /// <summary>Waits for its turn or is in progress.</summary>
    public bool IsOpen => Status is BatchInstanceStatus.Init or BatchInstanceStatus.Running;
}
