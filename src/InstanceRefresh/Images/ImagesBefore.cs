using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The images that the instances ran before a rollout, to compare with after a rollback. Kept in the state, so the image of most instances is written once:
/// it stands for every instance that is not named.
/// </summary>
/// <param name="Most">The image of all other instances.</param>
/// <param name="Others">The instances that ran another image, by image.</param>
internal sealed record ImagesBefore(string Most, ImmutableSortedDictionary<string, ImmutableArray<string>> Others)
{
    /// <summary>Null where no image is known.</summary>
    public static ImagesBefore? Of(FleetImages? images)
    {
        var byImage = images?.ByInstance.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        return byImage is not [var most, .. var others] ? null : new(
            most.Key,
            others.ToImmutableSortedDictionary(
                group => group.Key, group => group.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal));
    }

    /// <summary>As kept in the state. Null if nothing is.</summary>
    public static ImagesBefore? From(PropertyMap stored) => stored.Text("most") is not { } most ? null : new(
        most,
        stored.Texts("others").ToImmutableSortedDictionary(image => image.Key, image => image.Value.Split(',').ToImmutableArray(), StringComparer.Ordinal));

    public PropertyMap ToMap() => PropertyMap.Empty
        .With("most", Most)
        .With("others", Others.IsEmpty ? null : PropertyMap.From(Others.Select(image => KeyValuePair.Create(image.Key, (PropertyValue)string.Join(',', image.Value)))));

    public string Of(string instanceId)
        => Others.FirstOrDefault(pair => pair.Value.Contains(instanceId, StringComparer.Ordinal)) is { Key: { } image } ? image : Most;
}
