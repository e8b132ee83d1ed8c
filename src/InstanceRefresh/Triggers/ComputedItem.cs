using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One item of a launch configuration as a trigger.</summary>
/// <param name="Text">All that is known of it; null if the configuration does not have it.</param>
/// <param name="Readings">The texts before shortening that a program may have made of it, since it need not give every part.</param>
/// <param name="AlwaysHashed">Whether it is hashed however short it is.</param>
internal sealed record ComputedItem(string Name, string? Text, ImmutableArray<string> Readings, bool AlwaysHashed)
{
    public static ComputedItem OfText(string name, string text)
        => text.Length == 0 ? new(name, null, [], false) : new(name, TriggerText.Shorten(text), [text], false);

    /// <param name="readings">The same content in the forms that a program may give.</param>
    public static ComputedItem OfHash(string name, params string[] readings)
        => new(name, readings.Length == 0 ? null : TriggerText.Hash(readings[0]), [.. readings], true);

    public static ComputedItem OfParts(string name, params (string Name, string? Value)[] parts) => OfParts(name, parts, atDefault: []);

    /// <param name="atDefault">Parts that a program may have given, and that say nothing: without them the text is what it was before they existed.</param>
    public static ComputedItem OfParts(string name, (string Name, string? Value)[] parts, (string Name, string? Value)[] atDefault)
    {
        var given = parts.Concat(atDefault).Where(part => part.Value is not null).ToArray();
        string? whole = TriggerText.Parts(parts);
        var subsets = Enumerable.Range(1, (1 << given.Length) - 1)
            .Select(mask => TriggerText.Parts(given.Where((_, index) => (mask & (1 << index)) != 0))!);
        return new(name, whole is null ? null : TriggerText.Shorten(whole), [.. subsets], false);
    }

    /// <summary>Whether a trigger may have been computed from the item. A secret is hashed also where it is short.</summary>
    public bool MayBe(string trigger)
        => Readings.Any(reading => (!AlwaysHashed && trigger == TriggerText.Shorten(reading)) || trigger == TriggerText.Hash(reading));
}
