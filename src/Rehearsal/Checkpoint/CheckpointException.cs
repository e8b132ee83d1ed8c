namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>A checkpoint that cannot be read or written. The message names the file and the way out.</summary>
internal sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
