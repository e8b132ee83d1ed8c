using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;
using TencentcloudRefresh.InstanceRefresh.Report.History;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>
/// Tells an activity step by step, as the service would show it, and looks at it after each step. Written out here rather than run against the
/// simulator, so that a page under test changes only when the page does.
/// </summary>
internal sealed class Scenario
{
    public const string Group = "asg-9dn1a5y6";
    public static readonly DateTimeOffset Begin = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly List<RefreshBatch> _batches = [];
    private RefreshActivity _activity;
    private DateTimeOffset _now = Begin;
    private Func<RolloutEnding, RolloutEnding> _more = ending => ending;

    public Scenario(params int[] batches)
    {
        int instance = 0;
        for (int number = 1; number <= batches.Length; number++)
        {
            _batches.Add(new RefreshBatch
            {
                RefreshBatchNum = number,
                RefreshBatchStatus = BatchStatus.Waiting,
                RefreshBatchRelatedInstanceSet = [.. Enumerable.Range(0, batches[number - 1]).Select(_ => new RefreshBatchInstance
                {
                    InstanceId = $"ins-web{++instance:00000}",
                    InstanceStatus = InstanceStatus.Waiting,
                })],
            });
        }
        _activity = new RefreshActivity
        {
            AutoScalingGroupId = Group,
            RefreshActivityId = "asr-4k7m2p9q",
            ActivityType = ActivityType.Normal,
            RefreshMode = RefreshMode.Reset,
            Status = ActivityStatus.Init,
            CreatedTime = Begin,
            RefreshSettings = new RefreshSettings
            {
                RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = batches.Length, BatchPause = BatchPause.Automatic, FailProcess = FailProcess.AutoPause },
                CheckInstanceTargetHealth = true,
                CheckInstanceTargetHealthTimeout = 600,
            },
        };
    }

    public RolloutHistory History { get; private set; } = RolloutHistory.Empty;

    public DateTimeOffset Now => _now;

    public Scenario Wait(int seconds)
    {
        _now = _now.AddSeconds(seconds);
        return this;
    }

    public Scenario Poll()
    {
        History = History.Observe(_activity with { RefreshBatchSet = [.. _batches] }, _now);
        return this;
    }

    /// <summary>A new run begins: what the one before it saw is in its report only.</summary>
    public Scenario Forget()
    {
        History = RolloutHistory.Empty;
        return this;
    }

    public Scenario Asked(Asked asked, string? detail = null)
    {
        History = History.Asked(asked, _activity.RefreshActivityId, _now, detail);
        return this;
    }

    public Scenario Note(string text)
    {
        History = History.Note(text, _now);
        return this;
    }

    /// <summary>A verification has come to something.</summary>
    public Scenario Verified(int batch, int bakedSeconds, VerificationVerdict verdict, string? reason = null)
    {
        History = History.Verified(new ReportVerification(
            _activity.RefreshActivityId, batch, !ActivityStatus.IsPaused(_activity.Status), _now.AddSeconds(-bakedSeconds), _now, verdict.ToString(), reason));
        return this;
    }

    public Scenario Status(string status)
    {
        _activity = _activity with { Status = status, EndTime = ActivityStatus.IsTerminal(status) ? _now : null };
        return this;
    }

    /// <summary>The batch is worked on: all of it, or what failed the last time.</summary>
    public Scenario Works(int batch)
    {
        _activity = _activity with { Status = ActivityStatus.Running, StartTime = _activity.StartTime ?? _now, CurrentRefreshBatchNum = batch };
        Change(batch, known => known with
        {
            RefreshBatchStatus = BatchStatus.Running,
            StartTime = known.StartTime ?? _now,
            EndTime = null,
            RefreshBatchRelatedInstanceSet = [.. known.RefreshBatchRelatedInstanceSet.Select(instance => instance.InstanceStatus is InstanceStatus.Waiting or InstanceStatus.Failed
                ? instance with { InstanceStatus = InstanceStatus.Running, LastActivityId = $"asa-{Seconds:x8}", InstanceStatusMessage = "" }
                : instance)],
        });
        return this;
    }

    /// <summary>An instance reaches a state; counted from 0 within its batch.</summary>
    public Scenario Instance(int batch, int index, string status = InstanceStatus.Successful, string message = "success")
    {
        Change(batch, known => known with
        {
            RefreshBatchRelatedInstanceSet = [.. known.RefreshBatchRelatedInstanceSet.Select((instance, i) => i == index
                ? instance with { InstanceStatus = status, InstanceStatusMessage = message }
                : instance)],
        });
        return this;
    }

    /// <summary>All that is still in progress succeeds and the batch ends.</summary>
    public Scenario Ends(int batch)
    {
        Change(batch, known =>
        {
            RefreshBatchInstance[] instances = [.. known.RefreshBatchRelatedInstanceSet.Select(instance => instance.InstanceStatus == InstanceStatus.Running
                ? instance with { InstanceStatus = InstanceStatus.Successful, InstanceStatusMessage = "success" }
                : instance)];
            int failed = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Failed);
            return known with
            {
                RefreshBatchStatus = failed == 0 ? BatchStatus.Successful : failed == instances.Length ? BatchStatus.Failed : BatchStatus.PartiallySuccessful,
                EndTime = _now,
                RefreshBatchRelatedInstanceSet = instances,
            };
        });
        return this;
    }

    /// <summary>What has not begun is cancelled, and the activity with it.</summary>
    public Scenario Cancelled()
    {
        for (int batch = 1; batch <= _batches.Count; batch++)
        {
            Change(batch, known => known.RefreshBatchStatus != BatchStatus.Waiting ? known : known with
            {
                RefreshBatchStatus = BatchStatus.Cancelled,
                RefreshBatchRelatedInstanceSet = [.. known.RefreshBatchRelatedInstanceSet.Select(instance => instance with { InstanceStatus = InstanceStatus.Cancelled })],
            });
        }
        return Status(ActivityStatus.Cancelled);
    }

    /// <summary>Continues with the activity that undoes this one: the batches that were worked on, anew.</summary>
    public Scenario RollsBack(string activityId)
    {
        RefreshBatch[] worked = [.. _batches.Where(batch => batch.StartTime is not null)];
        _batches.Clear();
        _batches.AddRange(worked.Select((batch, i) => batch with
        {
            RefreshBatchNum = i + 1,
            RefreshBatchStatus = BatchStatus.Waiting,
            StartTime = null,
            EndTime = null,
            RefreshBatchRelatedInstanceSet = [.. batch.RefreshBatchRelatedInstanceSet.Select(instance => new RefreshBatchInstance { InstanceId = instance.InstanceId, InstanceStatus = InstanceStatus.Waiting })],
        }));
        _activity = _activity with
        {
            OriginRefreshActivityId = _activity.RefreshActivityId,
            RefreshActivityId = activityId,
            ActivityType = ActivityType.Rollback,
            Status = ActivityStatus.Init,
            CreatedTime = _now,
            StartTime = null,
            EndTime = null,
            CurrentRefreshBatchNum = 0,
        };
        return this;
    }

    /// <summary>What else the ending of the operation tells.</summary>
    public Scenario With(Func<RolloutEnding, RolloutEnding> more)
    {
        _more = more;
        return this;
    }

    /// <summary>The report of what was looked at so far.</summary>
    public RolloutReport Report(RefreshOutcome outcome, bool endedWell = true, params string[] reasons) => RolloutReport.From(History, _more(new RolloutEnding
    {
        AutoScalingGroupId = Group,
        AutoScalingGroupName = "web",
        RefreshActivityId = "asr-4k7m2p9q",
        Outcome = outcome,
        EndedWell = endedWell,
        Reasons = [.. reasons.Where(reason => !reason.StartsWith("Next steps: ", StringComparison.Ordinal))],
        NextSteps = [.. reasons.Where(reason => reason.StartsWith("Next steps: ", StringComparison.Ordinal)).SelectMany(reason => reason["Next steps: ".Length..].Split("; "))],
        LaunchConfigurationId = "asc-3x9r0t2m",
        LaunchConfigurationVersion = 7,
        Started = true,
        At = _now,
    }));

    private long Seconds => (long)(_now - Begin).TotalSeconds;

    private void Change(int batch, Func<RefreshBatch, RefreshBatch> change) => _batches[batch - 1] = change(_batches[batch - 1]);
}
