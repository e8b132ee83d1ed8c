using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Checks the inputs of the resource and fills in defaults. Pure; never throws, whatever comes.</summary>
public static class InputsCheck
{
    /// <inheritdoc cref="Check(InputValue.Map, IReadOnlySet{string}, InputValue.Map)"/>
    public static CheckedInputs Check(InputValue.Map news) => Check(news, ImmutableHashSet<string>.Empty);

    /// <summary>Finds every error at once. Unknown values are never errors, unknown keys are.</summary>
    /// <param name="news">The inputs as the program wrote them.</param>
    /// <param name="secretPaths">Paths of values that were secret: an error there, or anywhere below, is told without its value.</param>
    /// <param name="olds">The inputs as stored. Null or empty: nothing is stored, or the engine does not say.</param>
    public static CheckedInputs Check(InputValue.Map news, IReadOnlySet<string> secretPaths, InputValue.Map? olds = null)
    {
        var sections = new SectionCheck(secretPaths);
        var inputs = sections.Check(news, InputCatalogue.Properties, PropertyPath.Root);
        var rules = InputRules.Apply(inputs, olds is { Members.IsEmpty: false } ? Normalised(olds) : null, secretPaths).ToList();
        return new CheckedInputs(
            inputs,
            [.. sections.Failures, .. rules.Where(rule => rule.Forbids).Select(rule => new CheckFailure(rule.Path, rule.Text))],
            [.. rules.Where(rule => !rule.Forbids).Select(rule => rule.Text)]);
    }

    /// <summary>Nulls removed and defaults filled in, without looking for errors: makes inputs of any age comparable.</summary>
    internal static InputValue.Map Normalised(InputValue.Map inputs)
        => new SectionCheck(ImmutableHashSet<string>.Empty).Check(inputs, InputCatalogue.Properties, PropertyPath.Root);
}
