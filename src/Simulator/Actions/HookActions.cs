using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The calls about lifecycle hooks.</summary>
internal static class HookActions
{
    private static readonly Shape Id = Shape.Id(Ids.Hook, "InvalidParameterValue.InvalidLifecycleHookId");

    private static readonly Shape Result = Shape.Choice([.. WireNames.All<HookResult>()]);

    public static IEnumerable<ApiAction> All() =>
    [
        new("CreateLifecycleHook", Shape.Members(
            ("AutoScalingGroupId!", GroupInput.Id), ("LifecycleHookName!", Shape.TextUpTo(128)), ("LifecycleTransition!", Shape.Choice([.. WireNames.All<HookTransition>()])),
            ("LifecycleTransitionType", Shape.Choice([.. WireNames.All<HookTransitionType>()])), ("DefaultResult", Result),
            ("HeartbeatTimeout", Shape.Whole(30, 7200, "InvalidParameterValue.Range")), ("NotificationMetadata", Shape.TextUpTo(1024)),
            ("NotificationTarget", Shape.Members(("TargetType!", Shape.Text), ("QueueName", Shape.Text), ("TopicName", Shape.Text))),
            ("LifecycleCommand", Shape.Members(("CommandId!", Shape.Text), ("Parameters", Shape.Text)))), Create),
        new("DescribeLifecycleHooks", Paging.By("LifecycleHookIds", Id), Describe),
        new("DeleteLifecycleHook", Shape.Members(("LifecycleHookId!", Id)), Delete),
        new("CompleteLifecycleAction", Shape.Members(
            ("LifecycleHookId!", Id), ("LifecycleActionResult!", Result), ("InstanceId", Shape.Id(Ids.Instance, "InvalidParameterValue.InvalidInstanceId")),
            ("LifecycleActionToken", Shape.Text)), Complete),
    ];

