using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>StopInstanceRefresh, ResumeInstanceRefresh and CancelInstanceRefresh.</summary>
internal static class ActivityActions
{
    public static IEnumerable<ApiAction> All() =>
    [
        new("StopInstanceRefresh", RefreshInput.Activity, (world, input, _) => Request(world, input, ActivityRequest.Stop, new ActivityEvent.Stop())),
        new("CancelInstanceRefresh", RefreshInput.Activity, (world, input, _) => Request(world, input, ActivityRequest.Cancel, new ActivityEvent.Cancel())),
        new("ResumeInstanceRefresh", Shape.Members(
            ("AutoScalingGroupId!", RefreshInput.GroupId), ("RefreshActivityId!", Shape.Text), ("ResumeMode", Shape.Choice("RETRY", "CONTINUE"))), Resume),
    ];

    private static Refusal? Resume(World world, Input input, Utf8JsonWriter answer)
        => Request(world, input, ActivityRequest.Resume, new ActivityEvent.Resume(Retry: input.Text("ResumeMode") != "CONTINUE"));

    private static Refusal? Request(World world, Input input, ActivityRequest request, ActivityEvent activityEvent)
    {
        var (groupId, activityId) = (input.Text("AutoScalingGroupId")!, input.Text("RefreshActivityId")!);
        if (world.Activity(activityId) is not { } activity || activity.GroupId != groupId)
            return new(Codes.ActivityNotFound, $"The group `{groupId}` has no activity `{activityId}`.");
        if (!world.RoleGranted)
            return new(Codes.RoleMissing, "The service role AS_QCSRole is not granted.");
        switch (world.Ask(activity, request))
        {
            case Verdict.Accept:
                world.Do(activity, activityEvent);
                return null;
            case Verdict.Ignore:
                return null;
            default:
                return new(world.Assumed[Assumed.ConflictCode], $"`{activityId}` is {activity.Status.Wire()}{Detail(activity)}, which does not allow this.");
        }
    }

    private static string Detail(RefreshActivity activity) => activity switch
    {
        { Step: RefreshStep.SurgeIn } => " and removes its extra instances",
        { Working: true } => " with a batch in progress",
        _ => "",
    };
}
