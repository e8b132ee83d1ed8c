using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// A fleet as it was reviewed, in one line: group, mode, launch configuration, instances, and what these run. Parts that need no reading are hashed; what
/// differs between two of them can be told part by part.
/// </summary>
internal sealed record PlanDigest(string Group, string Mode, string Configuration, string Instances, string Images)
{
    private const int Parts = 5;

    public static PlanDigest Of(RefreshInputs inputs, Fleet fleet)
    {
        var ids = fleet.Instances.Select(instance => instance.InstanceId).Order(StringComparer.Ordinal).ToList();
        return new(
            fleet.Id,
            inputs.RefreshMode[(inputs.RefreshMode.LastIndexOf('_') + 1)..],
            fleet.Configuration is { } configuration
                ? $"{configuration.LaunchConfigurationId}:{Hash(ComputedTriggers.Of(inputs.RefreshMode, configuration).Select(item => $"{item.Key}={item.Value}"))}"
                : "none",
            $"{ids.Count}:{Hash(ids)}",
            fleet.Images is { Unread: null } images ? Hash(ids.Select(id => $"{id}={images.Of(id)}")) : "unread");
    }

    /// <summary>Null: the text is no digest of a plan.</summary>
    public static PlanDigest? Parse(string text) => text.Split('/') is { Length: Parts } parts ? new(parts[0], parts[1], parts[2], parts[3], parts[4]) : null;

    /// <summary>What is different from the fleet that was reviewed, one sentence for each part. Empty: nothing.</summary>
    public static ImmutableArray<string> Differences(string expected, PlanDigest now, Fleet fleet)
    {
        if (Parse(expected) is not { } then)
            return [$"expectedPlan \"{Quoted(expected)}\" is not the digest of a plan: take planDigest of getRefreshPlan, or of a preview with expectedPlan set."];
        return
        [
            .. Difference("scaling group", then.Group, now.Group, ""),
            .. Difference("mode", then.Mode, now.Mode, ""),
            .. Difference("launch configuration", then.Configuration, now.Configuration, fleet.Configuration is { } configuration ? $" with {configuration.ImageId}" : ""),
            .. Difference("instances", then.Instances, now.Instances, $": {Some(fleet.Instances.Select(instance => instance.InstanceId))}"),
            .. Difference(
                "images", then.Images, now.Images,
                fleet.Images is { Unread: null } images
                    ? $": {Some(fleet.Instances.Select(instance => $"{instance.InstanceId} on {images.Of(instance.InstanceId) ?? "an image that is not shown"}"))}" : ""),
        ];
    }

    public override string ToString() => string.Join('/', Group, Mode, Configuration, Instances, Images);

    private static IEnumerable<string> Difference(string what, string then, string now, string listed)
        => then == now ? [] : [$"{what}: {Quoted(then)} was reviewed, and there is {now} now{listed}."];

    private static string Some(IEnumerable<string> items)
    {
        var all = items.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(20)) + (all.Count > 20 ? $" and {all.Count - 20} more" : "");
    }

    private static string Quoted(string text) => string.Concat(text.Take(120).Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Hash(IEnumerable<string> lines)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 4));
}
