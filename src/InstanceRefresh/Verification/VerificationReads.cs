using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Asks what a verification wants to know. A question that is not answered is an answer too.</summary>
internal sealed class VerificationReads(AutoScalingClient client)
{
    /// <summary>The service's own default looks back one day, and hides what has lasted for longer.</summary>
    private static readonly TimeSpan Lookback = TimeSpan.FromDays(30);

    /// <summary>An alarm that had begun before the time asked about and has recovered since is looked for so far back.</summary>
    private static readonly TimeSpan RecoveredLookback = TimeSpan.FromDays(1);

    public async Task<VerificationAnswers> AskAsync(
        VerificationSettings settings, VerificationQuestions questions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alarms = questions.AlarmsSince is { } since
            ? AlarmsAsync(settings.AlarmPolicyIds, since, now, questions.Policies, cancellationToken)
            : Task.FromResult<AlarmAnswer?>(null);
        var checks = questions.HttpChecks.Select(async index =>
            new HttpResult(index, await HttpProbe.AskAsync(settings.HttpChecks[index], cancellationToken)));
        var answers = await Task.WhenAll(checks);
        return new(await alarms, [.. answers]);
    }

    /// <summary>What keeps the policies from telling anything: one sentence for each.</summary>
    /// <exception cref="CloudException">The service refuses, or does not answer.</exception>
    public async Task<IReadOnlyList<string>> PolicyTroublesAsync(IEnumerable<string> policyIds, CancellationToken cancellationToken)
    {
        var troubles = new List<string>();
        foreach (string id in policyIds)
        {
            if (await client.DescribeAlarmPolicyAsync(id, cancellationToken) is not { } policy)
                troubles.Add(VerificationText.PolicyUnknown(id));
            else if (policy.Enable == 0)
                troubles.Add(VerificationText.PolicyOff(id));
        }

        return troubles;
    }

    private async Task<AlarmAnswer?> AlarmsAsync(
        IReadOnlyList<string> policyIds, DateTimeOffset since, DateTimeOffset now, bool policies, CancellationToken cancellationToken)
    {
        try
        {
            if (policies && await PolicyTroublesAsync(policyIds, cancellationToken) is [var trouble, ..])
                return new AlarmAnswer.Unasked(trouble, MayPass: false);

            var lasting = await client.DescribeAlarmHistoriesAsync(
                new() { PolicyIds = policyIds, AlarmStatus = [AlarmStatus.Alarm], StartTime = (now - Lookback).ToUnixTimeSeconds(), PageSize = 100 }, cancellationToken);
            // The service takes only what began later than the given second.
            var recent = await client.DescribeAllAlarmHistoriesAsync(
                new() { PolicyIds = policyIds, StartTime = (since - RecoveredLookback).ToUnixTimeSeconds() - 1 }, cancellationToken);
            var alarms = lasting.Histories.Concat(recent)
                .Where(alarm => alarm.AlarmStatus == AlarmStatus.Alarm || HasLasted(alarm, since.ToUnixTimeSeconds()))
                .DistinctBy(alarm => alarm.AlarmId);
            return new AlarmAnswer.Answered([.. alarms]);
        }
        catch (CloudException failure)
        {
            return new AlarmAnswer.Unasked(failure.Message, RolloutReads.MayPass(failure));
        }
    }

    /// <summary>Too little data is no alarm: reinstalled instances tell nothing for a while.</summary>
    private static bool HasLasted(AlarmHistory alarm, long since)
        => alarm.AlarmStatus is not (AlarmStatus.NoData or AlarmStatus.NoConf) && (alarm.FirstOccurTime >= since || alarm.LastOccurTime >= since);
}
