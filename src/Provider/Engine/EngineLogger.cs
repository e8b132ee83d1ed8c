using Microsoft.Extensions.Logging;
using Pulumirpc;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider.Engine;

/// <summary>
/// What the cloud client itself warns of, such as a wrong clock or a recording that cannot be written, on the stack's row: it belongs to no resource.
/// What it does every day, such as sending a call again, is left out.
/// </summary>
internal sealed class EngineLogger(EngineConnection engine, KnownSecrets secrets) : ILogger<AutoScalingClient>
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Not awaited: a call to the cloud does not wait for its log, and telling the engine never throws.
        if (IsEnabled(logLevel))
            _ = engine.LogAsync(LogSeverity.Warning, urn: "", secrets.Clean(formatter(state, exception)), ephemeral: false);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;
}
