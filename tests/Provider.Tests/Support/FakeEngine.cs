using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>The engine's own service on a real socket: takes log lines, and can be told to fail.</summary>
internal sealed class FakeEngine : Pulumirpc.Engine.EngineBase, IAsyncDisposable
{
    private readonly ConcurrentQueue<LogRequest> _lines = new();
    private readonly List<(Func<LogRequest, bool> Match, TaskCompletionSource<LogRequest> Seen)> _watchers = [];
    private readonly ConcurrentQueue<Metadata> _headers = new();
    private readonly Lock _gate = new();
    private GrpcServer _server = null!;
    private int _held;

    public string Address => _server.Address;

    /// <summary>Every log call is answered with an error once this is set.</summary>
    public bool IsOutOfOrder { get; set; }

    /// <summary>While set, no log call is answered before it completes.</summary>
    public TaskCompletionSource? Holds { get; set; }

    /// <summary>How many calls have waited for <see cref="Holds"/>.</summary>
    public int Held => _held;

    public IReadOnlyList<LogRequest> Lines => [.. _lines];

    /// <summary>What came beside each line, in their order.</summary>
    public IReadOnlyList<Metadata> Headers => [.. _headers];

    /// <summary>The lines that stay: information and warnings, not the live status.</summary>
    public IEnumerable<string> Kept => _lines.Where(line => !line.Ephemeral).Select(line => line.Message);

    public IEnumerable<string> Warnings => _lines.Where(line => line.Severity == LogSeverity.Warning).Select(line => line.Message);

    public static async Task<FakeEngine> StartAsync()
    {
        var engine = new FakeEngine();
        engine._server = await GrpcServer.StartAsync(methods => Pulumirpc.Engine.BindService(methods, engine), CancellationToken.None).Soon();
        return engine;
    }

    /// <summary>The first line, past or future, that matches.</summary>
    public Task<LogRequest> LineAsync(Func<LogRequest, bool> match)
    {
        var seen = new TaskCompletionSource<LogRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.FirstOrDefault(match) is { } past)
                return Task.FromResult(past);
            _watchers.Add((match, seen));
        }

        return seen.Task.Soon();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public override async Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        if (IsOutOfOrder)
            throw RpcFailure.Of(StatusCode.Internal, "out of order");
        if (Holds is { } held)
        {
            Interlocked.Increment(ref _held);
            await held.Task;
        }

        lock (_gate)
        {
            _headers.Enqueue(context.RequestHeaders);
            _lines.Enqueue(request);
            foreach (var (match, seen) in _watchers.Where(watcher => watcher.Match(request)))
                seen.TrySetResult(request);
        }

        return new();
    }
}
