using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The provider that nobody declared: made on demand from the stack's settings of that package, all of them text.</summary>
internal static class DefaultProvider
{
    private const string OffSwitch = "pulumi:disable-default-providers";

    /// <exception cref="GoalException">The stack's settings forbid default providers for this package.</exception>
    public static ResourceGoal Goal(DeploymentOptions options, string package, string version)
    {
        if (IsForbidden(options.Config, package))
            throw new GoalException("", $"Default providers are off for {package} ({OffSwitch}): give the resource an explicit provider.");
        PropertyMap inputs = PropertyMap.From(options.Config.Namespace(package)
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

    private static bool IsForbidden(StackConfig config, string package)
    {
        if (config.Find(OffSwitch) is not { } listed || PropertyJson.Read(listed.Text, decrypt: null) is not PropertyValue.Array packages)
            return false;
        ImmutableArray<PropertyValue> names = packages.Items;
        return names.Contains("*") || names.Contains(package);
    }
}
