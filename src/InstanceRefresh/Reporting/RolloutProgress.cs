using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Where a rollout is, as data: what a line of progress says and a live view draws. Immutable, holds no secret, and depends on nothing but what was seen. All
/// times are the service's. As JSON it is its numbers and words: the rest stands beside it wherever it is printed.
/// </summary>
public sealed record RolloutProgress
{
    /// <summary>So many instances in progress are named.</summary>
    public const int NamedAtMost = 20;

    /// <summary>The activity, <c>asr-…</c>.</summary>
    public string RefreshActivityId { get; init; } = "";

    /// <summary>The group, <c>asg-…</c>.</summary>
    public string AutoScalingGroupId { get; init; } = "";

    /// <summary>Whether it undoes another activity.</summary>
    public bool IsRollback { get; init; }

    /// <summary>
    /// What it does besides refreshing instances: <c>paused</c>, <c>in hook</c>, <c>preparing</c>, or the service's word for an end or a status of the future.
    /// Empty while it simply runs.
    /// </summary>
    public string Phase { get; init; } = "";

    /// <summary>Whether it has reached a status that it cannot leave.</summary>
    public bool IsOver { get; init; }

    /// <summary>The batch in progress, counted from 1; 0 before the first.</summary>
    public int Batch { get; init; }

    /// <summary>How many batches the whole activity has; 0 as long as the service has not made them.</summary>
    public int Batches { get; init; }

    /// <summary>Instances refreshed.</summary>
    public int Done { get; init; }

    /// <summary>Instances of all batches.</summary>
    public int Total { get; init; }

    /// <summary>Instances whose refresh failed.</summary>
    public int Failed { get; init; }

    /// <summary>Instances that are no longer in the group, so that they can be neither refreshed nor retried.</summary>
    public int Lost => PerBatch.Sum(batch => batch.Lost);

    /// <summary>From its start until it was seen, or to its end; null while it has not begun.</summary>
    [JsonIgnore]
    public TimeSpan? Elapsed { get; init; }

    /// <summary>What the batches still to be done will take, going by those that are; null where nobody can tell.</summary>
    [JsonIgnore]
    public TimeSpan? Left { get; init; }

    /// <summary>How much of a bake is over; null while nothing bakes.</summary>
    [JsonIgnore]
    public BakeProgress? Bake { get; init; }

    /// <summary>How long nothing has moved; null as long as a batch may well take that.</summary>
    [JsonIgnore]
    public QuietSpell? Quiet { get; init; }

    /// <summary>Each batch, in order. Empty where they are not known.</summary>
    [JsonIgnore]
    public ImmutableArray<BatchProgress> PerBatch { get; init; } = [];

    /// <summary>The instances in progress, in the order of the batches; at most <see cref="NamedAtMost"/>.</summary>
    [JsonIgnore]
    public ImmutableArray<InstanceProgress> InProgress { get; init; } = [];

    /// <summary>One line, what matters first, since a terminal cuts its end: <c>2/4 · 5/12 ok · 1 failed · 3m10s · about 4m left</c>.</summary>
    [JsonIgnore]
    public string Line => ProgressText.Line(this);

    /// <summary>The same rollout a while later, if nothing has changed but the time: for a clock that ticks between two looks.</summary>
    /// <param name="since">Time since it was seen. Not counted once it is over.</param>
    public RolloutProgress After(TimeSpan since) => IsOver || since <= TimeSpan.Zero ? this : this with
    {
        Elapsed = Elapsed + since,
        Left = Left - since is { } left && left > TimeSpan.Zero ? left : null,
        Bake = Bake is { } bake ? bake with { Spent = bake.Spent + since } : null,
        Quiet = Quiet is { } quiet ? quiet with { Spent = quiet.Spent + since } : null,
        PerBatch = [.. PerBatch.Select(batch => batch.Busy > 0 ? batch with { Elapsed = batch.Elapsed + since } : batch)],
    };

    /// <summary>What an activity shows.</summary>
    /// <param name="now">When the service answered.</param>
    /// <param name="details">What else is known; null: nothing.</param>
    public static RolloutProgress Of(RefreshActivity activity, DateTimeOffset now, ProgressDetails? details = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var known = details ?? new();
        var perBatch = activity.RefreshBatchSet.Select(batch => BatchProgress.Of(batch, now)).ToImmutableArray();
        return new()
        {
            RefreshActivityId = activity.RefreshActivityId,
            AutoScalingGroupId = activity.AutoScalingGroupId,
            IsRollback = activity.IsRollback,
            Phase = ProgressText.Phase(activity, known),
            IsOver = !activity.IsAlive,
            Batch = activity.CurrentRefreshBatchNum,
            Batches = activity.BatchCount,
            Done = perBatch.Sum(batch => batch.Done),
            Total = perBatch.Sum(batch => batch.Total),
            Failed = perBatch.Sum(batch => batch.Failed),
            Elapsed = (activity.StartTime ?? activity.CreatedTime) is { } started ? (activity.EndTime ?? now) - started : null,
            Left = activity.Status == ActivityStatus.Running && known.Quiet is null ? TimeLeft(activity, now, known.ExpectedBatch) : null,
            Bake = known.Bake,
            Quiet = known.Quiet,
            PerBatch = perBatch,
            InProgress = [.. activity.RefreshBatchSet.Where(batch => batch.IsInProgress).SelectMany(batch => InstanceProgress.Of(activity, batch, known)).Take(NamedAtMost)],
        };
    }

