namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Secrets that cannot be opened: a wrong passphrase, a damaged file. The message says which and what to do.</summary>
internal sealed class SecretsException(string message) : Exception(message);
