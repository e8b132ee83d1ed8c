using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What the following of an activity leaves for its report. The operation's result, which may change until its end, makes it whole.</summary>
/// <param name="At">The service's time at the end.</param>
internal sealed record ReportDraft(ActivityId Id, RolloutHistory History, DateTimeOffset At)
{
    public string? GroupName { get; init; }

    /// <summary>The operation has started the activity.</summary>
    public bool Started { get; init; }

    public RolloutReport Finish(OperationResult result, OperationContext context)
    {
        var (outputs, why) = (result.Outputs, Explanation.Of(result));
        return RolloutReport.From(History, new RolloutEnding
        {
            AutoScalingGroupId = Id.GroupId,
            AutoScalingGroupName = Clean(GroupName),
            RefreshActivityId = Id.RefreshActivityId,
            Outcome = outputs.Outcome,
            EndedWell = result is OperationResult.Done,
            Started = Started,
            Reasons = [.. (result is OperationResult.Done done ? done.Warnings : why.Reasons).Select(context.Clean)],
            NextSteps = [.. why.NextSteps.Select(context.Clean)],
            Run = context.Run is not { } run ? null : new()
            {
                Stack = Clean(run.Stack),
                Project = Clean(run.Project),
                Commit = Clean(run.Commit),
                Repository = Clean(run.Repository),
                Branch = Clean(run.Branch),
                Who = Clean(run.Who),
                Url = Clean(run.Url),
            },
            Images = new([.. outputs.ImagesBefore is { } before ? [before.Most, .. before.Others.Keys] : (string[])[]], outputs.Applied?.Image, outputs.Images),
            Verified = ActivityStatus.IsTerminal(outputs.Status) ? outputs.Verified : null,
            Deviations = [.. outputs.Deviations.Select(deviation => deviation with { Message = context.Clean(deviation.Message) })],
            LaunchConfigurationId = outputs.LaunchConfigurationId,
            LaunchConfigurationVersion = outputs.LaunchConfigurationVersion,
            At = At,
        });

        string? Clean(string? text) => text is null ? null : context.Clean(text);
    }
}
