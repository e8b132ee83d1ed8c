using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is said of an activity that is there already when a create begins: before it is adopted, while it is, and when that remains indeterminate.</summary>
internal static class AdoptionText
{
    private const string WhoseItIs = "It may be what an interrupted run of this resource has started, or an earlier rollout of it, of another stack or of a person";

    private const string Claims = "onConflict Adopt makes it this program's; so does a later change that approves its batch or sets desiredState";

    /// <summary>For a preview, which cannot tell a replacement that the user forces from a first create.</summary>
    public const string Forced = "If this is a replacement that you force (--replace, --target-replace, state taint): with the resource option deleteBeforeReplace, which the C# class "
        + "sets, the old rollout is deleted first and a new one starts. Without it the update ends with an error, since no rollout would start: set the option, or change a trigger.";

    public static string Now(CreateStep step, RefreshInputs inputs, Fleet fleet, int? batchNumber) => step switch
    {
        CreateStep.Continue own => $"{Described(own.Activity, fleet)} was started by this run; no other one is started.",
        CreateStep.Keep kept => $"{Described(kept.Activity, fleet)} is the rollout that the program describes: a replacement of it was interrupted, and the program "
            + "has gone back to it since. It is kept; nothing is started.",
        CreateStep.Rename renamed => $"{Described(renamed.Activity, fleet)} is the rollout of {Holders.NameOf(renamed.Entry.Urn)}, which was renamed: it continues under "
            + "the new name; nothing is started.",
        CreateStep.TakeOver other => $"{Described(other.Activity, fleet)} is taken over, as configured by onConflict; nothing is started.{Unlike(other.Activity, inputs, batchNumber)}",
        CreateStep.Adopt { Activity.IsAlive: true } found => $"{Described(found.Activity, fleet)} has the settings of this resource and is not in the state. {WhoseItIs}. "
            + $"It is adopted: this update only watches it and starts nothing. {Claims}.",
        CreateStep.Adopt { Proved: true } found => $"{Described(found.Activity, fleet)} is not in the state and has applied exactly what the triggers ask for: they are "
            + "computed from the launch configuration, and it has not changed since. It is adopted as already completed; nothing is started. To start a rollout anyway, change a trigger.",
        CreateStep.Adopt { UndoneBy: { } rollback } found => $"{Described(found.Activity, fleet)} has the settings of this resource and is not in the state; "
            + $"{ActivityText.Name(rollback)} has undone it. {WhoseItIs}. Nothing is started.",
        CreateStep.Adopt found => $"{Described(found.Activity, fleet)} has the settings of this resource and is not in the state. {WhoseItIs}. Nothing is started.",
        _ => "",
    };

    /// <summary>For a preview: what the update will do, and what a replacement that the user forces would.</summary>
    public static (IReadOnlyList<string> Lines, IReadOnlyList<string> Warnings) Ahead(CreateStep step, RefreshInputs inputs, Fleet fleet, int? batchNumber)
        => step switch
        {
            CreateStep.Adopt { Activity.IsAlive: true } or CreateStep.Adopt { Proved: true } => ([Now(step, inputs, fleet, batchNumber)], [Forced]),
            CreateStep.Adopt found => ([Now(step, inputs, fleet, batchNumber)], [
                $"This update will end with an error that asks whose activity {found.Activity.RefreshActivityId} is; `pulumi up` again "
                    + (found.UndoneBy is not null || (found.Activity.Status == ActivityStatus.Cancelled && UnseenEnd.MayFollow(VerificationAction.Cancel, inputs))
                        ? "does not start it again, since its verification may have had it undone: change a trigger."
                        : found.Activity.Status == ActivityStatus.Successful ? "accepts it as the rollout of this resource." : "starts a new rollout."),
                Forced]),
            _ => ([Now(step, inputs, fleet, batchNumber)], []),
        };

