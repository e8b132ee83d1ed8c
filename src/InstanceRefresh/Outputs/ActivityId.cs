using System.Diagnostics.CodeAnalysis;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The resource id: <c>asg-9dn1a5y6/asr-4k7m2p9q</c>, or <c>asg-9dn1a5y6/none</c> where nothing was started.</summary>
public sealed record ActivityId(string GroupId, string RefreshActivityId)
{
    /// <summary>Stands for the activity where there is none. It is never held, never a conflict, and older than every activity.</summary>
    public const string NoActivity = "none";

    public bool IsNone => RefreshActivityId == NoActivity;

    public static ActivityId None(string groupId) => new(groupId, NoActivity);

    /// <exception cref="FormatException">Not of that form; the message shows the form.</exception>
    public static ActivityId Parse(string id) => TryParse(id, out var parsed)
        ? parsed
        : throw new FormatException(
            $"\"{id}\" is not an id of this resource: it must be <autoScalingGroupId>/<refreshActivityId>, such as asg-9dn1a5y6/asr-4k7m2p9q.");

    public static bool TryParse(string? id, [NotNullWhen(true)] out ActivityId? parsed)
    {
        parsed = id?.Split('/') is [{ Length: > 4 } group, { Length: >= 4 } activity]
            && group.StartsWith("asg-", StringComparison.Ordinal) && (activity == NoActivity || (activity.StartsWith("asr-", StringComparison.Ordinal) && activity.Length > 4))
            ? new ActivityId(group, activity)
            : null;
        return parsed is not null;
    }

    public override string ToString() => $"{GroupId}/{RefreshActivityId}";
}
