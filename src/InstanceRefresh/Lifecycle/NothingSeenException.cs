namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Neither the resource nor anything else is seen, so that its absence proves nothing: region or account are most likely wrong.</summary>
public sealed class NothingSeenException(string message) : Exception(message);
