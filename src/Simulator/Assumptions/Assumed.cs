using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Assumptions;

/// <summary>The catalogue of everything assumed. The first value of each is the default.</summary>
public static partial class Assumed
{
    private const string Conflict = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";

    // Front end.
    internal static readonly Assumption RegionRequired = Assumption.YesNo("regionRequired", false,
        "A call without X-TC-Region is refused.", strict: true);
    internal static readonly Assumption ScopeServiceMustMatch = Assumption.YesNo("scopeServiceMustMatch", false,
        "The service in the credential scope must be the one called (as, tag, sts); some official clients write the first label of the host instead.", strict: true);
    internal static readonly Assumption UnknownActionCode = new("unknownActionCode", "The code for an action that does not exist.",
        "InvalidAction", "InvalidParameter.ActionNotFound");
    internal static readonly Assumption WrongTypeCode = new("wrongTypeCode", "The code for a member of the wrong JSON type.",
        "InvalidParameterValue", "InvalidParameter");
    internal static readonly Assumption DeniedCode = new("deniedCode", "The code where the caller's policy forbids the action.",
        "UnauthorizedOperation", "AuthFailure.UnauthorizedOperation");
    internal static readonly Assumption IdsWithFiltersCode = new("idsWithFiltersCode",
        "The code for ids together with filters in the calls about groups and configurations.",
        "InvalidParameterConflict", "InvalidParameter.Conflict");

    // Starting.
    internal static readonly Assumption RollingUpdateMode = new("rollingUpdateMode",
        "RefreshMode ROLLING_UPDATE, which an older page shows and no enumeration has: taken as ROLLING_UPDATE_RESET, or refused.",
        "reset", "refuse", ["reset", "refuse"]);
    internal static readonly Assumption PauseInAnyCase = Assumption.YesNo("pauseInAnyCase", true,
        "BatchPause may be written Automatic, as the page spells its default.", strict: false);
    internal static readonly Assumption ReplaceMode = Assumption.YesNo("replaceMode", true,
        "RefreshMode ROLLING_UPDATE_REPLACE is offered in this region.");
    internal static readonly Assumption MaxSurgeZero = new("maxSurgeZero", "MaxSurge 0: the same as not given, or refused.", "unset", "refuse");
    internal static readonly Assumption MaxSurgeBound = new("maxSurgeBound",
        "The batch whose size bounds MaxSurge.", "largestBatch", "smallestBatch");
    internal static readonly Assumption BatchSplit = new("batchSplit",
        "How machines are dealt to batches: even (the first ones get one more), or ceiling (each as large as the first, which may give fewer batches).",
        "even", "ceiling");
    internal static readonly Assumption InstanceOrder = new("instanceOrder", "The order in which machines are dealt to batches.", "addTime", "id");
    internal static readonly Assumption StartWhilePaused = new("startWhilePaused",
        "Start while another activity is paused: refused, or accepted, which cancels the paused one.", "refuse", "accept");

    // What may be asked when.
    internal static readonly Assumption ConflictCode = new("conflictCode",
        "The code for an action that the activity's status does not allow.", Conflict, Conflict, []);
    internal static readonly Assumption StopBeforeStart = new("stopBeforeStart", "Stop in status INIT.", "accept", "refuse");
    internal static readonly Assumption StopWhilePaused = new("stopWhilePaused",
        "Stop of a paused activity: refused, or answered without effect.", "refuse", "ignore");
    internal static readonly Assumption ResumeNotPaused = new("resumeNotPaused",
        "Resume of an activity that is not paused: refused, or answered without effect.", "refuse", "ignore");
    internal static readonly Assumption ResumeWhileFinishing = new("resumeWhileFinishing",
        "Resume of a stopped activity whose batch is still in progress.", "accept", "refuse");
    internal static readonly Assumption CancelBeforeStart = new("cancelBeforeStart", "Cancel in status INIT.", "accept", "refuse");
    internal static readonly Assumption CancelWhileWorking = new("cancelWhileWorking",
        "Cancel while a batch is in progress: refused (pages since 2025-10), or accepted with the batch continuing to its end (pages of 2024-11).", "refuse", "accept");
    internal static readonly Assumption RollbackUnknownOrigin = new("rollbackUnknownOrigin",
        "The code for a rollback of an activity that does not exist.",
        "ResourceNotFound.RefreshActivityNotFound", "ResourceUnavailable.RefreshActivityCanNotRollback");
    internal static readonly Assumption RollbackOfReplaceCode = new("rollbackOfReplaceCode", "The code for a rollback of a REPLACE activity.",
        "ResourceUnavailable.RefreshActivityCanNotRollback", Conflict);
    internal static readonly Assumption CancelledHidesOlder = Assumption.YesNo("cancelledHidesOlder", true,
        "A cancelled newer activity makes an older successful one impossible to roll back.");

    /// <summary>Every switch, in the order in which they are listed to people.</summary>
    public static ImmutableArray<Assumption> All => Catalogue.All;

    // Apart, because the fields of the other parts must be there first.
    private static class Catalogue
    {
        public static readonly ImmutableArray<Assumption> All =
        [
            RegionRequired, ScopeServiceMustMatch, UnknownActionCode, WrongTypeCode, DeniedCode, IdsWithFiltersCode,
            RollingUpdateMode, PauseInAnyCase, ReplaceMode, MaxSurgeZero, MaxSurgeBound, BatchSplit, InstanceOrder, StartWhilePaused,
            ConflictCode, StopBeforeStart, StopWhilePaused, ResumeNotPaused, ResumeWhileFinishing, CancelBeforeStart, CancelWhileWorking,
            RollbackUnknownOrigin, RollbackOfReplaceCode, CancelledHidesOlder,
            .. Rollouts, .. Responses,
        ];
    }
}
