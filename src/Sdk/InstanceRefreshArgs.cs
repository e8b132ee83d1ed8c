namespace Pulumi.TencentcloudRefresh;

/// <summary>What <see cref="InstanceRefresh"/> shall roll, and how.</summary>
public sealed class InstanceRefreshArgs : global::Pulumi.ResourceArgs
{
    /// <summary>
    /// Id of the scaling group whose instances are refreshed, such as <c>asg-9dn1a5y6</c>. A change replaces the resource, that is, starts
    /// a rollout on the other group.
    /// </summary>
    [Input("autoScalingGroupId", required: true)]
    public Input<string> AutoScalingGroupId { get; set; } = null!;

    [Input("triggers")]
    private InputMap<string>? _triggers;

    /// <summary>
    /// Values whose change starts a new rollout: the only thing, besides the group, that does. Include everything that the rollout
    /// applies: <c>getRefreshTriggers</c> makes them from what the launch configuration is given. Secret values stay secret. Numbers and
    /// booleans are taken as their text; in YAML quote version numbers, since an unquoted 1.10 arrives as 1.1. The first ones after an
    /// import are noted and start nothing.
    /// </summary>
    public InputMap<string> Triggers
    {
        get => _triggers ??= [];
        set => _triggers = value;
    }

    /// <summary>How an instance is updated to the launch configuration. A change applies from the next rollout on.</summary>
    /// <value>Default <c>ROLLING_UPDATE_RESET</c>.</value>
    [Input("refreshMode")]
    public Input<RefreshMode>? RefreshMode { get; set; }

    /// <summary>Batches, pauses, surge and health check. A change applies from the next rollout on.</summary>
    [Input("refreshSettings", required: true)]
    public Input<Inputs.RefreshSettingsArgs> RefreshSettings { get; set; } = null!;

    /// <summary>What the next resume does with the failed instances of the current batch.</summary>
    /// <value>Default <c>RETRY</c>.</value>
    [Input("resumeMode")]
    public Input<ResumeMode>? ResumeMode { get; set; }

    /// <summary>
    /// Approves the pauses that <c>batchPause</c> makes, up to and including the one after this batch: they are resumed within the same
    /// <c>pulumi up</c>, a later pause holds, and a further <c>pulumi up</c> without a change does nothing. 0 approves none. Unset: each
    /// <c>pulumi up</c> resumes one such pause and continues to the next.
    /// </summary>
    [Input("approvedThroughBatch")]
    public Input<int>? ApprovedThroughBatch { get; set; }

    /// <summary>How often one <c>pulumi up</c> resumes a failed batch with <c>RETRY</c> by itself before it gives up: from 0 to 10.</summary>
    /// <value>Default <c>0</c>.</value>
    [Input("failureRetries")]
    public Input<int>? FailureRetries { get; set; }

    /// <summary>The state that the rollout is to reach. Where it is now is in <c>status</c> and <c>outcome</c>.</summary>
    /// <value>Default <c>Completed</c>.</value>
    [Input("desiredState")]
    public Input<DesiredState>? DesiredState { get; set; }

    /// <summary>What a new rollout does when another activity on the group is unfinished, that is, running or paused.</summary>
    /// <value>Default <c>Fail</c>.</value>
    [Input("onConflict")]
    public Input<ConflictPolicy>? OnConflict { get; set; }

    /// <summary>What happens to the rollout when the run is interrupted, by Ctrl-C or SIGTERM.</summary>
    /// <value>Default <c>Detach</c>.</value>
    [Input("onInterrupt")]
    public Input<InterruptPolicy>? OnInterrupt { get; set; }

    /// <summary>How far <c>pulumi up</c> follows the rollout.</summary>
    /// <value>Default <c>Completed</c>.</value>
    [Input("waitFor")]
    public Input<WaitTarget>? WaitFor { get; set; }

    [Input("failOn")]
    private InputList<FailOn>? _failOn;

    /// <summary>
    /// Outcomes with which <c>pulumi up</c> ends with an error although the rollout is where it should be, so that a pipeline notices and
    /// resources that depend on this one wait. Unset or empty: none.
    /// </summary>
    public InputList<FailOn> FailOn
    {
        get => _failOn ??= [];
        set => _failOn = value;
    }

    /// <summary>
    /// Whether a first rollout is left out where every instance is shown to run the launch configuration as it is: its version and its
    /// image. Nothing is started then; <c>status</c> is <c>SKIPPED</c> and <c>outcome</c> is <c>UpToDate</c>. Where that is not certain, it
    /// rolls; a changed trigger and a replacement always do.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    [Input("skipMatching")]
    public Input<bool>? SkipMatching { get; set; }

    /// <summary>
    /// The <c>planDigest</c> of a plan that was reviewed. A rollout whose group, instances, images or launch configuration differ from it
    /// starts nothing, and the error lists the difference. Unset: none is expected.
    /// </summary>
    [Input("expectedPlan")]
    public Input<string>? ExpectedPlan { get; set; }

    /// <summary>
    /// Longest time in seconds, at least 60, that a batch may go without any progress before <c>pulumi up</c> gives up waiting. The clock
    /// stops while the rollout is paused. Unset: derived from the plan. The rollout itself is not touched when it passes.
    /// </summary>
    [Input("progressDeadlineSeconds")]
    public Input<int>? ProgressDeadlineSeconds { get; set; }

    /// <summary>
    /// Bake time, alarms and HTTP checks between batches and after the last one. A change counts from the next look on; of a rollout that
    /// has ended well nothing is asked again.
    /// </summary>
    [Input("verification")]
    public Input<Inputs.VerificationArgs>? Verification { get; set; }

    /// <summary>What instances in standby are when a rollout ends.</summary>
    /// <value>Default <c>Report</c>.</value>
    [Input("standbyInstances")]
    public Input<StandbyInstances>? StandbyInstances { get; set; }

    /// <summary>
    /// Smallest share of the desired capacity, in percent from 0 to 100, that has to be in service and healthy while a batch is in
    /// progress. Checked before the start and before each resume, which are refused below it. Unset: not checked.
    /// </summary>
    [Input("minHealthyPercent")]
    public Input<int>? MinHealthyPercent { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public InstanceRefreshArgs()
    {
        RefreshMode = Pulumi.TencentcloudRefresh.RefreshMode.RollingUpdateReset;
        ResumeMode = Pulumi.TencentcloudRefresh.ResumeMode.Retry;
        FailureRetries = 0;
        DesiredState = Pulumi.TencentcloudRefresh.DesiredState.Completed;
        OnConflict = Pulumi.TencentcloudRefresh.ConflictPolicy.Fail;
        OnInterrupt = Pulumi.TencentcloudRefresh.InterruptPolicy.Detach;
        WaitFor = Pulumi.TencentcloudRefresh.WaitTarget.Completed;
        SkipMatching = false;
        StandbyInstances = Pulumi.TencentcloudRefresh.StandbyInstances.Report;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new InstanceRefreshArgs Empty => new();
}
