using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A trigger as a launch configuration has it.</summary>
/// <param name="Text">All that is known of it; null if the configuration does not have it.</param>
/// <param name="Readings">The texts before shortening that a program may have made of it, since it need not give every part.</param>
internal sealed record ComputedItem(TriggerDefinition Definition, string? Text, ImmutableArray<string> Readings)
{
    public static ComputedItem Of(TriggerDefinition definition, LaunchConfiguration configuration)
        => definition.Parts is [(null, var item)] ? OfWhole(definition, ConfigurationItems.ReadingsOf(configuration, item)) : OfParts(definition, configuration);

    /// <summary>Whether a trigger may have been computed from the item. A secret is hashed also where it is short.</summary>
    public bool MayBe(string trigger) => Readings.Any(reading => trigger == Definition.Shorten(reading) || trigger == TriggerText.Hash(reading));

    private static ComputedItem OfWhole(TriggerDefinition definition, ImmutableArray<string> readings)
        => new(definition, readings is [var first, ..] ? definition.Shorten(first) : null, readings);

    private static ComputedItem OfParts(TriggerDefinition definition, LaunchConfiguration configuration)
    {
        Given[] given = [..
            from part in definition.Parts
            let text = ConfigurationItems.TextOf(configuration, part.Item)
            where text is not null
            select new Given(part.Name!, text, part.Item == definition.FalseIfNotGiven && text == TriggerText.Flag(false))];
        string? whole = TextOf(given.Where(part => !part.SaysNothing));
        var subsets = Enumerable.Range(1, (1 << given.Length) - 1).Select(mask => TextOf(given.Where((_, index) => (mask & (1 << index)) != 0))!);
        return new(definition, whole is null ? null : definition.Shorten(whole), [.. subsets]);
    }

    private static string? TextOf(IEnumerable<Given> parts) => TriggerText.Parts(parts.Select<Given, (string, string?)>(part => (part.Name, part.Text)));

    /// <param name="SaysNothing">A program need not give it, and the service reports it all the same.</param>
    private sealed record Given(string Name, string Text, bool SaysNothing);
}
