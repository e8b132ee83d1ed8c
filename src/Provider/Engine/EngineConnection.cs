using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Engine;

/// <summary>
/// The engine's own service, to which progress is reported. Its address comes on the command line, with Handshake, or with Attach;
/// the newest one counts. A rollout matters more than its log: nothing here throws, and nothing waits for long.
/// </summary>
internal sealed class EngineConnection(TextWriter diagnostics, TimeProvider clock) : IDisposable
{
    /// <summary>The engine answers from memory on this machine: whoever takes longer is gone. Real time, also where all else runs on a virtual clock: sockets live in it.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>After so many stalls in a row no line is sent for a while.</summary>
    private const int MostStalls = 3;

    /// <summary>Then one line tries again; once it is taken, so are the next ones.</summary>
    private static readonly TimeSpan MutedFor = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<LoopbackChannel> _left = [];
    private LoopbackChannel? _channel;
    private string? _address;
    private int _stalls;
    private long _mutedAt;

    public void Connect(string address)
    {
        lock (_gate)
        {
            _stalls = 0;
            if (_address == address)
                return;
            // Another operation may be in the middle of a call on the old one: it is closed at the end.
            if (_channel is not null)
                _left.Add(_channel);
            _channel = new LoopbackChannel(address);
            _address = address;
        }
    }

    /// <summary>
    /// Tells the engine one line and waits until it has it, so that lines stay in order. Without an engine the line goes to the diagnostics.
    /// It takes no token: the last lines of an interrupted operation are those that its reader needs most. Headers go with the line for an engine that
    /// understands them.
    /// </summary>
    public async Task LogAsync(LogSeverity severity, string urn, string message, bool ephemeral, Metadata? headers = null)
    {
        var (channel, stalls) = Take();
        if (channel is null)
        {
            if (!ephemeral)
                await diagnostics.WriteLineAsync(message.AsMemory(), CancellationToken.None);
            return;
        }

        try
        {
            var request = new LogRequest { Severity = severity, Urn = urn, Message = message, Ephemeral = ephemeral };
            using var timeout = new CancellationTokenSource(AnswerTimeout, TimeProvider.System);
            await new Pulumirpc.Engine.EngineClient(channel.Invoker).LogAsync(request, headers, cancellationToken: timeout.Token);
            lock (_gate)
                _stalls = 0;
        }
        catch (Exception)
        {
            // A line that nobody takes is no reason to lose sight of a rollout.
            Missed(stalls);
        }
    }

    /// <summary>Where a line may go now, and how many stalls came before it.</summary>
    private (LoopbackChannel? Channel, int Stalls) Take()
    {
        lock (_gate)
        {
            if (_stalls < MostStalls)
                return (_channel, _stalls);
            if (clock.GetElapsedTime(_mutedAt) < MutedFor)
                return (null, _stalls);
            _mutedAt = clock.GetTimestamp();
            return (_channel, _stalls);
        }
    }

    /// <summary>Lines that were on their way together have met one stall, not as many as there are of them.</summary>
    private void Missed(int stallsBefore)
    {
        lock (_gate)
        {
            if (_stalls != stallsBefore)
                return;
            _stalls++;
            _mutedAt = clock.GetTimestamp();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _channel?.Dispose();
            _left.ForEach(channel => channel.Dispose());
            _left.Clear();
            _channel = null;
        }
    }
}
