namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>What a command is about: a group, and one of its activities or, without one, the newest.</summary>
internal sealed record RolloutName(string GroupId, string? ActivityId)
{
    /// <exception cref="ToolException">It is neither.</exception>
    public static RolloutName Parse(string text)
    {
        if (InstanceRefresh.ActivityId.TryParse(text, out var id) && !id.IsNone)
            return new(id.GroupId, id.RefreshActivityId);
        return IsGroup(text) ? new(text, null) : throw ToolException.Usage(
            $"'{text}' names no rollout: give a scaling group, such as asg-9dn1a5y6, or one of its rollouts, such as asg-9dn1a5y6/asr-4k7m2p9q.");
    }

    /// <exception cref="ToolException">It is no scaling group.</exception>
    public static string ParseGroup(string text)
        => IsGroup(text) ? text : throw ToolException.Usage($"'{text}' is no scaling group: give its id, such as asg-9dn1a5y6.");

    public override string ToString() => ActivityId is null ? GroupId : $"{GroupId}/{ActivityId}";

    private static bool IsGroup(string text)
        => text.StartsWith("asg-", StringComparison.Ordinal) && text.Length > 4 && text[4..].All(char.IsAsciiLetterOrDigit);
}
