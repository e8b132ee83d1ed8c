namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>The cloud of the rehearsal cannot be reached, or refused what was asked of it.</summary>
internal sealed class CloudTargetException(string message, Exception? inner = null) : Exception(message, inner);
