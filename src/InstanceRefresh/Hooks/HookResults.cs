using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What lifecycle hooks and the commands in them made of instances: a sentence for each that did not let one go on. Pure.</summary>
internal static class HookResults
{
    /// <param name="hooks">For their names.</param>
    /// <param name="clean">Takes secrets out of what an agent says, before that is cut to a length.</param>
    /// <param name="instances">Null: of all.</param>
    public static IEnumerable<string> Of(ScalingActivity activity, RefreshHooks hooks, Func<string, string> clean, IReadOnlySet<string>? instances = null)
        => activity.LifecycleActionResultSet
            .Where(result => result.Result == HookResult.Abandon && instances?.Contains(result.InstanceId) != false)
            .Select(result => $"Lifecycle hook {hooks.Name(result.LifecycleHookId)} abandoned instance {result.InstanceId} ({result.ResultReason}).")
            .Concat(activity.InvocationResultSet
                .Where(result => HasFailed(result) && instances?.Contains(result.InstanceId) != false)
                .Select(result => $"Command {result.CommandId} on instance {result.InstanceId} ended {result.TaskStatus}{Said(clean(result.ErrorMessage))}."));

    private static bool HasFailed(InvocationResult result)
        => result.TaskStatus is not ("SUCCESS" or "RUNNING" or "PENDING" or "DELIVERING" or "DELIVER_DELAYED" or "CANCELLING" or "");

    private static string Said(string message) => message.Length > 0 ? $": {OutputsBuilder.OneLine(message).TrimEnd('.')}" : "";
}
