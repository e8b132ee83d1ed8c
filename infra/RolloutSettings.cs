using Pulumi.TencentcloudRefresh;

namespace Infra;

/// <summary>How the fleet is rolled. Names, defaults and ranges are those of the resource's own inputs.</summary>
public sealed record RolloutSettings
{
    public RefreshMode Mode { get; init; } = RefreshMode.RollingUpdateReset;

    /// <summary>Number of batches; unset when <see cref="MaxUnavailablePercent"/> is given.</summary>
    public int? BatchNumber { get; init; }

    /// <summary>Largest share of the fleet, in percent, that one batch takes out of service.</summary>
    public int? MaxUnavailablePercent { get; init; }

    public BatchPause BatchPause { get; init; } = BatchPause.Automatic;

    public int? MaxSurge { get; init; }

    public FailProcess FailProcess { get; init; } = FailProcess.AutoPause;

    /// <summary>Unset: on when the fleet is behind a load balancer.</summary>
    public bool? CheckInstanceTargetHealth { get; init; }

    /// <summary>Seconds, 60 to 7200.</summary>
    public int? CheckInstanceTargetHealthTimeout { get; init; }

    public ResumeMode ResumeMode { get; init; } = ResumeMode.Retry;

    public int? ApprovedThroughBatch { get; init; }

    public int FailureRetries { get; init; }

    public DesiredState DesiredState { get; init; } = DesiredState.Completed;

    public ConflictPolicy OnConflict { get; init; } = ConflictPolicy.Fail;

    public InterruptPolicy OnInterrupt { get; init; } = InterruptPolicy.Detach;

    public WaitTarget WaitFor { get; init; } = WaitTarget.Completed;

    /// <summary>Seconds, at least 60.</summary>
    public int? ProgressDeadlineSeconds { get; init; }

    /// <summary>Unset: on when the stack makes the group, whose first instances run what a rollout would give them.</summary>
    public bool? SkipMatching { get; init; }

    /// <summary>Outcomes that end `pulumi up` with an error.</summary>
    public IReadOnlyList<FailOn> FailOn { get; init; } = [];

    /// <summary>Unset: batches are not verified.</summary>
    public VerificationSettings? Verification { get; init; }

    public StandbyInstances StandbyInstances { get; init; } = StandbyInstances.Report;

    /// <summary>Percent of the desired capacity, 0 to 100.</summary>
    public int? MinHealthyPercent { get; init; }

    /// <summary>A further trigger: another text rolls the same configuration again.</summary>
    public string? Label { get; init; }

    /// <summary>Longest time for a rollout. Unset: the provider derives it from the plan.</summary>
    public TimeSpan? Timeout { get; init; }

    internal static RolloutSettings Read(SettingsReader settings)
    {
        var batchNumber = settings.Number("batchNumber", 1, 2000);
        var percent = settings.Number("maxUnavailablePercent", 1, 100);
        if (settings.Text("batchNumber") is not null && settings.Text("maxUnavailablePercent") is not null)
            settings.Error("maxUnavailablePercent", "and batchNumber are mutually exclusive: unset one of them");

        var minutes = settings.Number("timeoutMinutes", 0, 7 * 24 * 60);
        return new RolloutSettings
        {
            Mode = settings.Choice("refreshMode", RefreshMode.RollingUpdateReset, RefreshMode.RollingUpdateReplace),
            BatchNumber = batchNumber ?? (percent is null ? 3 : null),
            MaxUnavailablePercent = percent,
            BatchPause = settings.Choice("batchPause", BatchPause.Automatic, BatchPause.FirstBatchPause, BatchPause.BatchIntervalPause),
            MaxSurge = settings.Number("maxSurge", 0, 2000),
            FailProcess = settings.Choice("failProcess", FailProcess.AutoPause, FailProcess.AutoRollback, FailProcess.AutoCancel),
            CheckInstanceTargetHealth = settings.Flag("checkInstanceTargetHealth"),
            CheckInstanceTargetHealthTimeout = settings.Number("checkInstanceTargetHealthTimeout", 60, 7200),
            ResumeMode = settings.Choice("resumeMode", ResumeMode.Retry, ResumeMode.Continue),
            ApprovedThroughBatch = settings.Number("approvedThroughBatch", 0, 2000),
            FailureRetries = settings.Number("failureRetries", 0, 10) ?? 0,
            DesiredState = settings.Choice(
                "desiredState", DesiredState.Completed, DesiredState.Paused, DesiredState.Cancelled, DesiredState.RolledBack),
            OnConflict = settings.Choice("onConflict", ConflictPolicy.Fail, ConflictPolicy.Adopt, ConflictPolicy.Wait),
            OnInterrupt = settings.Choice("onInterrupt", InterruptPolicy.Detach, InterruptPolicy.Pause),
            WaitFor = settings.Choice("waitFor", WaitTarget.Completed, WaitTarget.Started),
            ProgressDeadlineSeconds = settings.Number("progressDeadlineSeconds", 60, int.MaxValue),
            SkipMatching = settings.Flag("skipMatching"),
            FailOn = settings.Choices("failOn", Pulumi.TencentcloudRefresh.FailOn.PartiallySucceeded, Pulumi.TencentcloudRefresh.FailOn.AwaitingApproval),
            Verification = VerificationSettings.Read(settings),
            StandbyInstances = settings.Choice(
                "standbyInstances", StandbyInstances.Report, StandbyInstances.Ignore, StandbyInstances.ReturnToService),
            MinHealthyPercent = settings.Number("minHealthyPercent", 0, 100),
            Label = settings.Text("rolloutLabel"),
            Timeout = minutes is > 0 ? TimeSpan.FromMinutes(minutes.Value) : null,
        };
    }
}
