namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is known of the batch that the rollout has reached, or of its end.</summary>
internal enum VerificationVerdict
{
    /// <summary>There is nothing to verify here.</summary>
    NotWanted,

    /// <summary>The bake is not over, or something has not been asked yet.</summary>
    Due,

    Passed,

    /// <summary>An alarm, or a URL that did not answer as it should.</summary>
    Failed,

    /// <summary>Something could not be asked, which neither passes nor undoes anything.</summary>
    Unknown,
}

/// <summary>What the state keeps of a verification: of the batch that was reached, or of the end.</summary>
/// <param name="Batch">The last batch that had begun, from 1.</param>
/// <param name="Verdict">Due, Passed, Failed or Unknown.</param>
/// <param name="At">The service's time from which the bake counts; of a verification that did not pass, of its end.</param>
/// <param name="AlarmsSince">The service's time since which no policy may have been in ALARM.</param>
/// <param name="Action">What followed, or is to follow, from a failure.</param>
/// <param name="Reason">Why it did not pass, in a sentence; null where it has passed, or where that is not known.</param>
internal sealed record VerificationMark(int Batch, VerificationVerdict Verdict, DateTimeOffset At, DateTimeOffset AlarmsSince, VerificationAction Action, string? Reason)
{
    /// <summary>Nobody has seen it fail: see <see cref="UnseenEnd"/>.</summary>
    public bool IsPresumed { get; init; }

    /// <summary>It did not pass, and the rollout stays as it is: each `pulumi up` verifies again.</summary>
    public bool IsHeld => Verdict == VerificationVerdict.Unknown || this is { Verdict: VerificationVerdict.Failed, Action: VerificationAction.Pause };

    /// <summary>It has failed, and the rollout is rolled back or cancelled for that.</summary>
    public bool IsUndone => this is { Verdict: VerificationVerdict.Failed, Action: not VerificationAction.Pause };
}
