using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The provider that nobody declared: made on demand from the stack's settings of that package, all of them text.</summary>
internal static class DefaultProvider
{
    public static ResourceGoal Goal(StackConfig config, string package, string version)
    {
        PropertyMap inputs = PropertyMap.From(config.Namespace(package)
            .Select(entry => KeyValuePair.Create(entry.Key, ValueOf(entry.Value))));
        return new()
        {
            Type = Urns.ProviderTypePrefix + package,
            Name = version.Length == 0 ? "default" : $"default_{version.Replace('.', '_').Replace('-', '_').Replace('+', '_')}",
            Custom = true,
            Inputs = version.Length == 0 ? inputs : inputs.With("version", version),
        };
    }

    private static PropertyValue ValueOf(ConfigValue value) => value.IsSecret ? new PropertyValue.Secret(value.Text) : value.Text;
}
