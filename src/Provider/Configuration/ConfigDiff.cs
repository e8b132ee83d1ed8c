using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Provider.Configuration;

/// <summary>What a change of the configuration means for the resources under it.</summary>
internal static class ConfigDiff
{
    /// <summary>
    /// Another region is another fleet: everything under the provider is replaced. Every other change, keys above all, is none of the resources' business.
    /// A region that was not written down before is no change either: it may well be the one that the environment named all along,
    /// and a replacement reinstalls machines.
    /// </summary>
    public static DiffResponse Between(PropertyMap olds, PropertyMap news)
    {
        (olds, news) = (olds.Unwrapped(), news.Unwrapped());
        var response = new DiffResponse { HasDetailedDiff = true };
        foreach (string key in ConfigKeys.All)
        {
            var (before, after) = (Written(olds.Given(key)), Written(news.Given(key)));
            if (Equals(before, after) && after is not PropertyValue.Unknown)
                continue;
            bool moves = key == ConfigKeys.Region && before is PropertyValue.Text && after is PropertyValue.Text;
            response.DetailedDiff[key] = new PropertyDiff { Kind = KindOf(before, after, moves), InputDiff = true };
            response.Diffs.Add(key);
            if (moves)
                response.Replaces.Add(key);
        }

        response.Changes = response.Diffs.Count > 0 ? DiffResponse.Types.DiffChanges.DiffSome : DiffResponse.Types.DiffChanges.DiffNone;
        return response;
    }

    private static PropertyValue? Written(PropertyValue? value) => value is PropertyValue.Text { Value: var text } && string.IsNullOrWhiteSpace(text) ? null : value;

    private static PropertyDiff.Types.Kind KindOf(PropertyValue? before, PropertyValue? after, bool moves)
        => moves ? PropertyDiff.Types.Kind.UpdateReplace
            : before is null ? PropertyDiff.Types.Kind.Add
            : after is null ? PropertyDiff.Types.Kind.Delete
            : PropertyDiff.Types.Kind.Update;
}
