using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Checks the inputs of the resource and fills in defaults. Pure; never throws, whatever comes.</summary>
public static class InputsCheck
{
    /// <summary>Finds every error at once. Unknown values are never errors, unknown keys are. An error in a secret is reported without its value.</summary>
    /// <param name="news">The inputs as the program wrote them.</param>
    /// <param name="olds">The inputs as stored. Null: nothing is stored, or the engine does not say.</param>
    public static CheckedInputs Check(PropertyMap news, RefreshInputs? olds = null) => Check(news, InputCatalogue.Properties, olds);

    /// <summary>The arguments of <see cref="FunctionCatalogue.GetRefreshPlan"/>: inputs of the resource, held to the same rules.</summary>
    public static CheckedInputs CheckPlan(PropertyMap arguments) => Check(arguments, FunctionCatalogue.GetRefreshPlan.Arguments, olds: null);

    private static CheckedInputs Check(PropertyMap news, ImmutableArray<PropertyDefinition> properties, RefreshInputs? olds)
    {
        var reader = new CatalogueReader();
        var inputs = reader.Read(news, properties);
        var wanted = WantedInputs.OfRead(inputs);
        var rules = InputRules.Apply(inputs, wanted.Values, olds).ToList();
        foreach (var rule in rules.Where(rule => rule.Forbids))
            reader.Fail(rule.Path, rule.Text);
        return new CheckedInputs(inputs, wanted, reader.Failures, [.. rules.Where(rule => !rule.Forbids).Select(rule => rule.Text)]);
    }
}
