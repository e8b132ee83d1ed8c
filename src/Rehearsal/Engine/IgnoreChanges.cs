using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// The <c>ignoreChanges</c> option: before a provider sees new inputs, each listed property is set back to what the old inputs have there. Paths lead
/// through objects; wildcards, lists and the insides of secrets are left to the real engine.
/// </summary>
internal static class IgnoreChanges
{
    /// <exception cref="GoalException">A path is of a kind that the rehearsal does not have.</exception>
    public static PropertyMap Apply(PropertyMap news, PropertyMap olds, IEnumerable<string> paths)
        => paths.Aggregate(news, (inputs, path) => Reset(inputs, olds, Names(path)));

    private static ImmutableArray<string> Names(string path)
    {
        try
        {
            ImmutableArray<PropertyPath.Step> steps = PropertyPath.Parse(path).Steps;
            if (!steps.IsEmpty && steps.All(step => step is { Name: not null, IsWildcard: false }))
                return [.. steps.Select(step => step.Name!)];
        }
        catch (FormatException)
        {
            // Reported below.
        }

        throw new GoalException("", $"ignoreChanges: the rehearsal takes names of properties, also nested (tags.team), not '{path}'.");
    }

    private static PropertyMap Reset(PropertyMap news, PropertyMap olds, ImmutableArray<string> names)
    {
        (PropertyValue? now, PropertyValue? old) = (news.Find(names[0]), olds.Find(names[0]));
        if (names.Length > 1)
        {
            return now is PropertyValue.Object inner
                ? news.With(names[0], new PropertyValue.Object(Reset(inner.Members, (old as PropertyValue.Object)?.Members ?? PropertyMap.Empty, names[1..])))
                : news;
        }

        return old is null ? news.Without(names[0]) : news.With(names[0], old);
    }
}
