using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The launch configuration of a group in those items that a mode applies, for comparison with another moment. Its version and its time of change say more
/// than that: a change of a tag raises both.
/// </summary>
/// <param name="Id">The launch configuration.</param>
/// <param name="Image">The image that it gives; null where it names none, as one by image family.</param>
/// <param name="Items">A digest of each item that is there, by the name of its trigger: items may be made from secrets.</param>
internal sealed record AppliedConfiguration(string Id, string? Image, ImmutableSortedDictionary<string, string> Items)
{
    /// <param name="activityId">Salts the digests.</param>
    public static AppliedConfiguration Of(string refreshMode, LaunchConfiguration configuration, string activityId) => new(
        configuration.LaunchConfigurationId,
        configuration.ImageId.Length > 0 ? configuration.ImageId : null,
        ComputedTriggers.Of(refreshMode, configuration).ToImmutableSortedDictionary(
            item => item.Key,
            item => TriggerDigest.Of(ImmutableSortedDictionary<string, string>.Empty.Add(item.Key, item.Value), activityId)[..16],
            StringComparer.Ordinal));

    /// <summary>One text that differs wherever the configurations differ.</summary>
    public string Digest => TriggerDigest.Of(Items.Add("configuration", Id), "");

    /// <summary>What is different now, for people: the image by name, of other items only that they differ. Null: nothing is.</summary>
    public string? ChangeTo(AppliedConfiguration now)
    {
        if (Digest == now.Digest)
            return null;
        var changed = Items.Keys.Union(now.Items.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => Items.GetValueOrDefault(name) != now.Items.GetValueOrDefault(name))
            .Select(name => name == "imageId" ? $"imageId ({Image ?? "none"} → {now.Image ?? "none"})" : name)
            .ToList();
        string what = changed.Count == 0 ? "all items as before" : string.Join(", ", changed);
        return Id == now.Id ? $"launch configuration {Id} has changed: {what}" : $"the group has another launch configuration, {now.Id} instead of {Id}: {what}";
    }

    /// <summary>As kept in the state. Null if nothing is.</summary>
    public static AppliedConfiguration? From(PropertyMap stored)
        => stored.Text("id") is { } id ? new(id, stored.Text("image"), stored.Texts("items")) : null;

    public PropertyMap ToMap() => PropertyMap.Empty
        .With("id", Id.ToValue())
        .With("image", Image.ToValue())
        .With("items", PropertyMap.From(Items.Select(item => KeyValuePair.Create(item.Key, (PropertyValue)item.Value))));

    public bool Equals(AppliedConfiguration? other) => other is not null && Digest == other.Digest && Image == other.Image;

    public override int GetHashCode() => Digest.GetHashCode(StringComparison.Ordinal);
}
