using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// The <c>ignoreChanges</c> option: before a provider sees new inputs, each listed path is set back to what the old inputs have there.
/// </summary>
internal static class IgnoreChanges
{
    /// <summary>Paths that are malformed, or lead through something that only one side has, change nothing.</summary>
    public static PropertyMap Apply(PropertyMap news, PropertyMap olds, IEnumerable<string> paths)
        => paths.Select(Parse).OfType<PropertyPath>().Aggregate(news, (inputs, path) => Reset(inputs, olds, path));

    private static PropertyPath? Parse(string text)
    {
        try
        {
            return PropertyPath.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PropertyMap Reset(PropertyMap news, PropertyMap olds, PropertyPath path)
        => path.IsRoot
            ? news
            : ((PropertyValue.Object)Reset(new PropertyValue.Object(news), new PropertyValue.Object(olds), path.Steps, false)!).Members;

    /// <param name="wasSecret">The old value stands inside a secret and the new one does not: then what is taken from it is secret.</param>
    /// <returns>Null when nothing is to stand here.</returns>
    private static PropertyValue? Reset(PropertyValue? target, PropertyValue? source, ImmutableArray<PropertyPath.Step> steps, bool wasSecret)
    {
        if (steps.IsEmpty)
            return wasSecret ? source?.AsSecret() : source;
        if (target is PropertyValue.Secret secret)
            return Reset(secret.Inner, Opened(source), steps, wasSecret: false) is { } inside ? new PropertyValue.Secret(inside) : null;
        wasSecret |= source is PropertyValue.Secret;
        source = Opened(source);
        return Here(target, source, steps).Aggregate(target, (value, step) => ResetMember(value, source, step, steps[1..], wasSecret));
    }

    private static PropertyValue? ResetMember(
        PropertyValue? target, PropertyValue? source, PropertyPath.Step step, ImmutableArray<PropertyPath.Step> rest, bool wasSecret)
    {
        PropertyValue? changed = Reset(At(target, step), At(source, step), rest, wasSecret);
        return (target, changed) switch
        {
            (PropertyValue.Object map, null) when step.Name is not null => new PropertyValue.Object(map.Members.Without(step.Name)),
            (PropertyValue.Object map, not null) when step.Name is not null => new PropertyValue.Object(map.Members.With(step.Name, changed)),
            // A list keeps the length that the program gave it: only items on both sides can be set back.
            (PropertyValue.Array list, not null) when step.Name is null && step.Index < list.Items.Length
                => new PropertyValue.Array(list.Items.SetItem(step.Index, changed)),
            _ => target,
        };
    }

    /// <summary>A wildcard at the end makes an object the old one; before the end, and in lists, it stands for what both sides have.</summary>
    private static IEnumerable<PropertyPath.Step> Here(PropertyValue? target, PropertyValue? source, ImmutableArray<PropertyPath.Step> steps)
    {
        if (!steps[0].IsWildcard)
            return [steps[0]];
        return steps.Length == 1 && target is PropertyValue.Object && source is PropertyValue.Object
            ? MembersOf(target).Union(MembersOf(source))
            : MembersOf(target).Intersect(MembersOf(source));
    }

    private static PropertyValue? At(PropertyValue? value, PropertyPath.Step step) => value switch
    {
        PropertyValue.Object map when step.Name is not null => map.Members.Find(step.Name),
        PropertyValue.Array list when step.Name is null && step.Index >= 0 && step.Index < list.Items.Length => list.Items[step.Index],
        _ => null,
    };

    private static IEnumerable<PropertyPath.Step> MembersOf(PropertyValue? value) => value switch
    {
        PropertyValue.Object map => map.Members.Keys.Select(name => new PropertyPath.Step(name, 0)),
        PropertyValue.Array list => Enumerable.Range(0, list.Items.Length).Select(index => new PropertyPath.Step(null, index)),
        _ => [],
    };

    private static PropertyValue? Opened(PropertyValue? value) => value is PropertyValue.Secret secret ? Opened(secret.Inner) : value;
}
