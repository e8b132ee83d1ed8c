using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Makes outputs of what was last seen.</summary>
internal static class OutputsBuilder
{
    /// <param name="known">What earlier polls or operations left: the id, the launch configuration, the count of resumes; and everything, if nothing
    /// is seen now.</param>
    /// <param name="rollout">The activity that the resource stands for; null if the service has forgotten it.</param>
    /// <param name="rollback">The activity that undoes it, if there is one.</param>
    /// <param name="now">The service's time of the poll.</param>
    public static RefreshOutputs Build(RefreshOutputs known, RefreshActivity? rollout, RefreshActivity? rollback, DateTimeOffset now)
    {
        if ((rollback ?? rollout) is not { } followed)
            return known;

        var instances = followed.Instances.ToList();
        var failed = FailedIn(followed);
        ImmutableArray<Deviation> deviations = followed.IsAlive ? [] : known.Deviations;
        return known with
        {
            Status = followed.Status,
            Outcome = VerificationOutcome.Of(
                OutcomeOf(known, followed.Status, followed.IsRollback, failed.Count, deviations.Length), followed.Status, followed.IsRollback,
                Situation.Of(followed).Reached, known.Verification),
            Deviations = deviations,
            Verified = known.Verified && !followed.IsAlive,
            ActivityType = followed.ActivityType.Length > 0 ? followed.ActivityType : ActivityType.Normal,
            RollbackActivityId = rollback?.RefreshActivityId ?? (followed.IsRollback ? followed.RefreshActivityId : known.RollbackActivityId),
            BatchCount = followed.BatchCount,
            CurrentBatch = followed.CurrentRefreshBatchNum,
            Batches = [.. followed.RefreshBatchSet.Select(Batch)],
            TotalInstances = instances.Count,
            RefreshedInstances = instances.Count(instance => instance.InstanceStatus == InstanceStatus.Successful),
            FailedInstances = [.. failed.Take(FailedInstance.MostListed)],
            CreatedTime = rollout?.CreatedTime ?? known.CreatedTime ?? followed.CreatedTime,
            StartTime = rollout?.StartTime ?? known.StartTime ?? followed.StartTime,
            EndTime = followed.EndTime,
            FrozenSeconds = (int)Math.Min(int.MaxValue, (Held(rollout, rollback?.CreatedTime ?? now) + Held(rollback, now)).TotalSeconds),
        };
    }

    /// <summary>The outputs of an ended activity, once its instances were compared with the group's.</summary>
    public static RefreshOutputs With(this RefreshOutputs outputs, ImmutableArray<Deviation> deviations) => outputs with
    {
        Deviations = deviations,
        Verified = outputs.Verified && deviations.IsEmpty,
        Outcome = VerificationOutcome.Of(
            OutcomeOf(outputs, outputs.Status, outputs.ActivityType == ActivityType.Rollback, outputs.FailedInstances.Length, deviations.Length),
            outputs.Status, outputs.ActivityType == ActivityType.Rollback, Situation.Of(outputs).Reached, outputs.Verification),
    };

    /// <summary>What is indeterminate awaits a person's word, however it has ended.</summary>
    private static RefreshOutcome OutcomeOf(RefreshOutputs known, string status, bool isRollback, int failed, int deviations)
        => known.IsIndeterminate && ActivityStatus.IsTerminal(status) ? RefreshOutcome.AwaitingApproval : Outcomes.Of(status, isRollback, failed, deviations);

    public static IReadOnlyList<FailedInstance> FailedIn(RefreshActivity activity)
        => [.. activity.FailedInstances.Select(failed => new FailedInstance(
            failed.Instance.InstanceId, failed.Batch, OneLine(failed.Instance.InstanceStatusMessage),
            failed.Instance.LastActivityId.Length > 0 ? failed.Instance.LastActivityId : null))];

    private static BatchOutput Batch(RefreshBatch batch) => new(
        batch.RefreshBatchNum, batch.RefreshBatchStatus, batch.StartTime, batch.EndTime,
        batch.RefreshBatchRelatedInstanceSet
            .GroupBy(instance => instance.InstanceStatus, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));

    /// <summary>How long an activity has kept the group from scaling: from its acceptance to its end, or until the given moment.</summary>
    private static TimeSpan Held(RefreshActivity? activity, DateTimeOffset otherwiseUntil)
        => activity?.CreatedTime is { } from && (activity.EndTime ?? otherwiseUntil) is var until && until > from ? until - from : TimeSpan.Zero;

    internal static string OneLine(string message)
    {
        string line = string.Concat(message.Take(300).Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length == 0 ? "no message" : line;
    }
}
