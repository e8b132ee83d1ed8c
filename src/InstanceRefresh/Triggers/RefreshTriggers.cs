using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The triggers that follow from what a program gives to a launch configuration: exactly the items that the mode applies, so that a change of
/// any of them starts a rollout and a change of anything else does not. The class of this name in the SDK for C# gives the same.
/// </summary>
public static class RefreshTriggers
{
    /// <param name="arguments">Those of <see cref="FunctionCatalogue.GetRefreshTriggers"/>, checked.</param>
    public static PropertyMap Of(PropertyMap arguments)
    {
        var items = ((PropertyValue.Object)arguments.Given("items")!).Members;
        return Of(
            ((PropertyValue.Text)arguments.Given("refreshMode")!).Value,
            arguments.Find("items") is PropertyValue.Secret ? items.Select((_, item) => item.AsSecret()) : items);
    }

    /// <param name="refreshMode">The mode of the rollout.</param>
    /// <param name="items">Members of <see cref="TriggerItems.Section"/>, each of its type. Null is not given.</param>
    /// <returns>
    /// Short texts as they are, long ones and secrets hashed. What is made from a secret is one: a weak password could be guessed from its hash.
    /// </returns>
    public static PropertyMap Of(string refreshMode, PropertyMap items)
        => PropertyMap.From(
            from definition in TriggerDefinition.Of(refreshMode)
            let parts = definition.Parts.Where(part => items.Given(part.Item) is not null).ToList()
            where parts.Count > 0
            let isSecret = parts.Exists(part => part.Item == TriggerItems.Password || items[part.Item].ContainsSecret)
            let text = definition.TextOf(item => TriggerText.Of(item, items.Given(item)))!
            let shown = (PropertyValue)(isSecret ? TriggerText.Hash(text) : definition.Shorten(text))
            select KeyValuePair.Create(definition.Name, isSecret ? shown.AsSecret() : shown));
}
