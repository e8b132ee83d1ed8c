namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A provider refused, failed or vanished; nothing is known to have changed. The message is for the user as it stands.</summary>
internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);
