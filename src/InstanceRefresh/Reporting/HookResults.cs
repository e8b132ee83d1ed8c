using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What lifecycle hooks and the commands in them made of instances: a sentence for each that did not let one go on. Pure.</summary>
internal static class HookResults
{
    public static IEnumerable<string> Of(ScalingActivity activity)
        => activity.LifecycleActionResultSet
            .Where(result => result.Result == "ABANDON")
            .Select(result => $"Lifecycle hook {result.LifecycleHookId} abandoned instance {result.InstanceId} ({result.ResultReason}).")
            .Concat(activity.InvocationResultSet
                .Where(result => result.TaskStatus is not ("SUCCESS" or "RUNNING" or "PENDING" or "DELIVERING" or ""))
                .Select(result => $"Command {result.CommandId} on instance {result.InstanceId} ended {result.TaskStatus}"
                    + (result.ErrorMessage.Length > 0 ? $": {OutputsBuilder.OneLine(result.ErrorMessage).TrimEnd('.')}." : ".")));
}
