namespace TencentcloudRefresh.AutoScaling;

/// <summary>Whether a call may be sent again: by the action and the kind of failure, never by the failure's family.</summary>
internal static class RetryPolicy
{
    /// <summary>Account-wide limits need a longer breath than an action's own.</summary>
    private static readonly TimeSpan AccountLimitFloor = TimeSpan.FromSeconds(5);

    /// <summary>Limits are counted by the second, so less is pointless.</summary>
    private static readonly TimeSpan ActionLimitFloor = TimeSpan.FromSeconds(1);

    public static bool MayRepeat(CloudAction action, CallOutcome outcome) => outcome switch
    {
        CallOutcome.Broken { Fault: TransportFault.NotSent } => true,
        CallOutcome.Refused { Kind: RefusalKind.Throttled } => true,
        _ => IsIndeterminate(outcome) && action.Repeat is not Repeat.Once,
    };

    /// <summary>Whether the service may have acted although the attempt failed.</summary>
    public static bool IsIndeterminate(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Broken { Fault: not (TransportFault.NotSent or TransportFault.CertificateRefused) } => true,
        CallOutcome.Refused { Kind: RefusalKind.Indeterminate } => true,
        _ => false,
    };

    /// <summary>The least wait before the next attempt.</summary>
    public static TimeSpan FloorOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Refused { Code: ErrorCode.RequestLimitExceeded } => ActionLimitFloor,
        CallOutcome.Refused { Kind: RefusalKind.Throttled } => AccountLimitFloor,
        _ => TimeSpan.Zero,
    };
}
