using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>How steps are called on the screen, as people know them from the CLI.</summary>
internal static class StepFormatter
{
    public static string Symbol(StepOp op) => op switch
    {
        StepOp.Create => "+",
        StepOp.Update => "~",
        StepOp.Delete or StepOp.RemovePendingReplace => "-",
        StepOp.CreateReplacement or StepOp.DeleteReplaced => "+-",
        StepOp.Read => ">",
        StepOp.Import => "=",
        StepOp.Refresh => "~",
        _ => "",
    };

    public static string Color(StepOp op) => op switch
    {
        StepOp.Create or StepOp.Import => "green",
        StepOp.Update or StepOp.Refresh => "yellow",
        StepOp.Delete or StepOp.RemovePendingReplace => "red",
        StepOp.CreateReplacement or StepOp.DeleteReplaced => "magenta",
        StepOp.Read => "aqua",
        _ => "grey",
    };

    /// <summary>In a preview.</summary>
    public static string Planned(StepOp op) => op switch
    {
        StepOp.CreateReplacement => "replace",
        StepOp.DeleteReplaced => "delete original",
        StepOp.RemovePendingReplace => "forget",
        StepOp.Same => "unchanged",
        _ => op.ToString().ToLowerInvariant(),
    };

    public static string Running(StepOp op) => op switch
    {
        StepOp.Create => "creating",
        StepOp.Update => "updating",
        StepOp.Delete => "deleting",
        StepOp.CreateReplacement => "creating replacement",
        StepOp.DeleteReplaced => "deleting original",
        StepOp.RemovePendingReplace => "forgetting",
        StepOp.Read => "reading",
        StepOp.Refresh => "refreshing",
        StepOp.Import => "importing",
        _ => "",
    };

    public static string Ended(StepOp op, StepOutcome outcome) => (op, outcome) switch
    {
        (StepOp.Refresh, StepOutcome.PartlyFailed) => "unhealthy",
        (_, StepOutcome.Failed or StepOutcome.PartlyFailed) => $"{Running(op)} failed",
        (StepOp.Create, _) => "created",
        (StepOp.Update, _) => "updated",
        (StepOp.Delete, _) => "deleted",
        (StepOp.CreateReplacement, _) => "replaced",
        (StepOp.DeleteReplaced, _) => "deleted original",
        (StepOp.RemovePendingReplace, _) => "forgotten",
        (StepOp.Read, _) => "read",
        (StepOp.Refresh, _) => "refreshed",
        (StepOp.Import, _) => "imported",
        _ => "unchanged",
    };
}
