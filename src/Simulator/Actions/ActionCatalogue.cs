using System.Collections.Frozen;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Every action that is answered, by its name.</summary>
internal static class ActionCatalogue
{
    public static readonly FrozenDictionary<string, ApiAction> ByName = new[]
    {
        StartActions.All(), ActivityActions.All(), [DescribeRefreshActivities.Action], GroupActions.All(), InstanceActions.All(),
        [DescribeScalingActivities.Action], ConfigurationActions.All(), Tagging.All(), TokenService.All(), [DescribeInstances.Action],
    }.SelectMany(actions => actions).ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);
}
