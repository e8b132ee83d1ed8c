using System.Collections.Immutable;
using TencentcloudRefresh.Protocol.Values;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The <c>ignoreChanges</c> option: before a provider sees new inputs, each listed path is set back to what the old inputs have there.</summary>
internal static class IgnoreChanges
{
    /// <exception cref="FormatException">A path is malformed.</exception>
    public static PropertyMap Apply(PropertyMap news, PropertyMap olds, IEnumerable<string> paths)
        => paths.Select(PropertyPath.Parse).Aggregate(news, (inputs, path) => Reset(inputs, olds, path));

    private static PropertyMap Reset(PropertyMap news, PropertyMap olds, PropertyPath path)
        => path.IsRoot ? news : ((PropertyValue.Object)Reset(new PropertyValue.Object(news), new PropertyValue.Object(olds), path.Steps)!).Members;

    /// <returns>Null when nothing is to stand here.</returns>
    private static PropertyValue? Reset(PropertyValue? target, PropertyValue? source, ImmutableArray<PropertyPath.Step> steps)
    {
        if (steps.IsEmpty)
            return source;
        if (target is PropertyValue.Secret secret)
            return Reset(secret.Inner, source, steps) is { } inside ? new PropertyValue.Secret(inside) : null;
        if (source is PropertyValue.Secret hidden)
            source = hidden.Inner;
        IEnumerable<PropertyPath.Step> here = steps[0].IsWildcard ? MembersOf(target).Union(MembersOf(source)) : [steps[0]];
        return here.Aggregate(target, (value, step) => ResetMember(value, source, step, steps[1..]));
    }

    private static PropertyValue? ResetMember(PropertyValue? target, PropertyValue? source, PropertyPath.Step step, ImmutableArray<PropertyPath.Step> rest)
    {
        PropertyValue? changed = Reset(At(target, step), At(source, step), rest);
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

    private static PropertyValue? At(PropertyValue? value, PropertyPath.Step step) => value switch
    {
        PropertyValue.Object map when step.Name is not null => map.Members.Find(step.Name),
        PropertyValue.Array list when step.Name is null && step.Index >= 0 && step.Index < list.Items.Length => list.Items[step.Index],
        PropertyValue.Secret secret => At(secret.Inner, step),
        _ => null,
    };

    private static IEnumerable<PropertyPath.Step> MembersOf(PropertyValue? value) => value switch
    {
        PropertyValue.Object map => map.Members.Keys.Select(name => new PropertyPath.Step(name, 0)),
        PropertyValue.Array list => Enumerable.Range(0, list.Items.Length).Select(index => new PropertyPath.Step(null, index)),
        PropertyValue.Secret secret => MembersOf(secret.Inner),
        _ => [],
    };
}
