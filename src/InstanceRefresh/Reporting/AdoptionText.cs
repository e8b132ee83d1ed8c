namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is said of an activity that is taken up instead of starting one: before it is done, and while it is.</summary>
internal static class AdoptionText
{
    private const string AlreadyDone =
        "has brought all running instances through with these settings since the last change of the launch configuration, and is not in the state: "
        + "a run was broken off before it could note it, or the resource was destroyed since. It is taken up as done; nothing is started. "
        + "To roll all the same, change a trigger in the next update.";

    private const string TakenBack =
        "is the rollout that the program describes: a replacement of it was broken off and has been taken back since. It is kept; nothing is started.";

    private const string BrokenOff =
        "was started with these settings and is not in the state: an earlier attempt must have ended early. It is taken up; no other one is started.";

    /// <summary>For a preview.</summary>
    public static string Ahead(Adoption adoption, Fleet fleet)
    {
        string id = adoption.Activity.RefreshActivityId;
        string takesUp = $"Takes up activity {id}, which is {adoption.Activity.Status} on scaling group {fleet.Id} and was started with these settings;";
        return adoption.As switch
        {
            Taken.AsDone => $"Activity {id} on scaling group {fleet.Id} {AlreadyDone}",
            Taken.AsStored => $"Activity {id} on scaling group {fleet.Id} {TakenBack}",
            Taken.AsAlike => $"{takesUp} only watches it, and starts nothing.",
            _ => $"{takesUp} starts nothing.",
        };
    }

    public static string Now(Adoption adoption, RefreshInputs inputs, Fleet fleet, int? batchNumber)
    {
        string described = Conflicts.Describe(adoption.Activity, fleet.SeenAt);
        return adoption.As switch
        {
            Taken.AsDesired => $"{described} is taken over, as onConflict says; nothing is started.{Unlike(adoption, inputs, fleet, batchNumber)}",
            Taken.AsDone => $"{described} on scaling group {fleet.Id} {AlreadyDone}",
            Taken.AsStored => $"{described} on scaling group {fleet.Id} {TakenBack}",
            Taken.AsAlike => $"{described} {BrokenOff} Since only its settings show whose it is, this run only watches it.",
            _ => $"{described} {BrokenOff}",
        };
    }

    private static string Unlike(Adoption adoption, RefreshInputs inputs, Fleet fleet, int? batchNumber)
    {
        var differences = Conflicts.Differences(adoption.Activity, inputs, batchNumber);
        string settings = differences.Count > 0 ? $" It differs in {string.Join(", ", differences)}." : "";
        return fleet.Configuration?.UpdatedTime > adoption.Activity.CreatedTime
            ? $"{settings} Launch configuration {fleet.Configuration.LaunchConfigurationId} was changed after its start: "
                + "instances refreshed before that have the older values."
            : settings;
    }
}
