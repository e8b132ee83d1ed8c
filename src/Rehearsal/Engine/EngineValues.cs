using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What the engine does to values without knowing what they mean.</summary>
internal static class EngineValues
{
    public static bool IsSecret(this PropertyValue value) => value is PropertyValue.Secret;

    public static PropertyValue AsSecret(this PropertyValue value) => value.IsSecret() ? value : new PropertyValue.Secret(value);

    public static bool HasUnknown(this PropertyMap map) => map.Values.Any(value => value.ContainsUnknown);

    /// <summary>Output values become plain ones, secret where they are secret, unknown where nothing is known.</summary>
    public static PropertyMap WithoutOutputs(this PropertyMap map) => map.Rewrite(static inner => inner is PropertyValue.Output output
        ? output switch
        {
            { Value: null, IsSecret: true } => new PropertyValue.Secret(new PropertyValue.Unknown()),
            { Value: null } => new PropertyValue.Unknown(),
            { IsSecret: true } => output.Value.AsSecret(),
            _ => output.Value,
        }
        : inner);

    /// <summary>References to resources become what a peer without them understands: the id, or the URN of a component.</summary>
    public static PropertyMap WithoutReferences(this PropertyMap map)
        => map.Rewrite(static inner => inner is PropertyValue.Reference reference ? reference.Id ?? reference.Urn : inner);

    /// <summary>The URNs that output values inside came from.</summary>
    public static IEnumerable<string> DependenciesInside(this PropertyValue value) => value switch
    {
        PropertyValue.Output output => output.Dependencies.Concat(output.Value?.DependenciesInside() ?? []),
        PropertyValue.Secret secret => secret.Inner.DependenciesInside(),
        PropertyValue.Array list => list.Items.SelectMany(DependenciesInside),
        PropertyValue.Object map => map.Members.Values.SelectMany(DependenciesInside),
        _ => [],
    };

    /// <summary>Makes every value anew, insides first.</summary>
    private static PropertyMap Rewrite(this PropertyMap map, Func<PropertyValue, PropertyValue> change)
        => map.Select((_, value) => value.Rewrite(change));

    private static PropertyValue Rewrite(this PropertyValue value, Func<PropertyValue, PropertyValue> change) => change(value switch
    {
        PropertyValue.Secret secret => new PropertyValue.Secret(secret.Inner.Rewrite(change)),
        PropertyValue.Output output => output with { Value = output.Value?.Rewrite(change) },
        PropertyValue.Array list => new PropertyValue.Array([.. list.Items.Select(item => item.Rewrite(change))]),
        PropertyValue.Object members => new PropertyValue.Object(members.Members.Rewrite(change)),
        _ => value,
    });
}
