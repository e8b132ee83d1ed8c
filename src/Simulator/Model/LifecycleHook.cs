using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>A hook of a group: it holds a machine on its way in or out for a while.</summary>
public sealed record LifecycleHook
{
    [Id(Ids.Hook)]
    public required string Id { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";

    public HookTransition Transition { get; init; }

    public HookTransitionType Type { get; init; }

    /// <summary>What follows when nobody completes it in time, and when its command fails.</summary>
    public HookResult DefaultResult { get; init; }

    /// <summary>Seconds that it holds a machine at most.</summary>
    [Whole(30, 7200)]
    public int HeartbeatTimeout { get; init => field = value == 0 ? 300 : value; } = 300;

    /// <summary>The command that it runs on the machine, <c>cmd-…</c>; null: it waits to be completed.</summary>
    public string? CommandId { get; init; }

    public string Metadata { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedTime { get; init => field = value == default ? BuiltMembers.Time : value; } = BuiltMembers.Time;

    /// <summary>For people: name and id, where it has a name.</summary>
    public string Title => Name.Length == 0 ? Id : $"{Name} ({Id})";
}

/// <summary>One machine held by one hook.</summary>
public sealed record HookAction
{
    /// <summary>What the hook's receiver completes it with, where it does not name the machine.</summary>
    public required string Token { get; init; }

    [Id(Ids.Hook)]
    public required string HookId { get; init; }

    [Id(Ids.Instance)]
    public required string InstanceId { get; init; }

    public required string RefreshActivityId { get; init; }

    /// <summary>The scaling activity that shows how it ends.</summary>
    public required string ScalingActivityId { get; init; }

    public HookTransition Transition { get; init; }

    /// <summary>Null while the machine is held.</summary>
    public HookResult? Result { get; init; }

    /// <summary>HEARTBEAT_TIMEOUT, CALL_INTERFACE and others.</summary>
    public string? Reason { get; init; }

    /// <summary>The run of the hook's command, <c>inv-…</c>; null for a hook without one.</summary>
    public string? InvocationId { get; init; }
}

/// <summary>The end of a command that a hook ran on a machine.</summary>
public sealed record Invocation
{
    public required string Id { get; init; }

    [Id(Ids.Instance)]
    public required string InstanceId { get; init; }

    public required string CommandId { get; init; }

    /// <summary>SUCCESS, FAILED and others.</summary>
    public required string Status { get; init; }

    public string Message { get; init => field = value ?? ""; } = "";
}
