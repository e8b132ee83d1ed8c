using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Checks the inputs of the resource and fills in defaults. Pure; never throws, whatever comes.</summary>
public static class InputsCheck
{
    /// <summary>Finds every error at once. Unknown values are never errors, unknown keys are. An error in a secret is told without its value.</summary>
    /// <param name="news">The inputs as the program wrote them.</param>
    /// <param name="olds">The inputs as stored. Null: nothing is stored, or the engine does not say.</param>
    public static CheckedInputs Check(PropertyMap news, RefreshInputs? olds = null)
    {
        var sections = new SectionCheck();
        var inputs = sections.Check(news, InputCatalogue.Properties, PropertyPath.Root, isSecret: false);
        var rules = InputRules.Apply(inputs, olds).ToList();
        return new CheckedInputs(
            inputs,
            [.. sections.Failures, .. rules.Where(rule => rule.Forbids).Select(rule => new CheckFailure(rule.Path, rule.Text))],
            [.. rules.Where(rule => !rule.Forbids).Select(rule => rule.Text)]);
    }

    /// <summary>Nulls removed and defaults filled in, without looking for errors: makes inputs of any age comparable.</summary>
    internal static PropertyMap Normalised(PropertyMap inputs)
        => new SectionCheck().Check(inputs, InputCatalogue.Properties, PropertyPath.Root, isSecret: false);
}