    /// <summary>Why a create that found an ended activity does not end well.</summary>
    public static Explanation Indeterminate(ActivityId id, RefreshOutputs outputs)
    {
        bool cancelled = outputs.Status == ActivityStatus.Cancelled;
        return new(
            [$"Activity {id.RefreshActivityId} on scaling group {id.GroupId} {(ActivityStatus.IsTerminal(outputs.Status) ? "has ended" : "is")} {outputs.Status} with the settings of this resource, and nothing proves that it has applied "
                + $"what the triggers ask for. {WhoseItIs}. Nothing was started."],
            cancelled
                ? ["run `pulumi up` again to start a new rollout", "set desiredState to Cancelled to accept it"]
                : ["run `pulumi up` again to accept it as the rollout of this resource",
                    "change a trigger to start a new one, or use --replace with the resource option deleteBeforeReplace"]);
    }

    /// <summary>Before another read.</summary>
    public static string ReadsAgain(CreateStep.Undecided undecided, Fleet fleet)
        => $"{Lack(undecided, fleet)}, so whether an interrupted run of this resource has started it is not known. The group is read again before anything is started.";

    /// <summary>Why nothing was started.</summary>
    public static string Undecided(CreateStep.Undecided undecided, Fleet fleet)
        => $"{Lack(undecided, fleet)}, so whether an interrupted run of this resource has started it cannot be told. Nothing was started. Run `pulumi up` again; "
            + $"if the service keeps leaving that out, import {fleet.Id}/{undecided.Activity.RefreshActivityId} as this resource, then change a trigger to start a new rollout.";

    /// <summary>Why nothing was started.</summary>
    public static string Unsteady(Fleet fleet)
        => $"The service lists refresh activities of scaling group {fleet.Id} in one answer and none in the next, so whether an interrupted run of this resource has "
            + "started one cannot be told. Nothing was started. Run `pulumi up` again.";

    public static string EndedUnpaused(RefreshActivity ended, Fleet fleet)
        => $"{Described(ended, fleet)} has the settings of this resource and is not in the state. {WhoseItIs}. There is nothing left to pause, and nothing was started. "
            + "Set desiredState to Completed to take it as the rollout of this resource; to start a new one, change a trigger after that.";

    public static string KeptByOption(RefreshActivity alive, Fleet fleet)
        => $"{Described(alive, fleet)} is the rollout that this update replaces, and it was not deleted first: the resource options deleteBeforeReplace: false and "
            + "retainOnDelete keep it. Remove the option, or end the rollout first with desiredState Cancelled.";

    public static string HeldByEntry(RefreshActivity alive, string urn, Fleet fleet)
        => $"{Described(alive, fleet)} is held by {Holders.NameOf(urn)} of this stack, and a group has one activity at a time: it is neither ended nor adopted. "
            + "Set onConflict to Wait on every resource of the group, or wait for its end.";

    public static string PassedOver(RefreshActivity ended, Fleet fleet)
        => $"{Described(ended, fleet)} has the settings of this resource and is not in the state; it did not refresh the whole current fleet, so a new rollout starts.";

    public static string Sentence(RefreshActivity activity) => $"{ActivityText.Title(activity)} ({activity.Status})";

    private static string Lack(CreateStep.Undecided undecided, Fleet fleet)
    {
        string activity = $"{ActivityText.Name(undecided.Activity)} ({undecided.Activity.Status}) on scaling group {fleet.Id}";
        return undecided.Lacks switch
        {
            MissingFact.CreatedTime => $"The service does not say when {activity} was created",
            MissingFact.ConfigurationTime => $"The service does not say whether launch configuration {fleet.Group.LaunchConfigurationId} was changed after the start of {activity}",
            _ => $"The service does not say when the instances that {activity} does not list joined the group",
        };
    }

    private static string Described(RefreshActivity activity, Fleet fleet) => $"{Conflicts.Describe(activity, fleet.SeenAt)} on scaling group {fleet.Id}";

    private static string Unlike(RefreshActivity activity, RefreshInputs inputs, int? batchNumber)
        => Conflicts.Differences(activity, inputs, batchNumber) is { Count: > 0 } differences ? $" It differs in {string.Join(", ", differences)}." : "";
}
