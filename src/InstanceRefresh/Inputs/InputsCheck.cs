using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Checks the inputs of the resource and fills in defaults. Pure; never throws, whatever comes.</summary>
public static class InputsCheck
{
    /// <inheritdoc cref="Check(InputValue.Map, IReadOnlySet{string})"/>
    public static CheckedInputs Check(InputValue.Map news) => Check(news, ImmutableHashSet<string>.Empty);

    /// <summary>Finds every mistake at once. Unknown values are never mistakes, unknown keys are.</summary>
    /// <param name="news">The inputs as the program wrote them.</param>
    /// <param name="secretPaths">Paths of values that were secret: a mistake there, or anywhere below, is told without its value.</param>
    public static CheckedInputs Check(InputValue.Map news, IReadOnlySet<string> secretPaths)
    {
        var sections = new SectionCheck(secretPaths);
        var inputs = sections.Check(news, InputCatalogue.Fields, PropertyPath.Root);
        var rules = InputRules.Apply(inputs, secretPaths).ToList();
        return new CheckedInputs(
            inputs,
            [.. sections.Failures, .. rules.Where(rule => rule.Forbids).Select(rule => new CheckFailure(rule.Path, rule.Text))],
            [.. rules.Where(rule => !rule.Forbids).Select(rule => rule.Text)]);
    }

    /// <summary>Nulls removed and defaults filled in, without looking for mistakes: makes inputs of any age comparable.</summary>
    internal static InputValue.Map Normalised(InputValue.Map inputs)
        => new SectionCheck(ImmutableHashSet<string>.Empty).Check(inputs, InputCatalogue.Fields, PropertyPath.Root);
}
