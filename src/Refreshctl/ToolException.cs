namespace TencentcloudRefresh.Refreshctl;

/// <summary>An error that somebody can act on: the message says what happened, where, and what to do.</summary>
internal sealed class ToolException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>It was wrongly asked.</summary>
    public static ToolException Usage(string message) => new(message, Refreshctl.ExitCode.UsageError);

    public static ToolException Failed(string message) => new(message, Refreshctl.ExitCode.Failed);
}
