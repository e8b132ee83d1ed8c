using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh;

internal sealed partial class RolloutDriver
{
    /// <summary>All looks and writes of this operation: a retry can be told only by somebody who looked before it.</summary>
    private RolloutHistory _history = task.WasJustStarted
        ? RolloutHistory.Empty.Asked(Asked.Start, task.Id.RefreshActivityId, task.SeenAt)
        : RolloutHistory.Empty;

    private void Remember(RefreshActivity? seen)
    {
        if (seen is not null && !string.IsNullOrEmpty(context.ReportDirectory))
            _history = _history.Observe(seen, _seenAt);
    }

    private void Remember(Asked asked, string activityId, DateTimeOffset at, string? detail) => _history = _history.Asked(asked, activityId, at, detail);

    /// <summary>Writes the report, if one is wanted. A problem with it is a warning and nothing else.</summary>
    private async Task ReportAsync(Ending ending)
    {
        if (string.IsNullOrEmpty(context.ReportDirectory) || (_history.Activities.IsEmpty && ending.Why is null))
            return;

        var at = _seenAt > DateTimeOffset.MinValue ? _seenAt : cloud.Clock.GetUtcNow();
        if (ending.Why is { Reasons: [var first, ..] } && limits.IsInterrupted)
            _history = _history.Note(first, at);
        string? problem = ReportFiles.Write(context.ReportDirectory, RolloutReport.From(_history, new RolloutEnding
        {
            AutoScalingGroupId = _id.GroupId,
            RefreshActivityId = _id.RefreshActivityId,
            Outcome = ending.Outputs.Outcome,
            EndedWell = ending.Why is null,
            Reasons = [.. (ending.Why is { } why ? why.Reasons : ending.Warnings).Select(context.Clean)],
            WaysOn = ending.Why?.NextSteps ?? [],
            LaunchConfigurationId = ending.Outputs.LaunchConfigurationId,
            LaunchConfigurationVersion = ending.Outputs.LaunchConfigurationVersion,
            At = at,
        }));
        if (problem is not null)
            await context.Log.WarnAsync(problem);
    }
}
