using System.Collections.Frozen;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

internal enum ActivityRequest
{
    Stop,
    Resume,
    Cancel,
    RollBack,
}

/// <summary>An activity's status, distinguished as finely as the rules about who may do what are.</summary>
internal enum Situation
{
    Init,
    RunningWork,
    RunningSurgeIn,
    AutoPause,
    ManualPauseWorking,
    ManualPauseIdle,
    FailedPause,
    SuccessfulNewest,
    SuccessfulOlder,
    Cancelled,
    Failed,
}

internal enum Verdict
{
    Accept,

    /// <summary>Answered, nothing happens.</summary>
    Ignore,

    /// <summary>The present status does not allow it.</summary>
    Conflict,

    /// <summary>A later activity has taken the place of this one.</summary>
    CannotRollBack,
}

/// <summary>Who may ask what when: one table, and the switches that change a cell of it.</summary>
internal static class Permission
{
    private const Verdict Ok = Verdict.Accept;
    private const Verdict No = Verdict.Conflict;
    private const Verdict Late = Verdict.CannotRollBack;

    /// <summary>For each wish the verdicts in the order of <see cref="Situation"/>.</summary>
    public static readonly FrozenDictionary<ActivityRequest, Verdict[]> Table = new Dictionary<ActivityRequest, Verdict[]>
    {
        //                 INIT work surge  AUTO MAN.w MAN.i FAIL  SUCC old   CANC FAILED
        [ActivityRequest.Stop] = [Ok, Ok, No, No, No, No, No, No, No, No, No],
        [ActivityRequest.Resume] = [No, No, No, Ok, Ok, Ok, Ok, No, No, No, No],
        [ActivityRequest.Cancel] = [Ok, No, No, Ok, No, Ok, Ok, No, No, No, No],
        [ActivityRequest.RollBack] = [No, No, No, Ok, Ok, Ok, Ok, Ok, Late, No, No],
    }.ToFrozenDictionary();

    /// <param name="activity">The activity.</param>
    /// <param name="isNewest">No later activity of the group stands in its way.</param>
    public static Situation SituationOf(RefreshActivity activity, bool isNewest) => activity.Status switch
    {
        ActivityStatus.Init => Situation.Init,
        ActivityStatus.Running => activity.Step == RefreshStep.SurgeIn ? Situation.RunningSurgeIn : Situation.RunningWork,
        ActivityStatus.AutoPause => Situation.AutoPause,
        ActivityStatus.ManualPause => activity.Working ? Situation.ManualPauseWorking : Situation.ManualPauseIdle,
        ActivityStatus.FailedPause => Situation.FailedPause,
        ActivityStatus.Successful => isNewest ? Situation.SuccessfulNewest : Situation.SuccessfulOlder,
        ActivityStatus.Cancelled => Situation.Cancelled,
        _ => Situation.Failed,
    };

    public static Verdict Ask(ActivityRequest request, Situation situation, AssumptionSet assumed) => (request, situation) switch
    {
        (ActivityRequest.Stop, Situation.Init) when assumed.Is(Assumed.StopBeforeStart, "refuse") => No,
        (ActivityRequest.Stop, Situation.AutoPause or Situation.ManualPauseIdle or Situation.ManualPauseWorking or Situation.FailedPause)
            when assumed.Is(Assumed.StopWhilePaused, "ignore") => Verdict.Ignore,
        (ActivityRequest.Resume, Situation.ManualPauseWorking) when assumed.Is(Assumed.ResumeWhileFinishing, "refuse") => No,
        (ActivityRequest.Resume, Situation.Init or Situation.RunningWork or Situation.RunningSurgeIn or Situation.SuccessfulNewest or Situation.SuccessfulOlder
            or Situation.Cancelled or Situation.Failed) when assumed.Is(Assumed.ResumeNotPaused, "ignore") => Verdict.Ignore,
        (ActivityRequest.Cancel, Situation.Init) when assumed.Is(Assumed.CancelBeforeStart, "refuse") => No,
        (ActivityRequest.Cancel, Situation.RunningWork or Situation.ManualPauseWorking) when assumed.Is(Assumed.CancelWhileWorking, "accept") => Ok,
        _ => Table[request][(int)situation],
    };
}
