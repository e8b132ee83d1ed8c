using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>What new and refreshed machines are made from.</summary>
public sealed record LaunchConfiguration
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>VersionNumber: 1 at first, one more with every modification.</summary>
    public int Version { get; init; } = 1;

    /// <summary>LaunchConfigurationStatus. IMAGE_ABNORMAL makes a refresh fail at the price inquiry.</summary>
    public string Status { get; init; } = "NORMAL";

    public DateTimeOffset CreatedTime { get; init; } = BuiltMembers.Time;

    public DateTimeOffset UpdatedTime { get; init; } = BuiltMembers.Time;

    /// <summary>Everything else, under the names of the describe answer. Passwords are never kept.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Members { get; init; } = ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>The image of a machine made now; a configuration by image family runs an image named after the family.</summary>
    public string ImageId => Text("ImageId") ?? Text("ImageFamily") ?? "";

    public string InstanceType => Text("InstanceType") ?? BuiltMembers.InstanceType;

    private string? Text(string member)
        => Members.TryGetValue(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
