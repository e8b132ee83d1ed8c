using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A scaling group as somebody on call needs it.</summary>
public sealed record GroupView
{
    public required string AutoScalingGroupId { get; init; }

    /// <summary>Null: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The service's word: NORMAL, or why the service refuses to work on it.</summary>
    public string Status { get; init; } = "";

    /// <summary>Whether the group scales. It does not while a rollout lasts, pauses included.</summary>
    public bool Enabled { get; init; }

    public int DesiredCapacity { get; init; }

    /// <summary>Instances that a rollout is expected to select now.</summary>
    public int InService { get; init; }

    public required string LaunchConfigurationId { get; init; }

    /// <summary>Null: the launch configuration was not found.</summary>
    public int? LaunchConfigurationVersion { get; init; }

    /// <summary>The image that new and refreshed instances get. Null: not known, as where an image family names it.</summary>
    public string? ConfiguredImage { get; init; }

    /// <summary>How many instances run which image. Empty where that was not read.</summary>
    public ImmutableSortedDictionary<string, int> Images { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Why some instances are not counted or not shown, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>A look has no outputs: what the sentence says of one is for programs.</summary>
    private static string ForALook(string unread) => unread.Replace(", and the output verified stays false", "", StringComparison.Ordinal);

    internal static GroupView Of(Fleet fleet) => new()
    {
        AutoScalingGroupId = fleet.Id,
        Name = fleet.Group.AutoScalingGroupName is { Length: > 0 } name ? name : null,
        Status = fleet.Group.AutoScalingGroupStatus,
        Enabled = fleet.Group.EnabledStatus != EnabledStatus.Disabled,
        DesiredCapacity = fleet.Group.DesiredCapacity,
        InService = fleet.Running,
        LaunchConfigurationId = fleet.Group.LaunchConfigurationId,
        LaunchConfigurationVersion = fleet.Configuration?.VersionNumber,
        ConfiguredImage = fleet.Configuration is { ImageId: { Length: > 0 } image } ? image : null,
        Images = fleet.Images?.Count(fleet.Instances) ?? ImmutableSortedDictionary<string, int>.Empty,
        Notes = [.. fleet.LeftOut, .. RunningImages.LeftOut(fleet), .. fleet.Images?.Unread is { } unread ? [ForALook(unread)] : (string[])[]],
    };
}