    /// <summary>How the hooks of a scaling activity ended, and the commands in them.</summary>
    public static void WriteResults(Utf8JsonWriter json, World world, ScalingActivity activity)
    {
        json.WriteStartArray("LifecycleActionResultSet");
        foreach (var action in world.Held.Where(action => action.ScalingActivityId == activity.Id && action.Result is not null))
        {
            json.WriteStartObject();
            json.WriteString("LifecycleHookId", action.HookId);
            json.WriteString("InstanceId", action.InstanceId);
            json.WriteString("InvocationId", action.InvocationId ?? "");
            json.WriteString("InvokeCommandResult", action.InvocationId is null ? "NONE" : "SUCCESSFUL");
            json.WriteString("NotificationResult", action.InvocationId is null ? "SUCCESSFUL" : "NONE");
            json.WriteString("LifecycleActionResult", action.Result!.Value.Wire());
            json.WriteString("ResultReason", action.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("InvocationResultSet");
        foreach (var invocation in activity.Invocations ?? [])
        {
            json.WriteStartObject();
            json.WriteString("InstanceId", invocation.InstanceId);
            json.WriteString("InvocationId", invocation.Id);
            json.WriteString("InvocationTaskId", $"invt-{invocation.Id[Ids.Invocation.Length..]}");
            json.WriteString("CommandId", invocation.CommandId);
            json.WriteString("TaskStatus", invocation.Status);
            json.WriteString("ErrorMessage", invocation.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Refusal? Create(World world, Input input, Utf8JsonWriter answer)
    {
        var groupId = input.Text("AutoScalingGroupId")!;
        if (input.Has("LifecycleCommand") && (input.Has("NotificationTarget") || input.Has("NotificationMetadata")))
            return new("InvalidParameter.Conflict", "LifecycleCommand cannot be given together with NotificationTarget or NotificationMetadata.");
        if (!world.Groups.TryGetValue(groupId, out var group))
            return Codes.GroupNotFound(groupId);
        var name = input.Text("LifecycleHookName")!;
        if (group.Hooks.Any(hook => hook.Name == name))
            return new("InvalidParameterValue.LifecycleHookNameDuplicated", $"The group `{groupId}` has a hook `{name}` already.");
        if (group.Hooks.Length >= ScalingGroup.MostHooks)
            return new("LimitExceeded.QuotaNotEnough", $"The group `{groupId}` has {group.Hooks.Length} hooks and may have {ScalingGroup.MostHooks}.");
        var hook = new LifecycleHook
        {
            Id = world.NewId(Ids.Hook),
            Name = name,
            Transition = WireNames.Parse<HookTransition>(input.Text("LifecycleTransition"))!.Value,
            Type = WireNames.Parse<HookTransitionType>(input.Text("LifecycleTransitionType")) ?? HookTransitionType.Normal,
            DefaultResult = WireNames.Parse<HookResult>(input.Text("DefaultResult")) ?? HookResult.Continue,
            HeartbeatTimeout = (int)(input.Whole("HeartbeatTimeout") ?? 300),
            CommandId = input.Object("LifecycleCommand").Text("CommandId"),
            Metadata = input.Text("NotificationMetadata") ?? "",
            CreatedTime = world.Now,
        };
        world.Put(group with { Hooks = group.Hooks.Add(hook) });
        answer.WriteString("LifecycleHookId", hook.Id);
        return null;
    }

    private static Refusal? Describe(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("LifecycleHookIds") && input.Has("Filters"))
            return new(world.Assumed[Assumed.IdsWithFiltersCode], "LifecycleHookIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "lifecycle-hook-id", "lifecycle-hook-name", "auto-scaling-group-id") is { } refusal)
            return refusal;
        var ids = input.Texts("LifecycleHookIds");
        var found = world.Groups.Values.SelectMany(group => group.Hooks.Select(hook => (group.Id, Hook: hook)))
            .Where(pair => ids.IsEmpty || ids.Contains(pair.Hook.Id))
            .Where(pair => filters.All(filter => filter.Values.Contains(filter.Name switch
            {
                "lifecycle-hook-id" => pair.Hook.Id,
                "lifecycle-hook-name" => pair.Hook.Name,
                _ => pair.Id,
            }))).ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("LifecycleHookSet");
        foreach (var (groupId, hook) in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            Write(answer, groupId, hook);
        answer.WriteEndArray();
        return null;
    }

    private static void Write(Utf8JsonWriter json, string groupId, LifecycleHook hook)
    {
        json.WriteStartObject();
        json.WriteString("LifecycleHookId", hook.Id);
        json.WriteString("LifecycleHookName", hook.Name);
        json.WriteString("AutoScalingGroupId", groupId);
        json.WriteString("DefaultResult", hook.DefaultResult.Wire());
        json.WriteNumber("HeartbeatTimeout", hook.HeartbeatTimeout);
        json.WriteString("LifecycleTransition", hook.Transition.Wire());
        json.WriteString("LifecycleTransitionType", hook.Type.Wire());
        json.WriteString("NotificationMetadata", hook.Metadata);
        json.WriteTime("CreatedTime", hook.CreatedTime);
        json.WriteNull("NotificationTarget");
        if (hook.CommandId is null)
        {
            json.WriteNull("LifecycleCommand");
        }
        else
        {
            json.WriteStartObject("LifecycleCommand");
            json.WriteString("CommandId", hook.CommandId);
            json.WriteString("Parameters", "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static Refusal? Delete(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("LifecycleHookId")!;
        if (world.Groups.Values.FirstOrDefault(group => group.Hooks.Any(hook => hook.Id == id)) is not { } group)
            return NotFound(id);
        world.Put(group with { Hooks = group.Hooks.RemoveAll(hook => hook.Id == id) });
        return null;
    }

    private static Refusal? Complete(World world, Input input, Utf8JsonWriter answer)
    {
        var (id, instance, token) = (input.Text("LifecycleHookId")!, input.Text("InstanceId"), input.Text("LifecycleActionToken"));
        if (instance is null && token is null)
            return new("InvalidParameter.MustOneParameter", "One of InstanceId and LifecycleActionToken is needed.");
        if (instance is not null && token is not null)
            return new("InvalidParameter.Conflict", "InstanceId and LifecycleActionToken cannot be given together.");
        if (world.Hook(id) is null)
            return NotFound(id);
        var found = world.Held.LastOrDefault(action => action.HookId == id && (token is null ? action.InstanceId == instance : action.Token == token));
        if (found is null)
        {
            return token is null
                ? new("ResourceNotFound.LifecycleHookInstanceNotFound", $"The hook `{id}` does not hold the instance `{instance}`.")
                : new("ResourceNotFound.LifecycleHookTokenNotFound", $"The hook `{id}` has no action `{token}`.");
        }

        if (found.Result is not null)
            return new("ResourceUnavailable.LifecycleActionResultHasSet", $"The hook `{id}` has let the instance `{found.InstanceId}` go already.");
        world.Complete(found, WireNames.Parse<HookResult>(input.Text("LifecycleActionResult"))!.Value);
        return null;
    }

    private static Refusal NotFound(string id) => new("ResourceNotFound.LifecycleHookNotFound", $"There is no hook `{id}`.");
}
