using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The lifecycle hooks of a group, and for how long they can hold an instance of a rollout. Pure.</summary>
/// <remarks>
/// Hooks of type EXTENSION fire for each instance that a refresh takes out and puts back; extra instances fire those of both types, since the group makes and
/// removes them. The hooks of one way hold an instance at the same time. Source: Auto Scaling API, CreateLifecycleHook page.
/// </remarks>
internal sealed record RefreshHooks
{
    private const string Action = "as:DescribeLifecycleHooks";

    /// <summary>A group without hooks, or one whose hooks nobody has asked for.</summary>
    public static RefreshHooks None { get; } = new();

    /// <summary>In the order in which they fire for an instance.</summary>
    public ImmutableArray<LifecycleHook> All { get; private init; } = [];

    /// <summary>Why they were not read, in a sentence that names what to do; null if they were.</summary>
    public string? Unread { get; private init; }

    /// <summary>Those that fire for each instance that is refreshed.</summary>
    public IEnumerable<LifecycleHook> Firing => All.Where(hook => hook.LifecycleTransitionType == LifecycleTransitionType.Extension);

    public static RefreshHooks Of(IEnumerable<LifecycleHook> hooks) => new()
    {
        All = [.. hooks.OrderBy(hook => hook.LifecycleTransition == LifecycleTransition.Launching).ThenBy(hook => hook.LifecycleHookId, StringComparer.Ordinal)],
    };

    public static RefreshHooks NotRead(CloudException failure) => new()
    {
        Unread = failure is CloudServiceException { Code: var code } && ErrorCode.IsUnauthorized(code)
            ? $"The lifecycle hooks of the group could not be read: these credentials lack the permission {Action}. Grant it in CAM; until then the time for which "
                + "hooks may hold instances does not count in the deadlines."
            : $"The lifecycle hooks of the group could not be read ({Action}), so that the time for which they may hold instances does not count in the deadlines: "
                + failure.Message,
    };

    /// <summary>The longest that hooks can hold a batch; with extra instances also the longest that they can hold those on one way.</summary>
    public TimeSpan Hold(bool hasSurge)
    {
        var (leaving, entering) = (Longest(Firing, LifecycleTransition.Terminating), Longest(Firing, LifecycleTransition.Launching));
        var surge = !hasSurge ? TimeSpan.Zero : TimeSpan.FromSeconds(All.Select(hook => hook.HeartbeatTimeout).DefaultIfEmpty(0).Max());
        return leaving + entering > surge ? leaving + entering : surge;
    }

    /// <summary>What fires and for how long it can hold, in one line; null where nothing does.</summary>
    public string? Line(bool hasSurge)
    {
        var always = Firing.ToList();
        var forSurge = hasSurge ? All.Except(always).ToList() : [];
        if (always.Count + forSurge.Count == 0)
            return null;
        string[] parts =
        [
            .. always.Count == 0 ? (string[])[] : [$"for each instance: {string.Join("; ", always.Select(Described))}"],
            .. forSurge.Count == 0 ? (string[])[] : [$"for the extra instances alone: {string.Join("; ", forSurge.Select(Described))}"],
        ];
        string longer = always.Count == 0 ? "." : $". A batch may take up to {Times.About(Hold(hasSurge: false))} longer.";
        return $"Lifecycle hooks fire {string.Join(", and ", parts)}{longer}";
    }

    /// <summary><c>drain (ash-0000000b)</c>, as far as it is known.</summary>
    public string Name(string hookId)
        => All.FirstOrDefault(hook => hook.LifecycleHookId == hookId) is { LifecycleHookName: { Length: > 0 } name } ? $"{name} ({hookId})" : hookId;

    /// <summary>A hook as the plan function shows it.</summary>
    public static PropertyMap Map(LifecycleHook hook) => PropertyMap.Empty
        .With("lifecycleHookId", hook.LifecycleHookId)
        .With("name", hook.LifecycleHookName)
        .With("transition", hook.LifecycleTransition)
        .With("heartbeatTimeoutSeconds", hook.HeartbeatTimeout.ToValue())
        .With("defaultResult", hook.DefaultResult);

    private string Described(LifecycleHook hook)
    {
        bool isIn = hook.LifecycleTransition == LifecycleTransition.Launching;
        string otherwise = isIn && hook.DefaultResult == HookResult.Abandon ? ", after which the instance fails (ABANDON)" : "";
        return $"{Name(hook.LifecycleHookId)} on its way {(isIn ? "in" : "out")}, for up to {Times.Span(TimeSpan.FromSeconds(hook.HeartbeatTimeout))}{otherwise}";
    }

    private static TimeSpan Longest(IEnumerable<LifecycleHook> hooks, string transition) => TimeSpan.FromSeconds(
        hooks.Where(hook => hook.LifecycleTransition == transition).Select(hook => hook.HeartbeatTimeout).DefaultIfEmpty(0).Max());
}
