using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The triggers that follow from a launch configuration. The service knows no triggers; a trigger that is computed from the configuration is the one kind
/// of which can be proved that a rollout has applied it.
/// </summary>
internal static class ComputedTriggers
{
    /// <summary>The items that a mode applies, each as one text that changes with it. What cannot be read, such as a password, is left out.</summary>
    public static ImmutableSortedDictionary<string, string> Of(string refreshMode, LaunchConfiguration configuration)
        => ItemsOf(refreshMode, configuration)
            .Where(item => item.Text is not null)
            .ToImmutableSortedDictionary(item => item.Definition.Name, item => item.Text!, StringComparer.Ordinal);

    /// <summary>A digest of them, for comparison with a later time: they may be made from secrets.</summary>
    /// <param name="activityId">The activity that applied them.</param>
    public static string DigestOf(string refreshMode, LaunchConfiguration configuration, string activityId)
        => TriggerDigest.Of(Of(refreshMode, configuration), activityId);

    /// <summary>
    /// Whether every trigger is one that <c>RefreshTriggers</c> computes and equals what it is computed to from the configuration as it is. Where one is
    /// not (a label of the program's own, a password), nothing is proved.
    /// </summary>
    public static bool Match(ImmutableSortedDictionary<string, string> triggers, string refreshMode, LaunchConfiguration configuration)
    {
        var items = ItemsOf(refreshMode, configuration).ToDictionary(item => item.Definition.Name, StringComparer.Ordinal);
        return !triggers.IsEmpty && triggers.All(trigger => items.TryGetValue(trigger.Key, out var item) && item.MayBe(trigger.Value));
    }

    private static IEnumerable<ComputedItem> ItemsOf(string refreshMode, LaunchConfiguration configuration)
        => TriggerDefinition.Of(refreshMode).Select(definition => ComputedItem.Of(definition, configuration));
}
