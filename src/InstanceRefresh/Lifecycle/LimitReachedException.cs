namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The limit that the user has chosen was over before the service had answered what was asked. Nothing was changed.</summary>
public sealed class LimitReachedException(TimeSpan limit)
    : Exception($"The service had not answered within the limit of {Times.Span(limit)} (customTimeouts). Nothing was changed; customTimeouts sets another limit.");
