using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What shows that an activity has rolled what a create asks for. Equal settings alone show nothing: another stack may have them too.</summary>
internal static class Evidence
{
    /// <summary>
    /// Whether every trigger is computed from the launch configuration and equals it as it is, and no item that the mode applies has changed since before
    /// the activity's start.
    /// </summary>
    public static bool IsProved(RefreshActivity activity, Fleet fleet, RefreshInputs inputs, LedgerEntry? known)
        => fleet.Configuration is { } configuration
            && ComputedTriggers.Match(inputs.Triggers, inputs.RefreshMode, configuration)
            // By time alone: items that are equal to stored ones may have changed and changed back in between. And times have whole seconds: a change in the
            // second of the start may have come after it.
            && (activity.CreatedTime > ChangedAt(configuration)
                || (activity.CreatedTime == ChangedAt(configuration) && ItemsAreUnchanged(configuration, inputs, known)));

    /// <summary>
    /// Whether the items that the mode applies are those of the activity's start. The service's time of change says more than that, since a change of a
    /// tag raises it too; only the items as they were stored can show that none of them changed.
    /// </summary>
    /// <returns>Null: what was read lacks a time that it takes to tell.</returns>
    public static bool? BegunAfterLastChange(RefreshActivity activity, Fleet fleet, RefreshInputs inputs, LedgerEntry? known)
    {
        if (fleet.Configuration is not { } configuration)
            return null;
        if (!(activity.CreatedTime < known?.Stored.CreatedTime) && ItemsAreUnchanged(configuration, inputs, known))
            return true;
        return ChangedAt(configuration) is { } changed && activity.CreatedTime is { } created ? created >= changed : null;
    }

    private static bool ItemsAreUnchanged(LaunchConfiguration configuration, RefreshInputs inputs, LedgerEntry? known)
        => known?.Stored.AppliedItems is { } items && known.Inputs.RefreshMode == inputs.RefreshMode
            && known.Stored.LaunchConfigurationId == configuration.LaunchConfigurationId
            && ComputedTriggers.DigestOf(inputs.RefreshMode, configuration, known.Id.RefreshActivityId) == items;

    private static DateTimeOffset? ChangedAt(LaunchConfiguration configuration) => configuration.UpdatedTime ?? configuration.CreatedTime;
}
