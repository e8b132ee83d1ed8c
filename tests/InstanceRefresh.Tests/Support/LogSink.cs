using System.Collections.Concurrent;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>A log that remembers, and that can be waited on.</summary>
internal sealed class LogSink : IProgressLog
{
    private readonly ConcurrentQueue<(string Kind, string Line)> _lines = new();

    /// <summary>Called with each line as it is reported; may do what a bystander does at that moment.</summary>
    public Func<string, Task>? OnLine { get; set; }

    public IReadOnlyList<string> Statuses => Of("status");

    public IReadOnlyList<string> Infos => Of("info");

    public IReadOnlyList<string> Warnings => Of("warning");

    public IReadOnlyList<string> All => [.. _lines.Select(line => line.Line)];

    /// <summary>The newest progress that came with a line; null when none did.</summary>
    public RolloutProgress? Progress { get; private set; }

    public Task StatusAsync(string line, RolloutProgress? progress = null)
    {
        Progress = progress ?? Progress;
        return Add("status", line);
    }

    public Task InfoAsync(string line, RolloutProgress? progress = null)
    {
        Progress = progress ?? Progress;
        return Add("info", line);
    }

    public Task TraceAsync(string line, RolloutProgress progress)
    {
        Progress = progress;
        return Task.CompletedTask;
    }

    public Task WarnAsync(string line) => Add("warning", line);

    private IReadOnlyList<string> Of(string kind) => [.. _lines.Where(line => line.Kind == kind).Select(line => line.Line)];

    private async Task Add(string kind, string line)
    {
        _lines.Enqueue((kind, line));
        if (OnLine is { } react)
            await react(line);
    }
}
