using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh;

/// <summary>
/// One rolling refresh of a scaling group. Creating it starts a refresh activity and follows it; updating it resumes, pauses, cancels or
/// rolls back that activity as <c>desiredState</c> says; deleting it cancels what is still in flight. A change of <c>triggers</c> starts
/// the next rollout. <c>pulumi up --replace</c> needs the resource option <c>deleteBeforeReplace: true</c>, which the class for C# sets
/// by itself.
/// </summary>
[TencentcloudRefreshResourceType("tencentcloud-refresh:index:InstanceRefresh")]
public partial class InstanceRefresh : global::Pulumi.CustomResource
{
    /// <summary>
    /// Id of the scaling group whose instances are refreshed, such as <c>asg-9dn1a5y6</c>. A change replaces the resource, that is, starts
    /// a rollout on the other group.
    /// </summary>
    [Output("autoScalingGroupId")]
    public Output<string> AutoScalingGroupId { get; private set; } = null!;

    /// <summary>
    /// Values whose change starts a new rollout: the only thing, besides the group, that does. Include everything that the rollout
    /// applies: <c>getRefreshTriggers</c> makes them from what the launch configuration is given. Secret values stay secret. Numbers and
    /// booleans are taken as their text; in YAML quote version numbers, since an unquoted 1.10 arrives as 1.1. The first ones after an
    /// import are noted and start nothing.
    /// </summary>
    [Output("triggers")]
    public Output<ImmutableDictionary<string, string>?> Triggers { get; private set; } = null!;

    /// <summary>How an instance is updated to the launch configuration. A change applies from the next rollout on.</summary>
    [Output("refreshMode")]
    public Output<RefreshMode> RefreshMode { get; private set; } = null!;

    /// <summary>Batches, pauses, surge and health check. A change applies from the next rollout on.</summary>
    [Output("refreshSettings")]
    public Output<Outputs.RefreshSettings> RefreshSettings { get; private set; } = null!;

    /// <summary>What the next resume does with the failed instances of the current batch.</summary>
    [Output("resumeMode")]
    public Output<ResumeMode> ResumeMode { get; private set; } = null!;

    /// <summary>
    /// Approves the pauses that <c>batchPause</c> makes, up to and including the one after this batch: they are resumed within the same
    /// <c>pulumi up</c>, a later pause holds, and a further <c>pulumi up</c> without a change does nothing. 0 approves none. Unset: each
    /// <c>pulumi up</c> resumes one such pause and continues to the next.
    /// </summary>
    [Output("approvedThroughBatch")]
    public Output<int?> ApprovedThroughBatch { get; private set; } = null!;

    /// <summary>How often one <c>pulumi up</c> resumes a failed batch with <c>RETRY</c> by itself before it gives up: from 0 to 10.</summary>
    [Output("failureRetries")]
    public Output<int> FailureRetries { get; private set; } = null!;

    /// <summary>The state that the rollout is to reach. Where it is now is in <c>status</c> and <c>outcome</c>.</summary>
    [Output("desiredState")]
    public Output<DesiredState> DesiredState { get; private set; } = null!;

    /// <summary>What a new rollout does when another activity on the group is unfinished, that is, running or paused.</summary>
    [Output("onConflict")]
    public Output<ConflictPolicy> OnConflict { get; private set; } = null!;

    /// <summary>What happens to the rollout when the run is interrupted, by Ctrl-C or SIGTERM.</summary>
    [Output("onInterrupt")]
    public Output<InterruptPolicy> OnInterrupt { get; private set; } = null!;

    /// <summary>How far <c>pulumi up</c> follows the rollout.</summary>
    [Output("waitFor")]
    public Output<WaitTarget> WaitFor { get; private set; } = null!;

    /// <summary>
    /// Outcomes with which <c>pulumi up</c> ends with an error although the rollout is where it should be, so that a pipeline notices and
    /// resources that depend on this one wait. Unset or empty: none.
    /// </summary>
    [Output("failOn")]
    public Output<ImmutableArray<FailOn>> FailOn { get; private set; } = null!;

    /// <summary>
    /// Whether a first rollout is left out where every instance is shown to run the launch configuration as it is: its version and its
    /// image. Nothing is started then; <c>status</c> is <c>SKIPPED</c> and <c>outcome</c> is <c>UpToDate</c>. Where that is not certain, it
    /// rolls; a changed trigger and a replacement always do.
    /// </summary>
    [Output("skipMatching")]
    public Output<bool> SkipMatching { get; private set; } = null!;

