using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RolloutQueries
{
    /// <summary>
    /// The report of a rollout, made from what the service says now. It dates activities and batches; of an instance it shows the latest state only, so that
    /// attempts before that are not in it. Whoever watched the rollout knows more: see the provider's reportDirectory.
    /// </summary>
    /// <param name="status">From <see cref="StatusAsync"/>, with a rollout.</param>
    public async Task<RolloutReportText> ReportAsync(GroupStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        var view = status.Rollout ?? throw new ArgumentException("There is no rollout to report.", nameof(status));
        var rollback = view.RollbackActivityId is null ? null
            : (await _cloud.RollbackOfAsync(view.AutoScalingGroupId, view.RefreshActivityId, cancellationToken))?.Cleaned(_clean);
        var history = RolloutHistory.Empty.Observe(view.Activity, view.AsOf);
        if (rollback is not null)
            history = history.Observe(rollback, view.AsOf);
        var outcome = rollback is null ? view.Outcome : RolloutViews.Of(rollback, view.AsOf, view.ExpectedBatch).Outcome;
        return new(RolloutReport.From(history, new RolloutEnding
        {
            AutoScalingGroupId = view.AutoScalingGroupId,
            AutoScalingGroupName = status.Group.Name,
            RefreshActivityId = view.RefreshActivityId,
            Outcome = outcome,
            EndedWell = view.Reasons.IsEmpty,
            Reasons = view.Reasons,
            NextSteps = view.NextSteps,
            Images = view.Images is { } images ? new([.. images.From.Keys], images.To.Count == 1 ? images.To.Keys.First() : null, status.Group.Images) : null,
            At = view.AsOf,
        }));
    }
}

/// <summary>A report in its forms.</summary>
public sealed class RolloutReportText
{
    private readonly RolloutReport _report;

    internal RolloutReportText(RolloutReport report) => _report = report;

    /// <summary>The name of its files, without ending.</summary>
    public string Name => ReportFiles.NameOf(_report);

    public string Markdown => MarkdownReport.Render(_report);

    public string Json => JsonReport.Render(_report);

    /// <summary>Writes all forms into a folder, which is made when it is missing; a report of the same rollout that is there already is continued.</summary>
    /// <returns>What kept it from being written; null if nothing did.</returns>
    public string? WriteTo(string directory) => ReportFiles.Write(directory, _report);
}
