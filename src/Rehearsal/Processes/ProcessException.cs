namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>A program or plugin that would not start, or that broke the conversation it was started for.</summary>
internal sealed class ProcessException(string message, Exception? inner = null) : Exception(message, inner);