    /// <summary>
    /// The <c>planDigest</c> of a plan that was reviewed. A rollout whose group, instances, images or launch configuration differ from it
    /// starts nothing, and the error lists the difference. Unset: none is expected.
    /// </summary>
    [Output("expectedPlan")]
    public Output<string?> ExpectedPlan { get; private set; } = null!;

    /// <summary>
    /// Longest time in seconds, at least 60, that a batch may go without any progress before <c>pulumi up</c> gives up waiting. The clock
    /// stops while the rollout is paused. Unset: derived from the plan. The rollout itself is not touched when it passes.
    /// </summary>
    [Output("progressDeadlineSeconds")]
    public Output<int?> ProgressDeadlineSeconds { get; private set; } = null!;

    /// <summary>
    /// Bake time, alarms and HTTP checks between batches and after the last one. A change counts from the next look on; of a rollout that
    /// has ended well nothing is asked again.
    /// </summary>
    [Output("verification")]
    public Output<Outputs.Verification?> Verification { get; private set; } = null!;

    /// <summary>What instances in standby are when a rollout ends.</summary>
    [Output("standbyInstances")]
    public Output<StandbyInstances> StandbyInstances { get; private set; } = null!;

    /// <summary>
    /// Smallest share of the desired capacity, in percent from 0 to 100, that has to be in service and healthy while a batch is in
    /// progress. Checked before the start and before each resume, which are refused below it. Unset: not checked.
    /// </summary>
    [Output("minHealthyPercent")]
    public Output<int?> MinHealthyPercent { get; private set; } = null!;

    /// <summary>Id of the refresh activity that this resource stands for.</summary>
    [Output("refreshActivityId")]
    public Output<string> RefreshActivityId { get; private set; } = null!;

    /// <summary>
    /// Status in the service: <c>INIT</c>, <c>RUNNING</c>, <c>SUCCESSFUL</c>, <c>FAILED_PAUSE</c>, <c>AUTO_PAUSE</c>, <c>MANUAL_PAUSE</c>,
    /// <c>CANCELLED</c> or <c>FAILED</c>. A word that the service adds later is passed on as it is. <c>SKIPPED</c>: nothing was started.
    /// Once the rollout is being rolled back, the status of the rollback.
    /// </summary>
    [Output("status")]
    public Output<string> Status { get; private set; } = null!;

    /// <summary>The result of the rollout so far, independent of the status words of the service.</summary>
    [Output("outcome")]
    public Output<RefreshOutcome> Outcome { get; private set; } = null!;

    /// <summary><c>NORMAL</c> for a rollout, <c>ROLLBACK</c> for one that undoes another.</summary>
    [Output("activityType")]
    public Output<string> ActivityType { get; private set; } = null!;

    /// <summary>Id of the activity that rolls this one back, or did. Absent if there is none.</summary>
    [Output("rollbackActivityId")]
    public Output<string?> RollbackActivityId { get; private set; } = null!;

    /// <summary>Launch configuration that the rollout applies.</summary>
    [Output("launchConfigurationId")]
    public Output<string?> LaunchConfigurationId { get; private set; } = null!;

    /// <summary>Version of that launch configuration when the rollout started.</summary>
    [Output("launchConfigurationVersion")]
    public Output<int?> LaunchConfigurationVersion { get; private set; } = null!;

    /// <summary>Number of batches.</summary>
    [Output("batchCount")]
    public Output<int> BatchCount { get; private set; } = null!;

    /// <summary>Batch in progress, or the last one that was, counted from 1; 0 before the first one.</summary>
    [Output("currentBatch")]
    public Output<int> CurrentBatch { get; private set; } = null!;

    /// <summary>The batches, in order.</summary>
    [Output("batches")]
    public Output<ImmutableArray<Outputs.RefreshBatch>> Batches { get; private set; } = null!;

    /// <summary>Instances that take part.</summary>
    [Output("totalInstances")]
    public Output<int> TotalInstances { get; private set; } = null!;

    /// <summary>Instances refreshed successfully.</summary>
    [Output("refreshedInstances")]
    public Output<int> RefreshedInstances { get; private set; } = null!;

