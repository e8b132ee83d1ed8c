using System.Collections.Concurrent;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider.Engine;

/// <summary>What one operation has to say, on its resource's row.</summary>
internal sealed class EngineProgress(EngineConnection engine, string urn, Redactor redactor) : IProgressLog
{
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    /// <summary>The text in the live tree: replaced by the next one, not kept.</summary>
    public Task StatusAsync(string line) => SendAsync(LogSeverity.Info, line, ephemeral: true);

    public Task InfoAsync(string line) => SendAsync(LogSeverity.Info, line, ephemeral: false);

    /// <summary>Once an operation, however often it comes by the same place.</summary>
    public Task WarnAsync(string line)
        => _warned.TryAdd(line, true) ? SendAsync(LogSeverity.Warning, line, ephemeral: false) : Task.CompletedTask;

    private Task SendAsync(LogSeverity severity, string line, bool ephemeral)
        => engine.LogAsync(severity, urn, redactor.Clean(line), ephemeral);
}
