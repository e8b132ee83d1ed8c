using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>
/// How <c>pulumi up</c> finds out, after a batch at which the rollout pauses and after the last one, whether what the batch has brought
/// is good. What is verified is resumed within the same <c>pulumi up</c>; what cannot be asked is not verified.
/// </summary>
[OutputType]
public sealed class Verification
{
    /// <summary>
    /// Seconds to wait after each pause and after the last batch, from 0 to 172800 (two days), counted from the service's time of the
    /// pause.
    /// </summary>
    public readonly int? BakeSeconds;

    /// <summary>
    /// Alarm policies of Cloud Monitor, such as <c>policy-1b842bhh</c>, at most 10. None of them may be in <c>ALARM</c> from the
    /// beginning of the batch to the end of the bake. They are asked about once a minute while a batch is in progress, too: an alarm
    /// stops the rollout after that batch. Needs the permissions <c>monitor:DescribeAlarmHistories</c> and
    /// <c>monitor:DescribeAlarmPolicy</c>.
    /// </summary>
    public readonly ImmutableArray<string> AlarmPolicyIds;

    /// <summary>URLs that have to answer during the bake, at most 10.</summary>
    public readonly ImmutableArray<Outputs.HttpCheck> HttpChecks;

    /// <summary>
    /// Batches after which the rollout pauses, such as <c>[1, 5]</c>. The service is then asked to pause after every batch, and the other
    /// pauses are resumed at once: verification and approval count only after these. Unset: where <c>batchPause</c> says.
    /// </summary>
    public readonly ImmutableArray<int> PauseAfterBatches;

    /// <summary>
    /// What follows when a verification fails. After the last batch there is nothing left to pause or cancel: the outcome is
    /// <c>Failed</c>, and each <c>pulumi up</c> verifies again. What could not be asked pauses in any case.
    /// </summary>
    public readonly VerificationAction? OnFailure;

    [OutputConstructor]
    private Verification(
        int? bakeSeconds,
        ImmutableArray<string> alarmPolicyIds,
        ImmutableArray<Outputs.HttpCheck> httpChecks,
        ImmutableArray<int> pauseAfterBatches,
        VerificationAction? onFailure)
    {
        BakeSeconds = bakeSeconds;
        AlarmPolicyIds = alarmPolicyIds;
        HttpChecks = httpChecks;
        PauseAfterBatches = pauseAfterBatches;
        OnFailure = onFailure;
    }
}
