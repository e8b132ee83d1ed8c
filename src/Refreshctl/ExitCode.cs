using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Refreshctl;

/// <summary>What the program ends with. The README has the table.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done: no such group, no permission, no answer.</summary>
    public const int Failed = 1;

    /// <summary>Wrongly asked, or without region or credentials.</summary>
    public const int UsageError = 2;

    /// <summary>As of the command <c>timeout</c>.</summary>
    public const int TimedOut = 124;

    public const int Interrupted = 130;

    /// <summary>Of <c>wait</c>, where the rollout came to something else than it was waited for.</summary>
    public static int Of(RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.Succeeded or RefreshOutcome.UpToDate => 10,
        RefreshOutcome.PartiallySucceeded => 11,
        RefreshOutcome.AwaitingApproval => 12,
        RefreshOutcome.Failed => 13,
        RefreshOutcome.Cancelled => 14,
        RefreshOutcome.RolledBack => 15,
        _ => Failed,
    };
}
