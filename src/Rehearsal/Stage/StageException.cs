namespace TencentcloudRefresh.Rehearsal.Stage;

/// <summary>The cloud to play against is not there, or does not do what was asked of it.</summary>
internal sealed class StageException(string message, Exception? inner = null) : Exception(message, inner);
