using System.Collections.Frozen;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Every action that is answered, by its name.</summary>
internal static class ActionCatalogue
{
    public static readonly FrozenDictionary<string, ApiAction> ByName = new[]
    {
        StartActions.All(), ActivityActions.All(), [DescribeRefreshActivities.Action], GroupActions.All(), InstanceActions.All(),
        [DescribeScalingActivities.Action], ConfigurationActions.All(), Tagging.All(), TokenService.All(),
        [DescribeInstances.Action], [DescribeImages.Action], NetworkActions.All(), GroupLookups.All(), Monitoring.All(),
        HookActions.All(),
    }.SelectMany(actions => actions).ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    /// <summary>The versions of the services that are answered for. An action of one of them that is not answered is refused by its name.</summary>
    public static readonly FrozenSet<string> Versions = ByName.Values.Select(action => action.Version).ToFrozenSet(StringComparer.Ordinal);
}
