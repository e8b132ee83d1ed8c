using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Progress;

namespace TencentcloudRefresh.Provider.Engine;

/// <summary>What one operation has to say, on its resource's row.</summary>
internal sealed class EngineProgress(EngineConnection engine, string urn, Redactor redactor) : IProgressLog
{
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    /// <summary>The text in the live tree: replaced by the next one, not kept.</summary>
    public Task StatusAsync(string line, RolloutProgress? progress = null) => SendAsync(LogSeverity.Info, line, ephemeral: true, progress);

    public Task InfoAsync(string line, RolloutProgress? progress = null) => SendAsync(LogSeverity.Info, line, ephemeral: false, progress);

    /// <summary>Once an operation, however often it comes by the same place.</summary>
    public Task WarnAsync(string line)
        => _warned.TryAdd(line, true) ? SendAsync(LogSeverity.Warning, line, ephemeral: false) : Task.CompletedTask;

    /// <summary>A line of the engine's debug log, which nobody sees who has not asked for it.</summary>
    public Task TraceAsync(string line, RolloutProgress progress) => SendAsync(LogSeverity.Debug, line, ephemeral: true, progress);

    private Task SendAsync(LogSeverity severity, string line, bool ephemeral, RolloutProgress? progress = null)
        => engine.LogAsync(severity, urn, redactor.Clean(line), ephemeral, progress is null ? null : HeadersOf(progress));

    /// <summary>Numbers and ids, and a phase that may be the service's word. An engine that knows nothing of the header ignores it.</summary>
    private Metadata HeadersOf(RolloutProgress progress)
        => new() { { ProgressPayload.Header, ProgressWriter.Payload(progress with { Phase = redactor.Clean(progress.Phase) }).ToByteArray() } };
}