    /// <summary>
    /// The instances that failed. Those that are well are not listed, and at most 200 of them, so that a large fleet stays small in the
    /// state file.
    /// </summary>
    [Output("failedInstances")]
    public Output<ImmutableArray<Outputs.FailedInstance>> FailedInstances { get; private set; } = null!;

    /// <summary>When the activity was created: UTC, ISO 8601.</summary>
    [Output("createdTime")]
    public Output<string?> CreatedTime { get; private set; } = null!;

    /// <summary>When work began: UTC, ISO 8601. Absent until then.</summary>
    [Output("startTime")]
    public Output<string?> StartTime { get; private set; } = null!;

    /// <summary>When the activity ended: UTC, ISO 8601. Absent until then.</summary>
    [Output("endTime")]
    public Output<string?> EndTime { get; private set; } = null!;

    /// <summary>For how many seconds the group could not scale because of this rollout, pauses included.</summary>
    [Output("frozenSeconds")]
    public Output<int> FrozenSeconds { get; private set; } = null!;

    /// <summary>How often the rollout was resumed by this resource.</summary>
    [Output("resumeCount")]
    public Output<int> ResumeCount { get; private set; } = null!;

    /// <summary>
    /// Instances of the group that do not run what the rollout should have given them: left behind after a failure, not covered by the
    /// activity, lost, on another image, or refreshed before the launch configuration changed. At most 200 of them. Empty: none is known.
    /// </summary>
    [Output("deviations")]
    public Output<ImmutableArray<Outputs.Deviation>> Deviations { get; private set; } = null!;

    /// <summary>
    /// How many instances of the group run which image, by image id, when an operation last looked. Empty where that could not be read: it
    /// needs the permission <c>cvm:DescribeInstances</c>.
    /// </summary>
    [Output("images")]
    public Output<ImmutableDictionary<string, int>> Images { get; private set; } = null!;

    /// <summary>
    /// Whether every instance of the group was shown to run what the rollout should have given it. False until the rollout has ended, where
    /// an instance deviates, and where the images could not be read.
    /// </summary>
    [Output("verified")]
    public Output<bool> Verified { get; private set; } = null!;

    /// <summary>
    /// Digest of the plan that the rollout was started with: see <c>expectedPlan</c>. Absent where this resource has not started it.
    /// </summary>
    [Output("planDigest")]
    public Output<string?> PlanDigest { get; private set; } = null!;

    /// <summary>
    /// Whether the activity was found on the group and may belong to somebody else. It is watched only: nothing is written to it until
    /// <c>onConflict</c> is <c>Adopt</c>, or a later change approves its batch or sets <c>desiredState</c>.
    /// </summary>
    [Output("adopted")]
    public Output<bool> Adopted { get; private set; } = null!;

    /// <summary>Region that the activity was made in.</summary>
    [Output("region")]
    public Output<string?> Region { get; private set; } = null!;

    /// <summary>Makes the resource, that is, starts a rollout and follows it.</summary>
    /// <param name="name">Its name in the program, unique for this type.</param>
    /// <param name="args">What to roll, and how.</param>
    /// <param name="options">How the resource itself is to be treated. Do not protect it: a protected resource cannot be replaced by the next rollout.</param>
    public InstanceRefresh(string name, InstanceRefreshArgs args, CustomResourceOptions? options = null)
        : base("tencentcloud-refresh:index:InstanceRefresh", name, args ?? new InstanceRefreshArgs(), MakeResourceOptions(options, ""))
    {
    }

    private InstanceRefresh(string name, Input<string> id, CustomResourceOptions? options = null)
        : base("tencentcloud-refresh:index:InstanceRefresh", name, null, MakeResourceOptions(options, id))
    {
    }

    /// <summary>Reads a rollout that exists already, without taking it over.</summary>
    /// <param name="name">Its name in the program, unique for this type.</param>
    /// <param name="id">Scaling group and refresh activity: <c>asg-…/asr-…</c>.</param>
    /// <param name="options">How the resource itself is to be treated.</param>
    public static InstanceRefresh Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)
    {
        // No version: the plugin is the one that the project names or that is on the PATH, not one looked up by number.
        // The provider asks for the deletion first by itself; `pulumi up --replace` does not ask the provider.
        var defaultOptions = new CustomResourceOptions
        {
            DeleteBeforeReplace = true,
            ReplaceOnChanges =
            {
                "autoScalingGroupId",
                "triggers",
            },
        };
        var merged = CustomResourceOptions.Merge(defaultOptions, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