    /// <summary>
    /// A batch that takes longer than expected makes those after it longer too; of how long it still takes itself nobody knows anything, so after the last one
    /// nothing is said.
    /// </summary>
    private static TimeSpan? TimeLeft(RefreshActivity activity, DateTimeOffset now, TimeSpan expectedBatch)
    {
        if (Situation.Of(activity).IsClearingUp)
            return null;

        var usual = activity.UsualBatchTime ?? expectedBatch;
        var spent = activity.RefreshBatchSet
            .Where(batch => batch.IsInProgress)
            .Select(batch => now - (batch.StartTime ?? now))
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();
        var next = spent > usual ? spent : usual;
        var left = activity.RefreshBatchSet.Count(batch => batch.RefreshBatchStatus is BatchStatus.Waiting) * next
            + (activity.RefreshBatchSet.Any(batch => batch.IsInProgress) ? next - spent : TimeSpan.Zero);
        return left > TimeSpan.Zero ? left : null;
    }
}

/// <summary>What is known of a rollout besides its activity.</summary>
public sealed record ProgressDetails
{
    /// <summary>How long a batch is thought to take until one of this activity has ended. Default: what the service's own samples show.</summary>
    public TimeSpan ExpectedBatch { get; init; } = Pace.UsualBatch;

    /// <inheritdoc cref="RolloutProgress.Bake"/>
    public BakeProgress? Bake { get; init; }

    /// <inheritdoc cref="RolloutProgress.Quiet"/>
    public QuietSpell? Quiet { get; init; }

    /// <summary>The instances that wait in a lifecycle hook.</summary>
    public IReadOnlySet<string> InHook { get; init; } = ImmutableHashSet<string>.Empty;
}

/// <summary>How much of a bake is over.</summary>
/// <param name="Spent">So much; may be more than the whole by the time between two polls.</param>
/// <param name="Whole">How long it takes.</param>
public readonly record struct BakeProgress(TimeSpan Spent, TimeSpan Whole);

/// <summary>How long nothing has moved, and how long it may.</summary>
/// <param name="Spent">Time since the last change.</param>
/// <param name="AtMost">The deadline, counted from that change.</param>
public readonly record struct QuietSpell(TimeSpan Spent, TimeSpan AtMost);

/// <summary>One batch. What is neither done nor failed nor lost nor in progress waits.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Its instances.</param>
/// <param name="Done">Those that are refreshed.</param>
/// <param name="Failed">Those whose refresh failed.</param>
/// <param name="Busy">Those that are worked on, or are about to be.</param>
public sealed record BatchProgress(int Number, int Total, int Done, int Failed, int Busy)
{
    /// <summary>Those that are no longer in the group.</summary>
    public int Lost { get; init; }

    /// <summary>From its beginning until it was seen, or to its end; null before it.</summary>
    public TimeSpan? Elapsed { get; init; }

    internal static BatchProgress Of(RefreshBatch batch, DateTimeOffset now)
    {
        var instances = batch.RefreshBatchRelatedInstanceSet;
        int done = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Successful);
        int failed = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Failed);
        return new(batch.RefreshBatchNum, instances.Count, done, failed, batch.IsInProgress ? instances.Count(InstanceProgress.IsBusy) : 0)
        {
            Lost = instances.Count(instance => instance.InstanceStatus == InstanceStatus.NotFound),
            Elapsed = (batch.EndTime ?? (batch.IsInProgress ? now : null)) - batch.StartTime,
        };
    }
}

/// <summary>An instance that is worked on.</summary>
/// <param name="InstanceId"><c>ins-…</c>.</param>
/// <param name="Batch">The number of its batch.</param>
/// <param name="Phase"><c>reinstalling</c>, <c>being replaced</c>, <c>in hook</c>, or <c>starting</c> before that.</param>
public sealed record InstanceProgress(string InstanceId, int Batch, string Phase)
{
    internal static bool IsBusy(RefreshBatchInstance instance) => instance.InstanceStatus is InstanceStatus.Init or InstanceStatus.Running;

    internal static IEnumerable<InstanceProgress> Of(RefreshActivity activity, RefreshBatch batch, ProgressDetails known)
        => batch.RefreshBatchRelatedInstanceSet.Where(IsBusy)
            .Select(instance => new InstanceProgress(instance.InstanceId, batch.RefreshBatchNum,
                known.InHook.Contains(instance.InstanceId) ? ProgressText.InHook
                : instance.InstanceStatus == InstanceStatus.Init ? "starting"
                : activity.RefreshMode == RefreshMode.Replace ? "being replaced" : "reinstalling"));
}
