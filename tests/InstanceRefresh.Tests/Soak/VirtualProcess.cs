using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Soak;

/// <summary>One client, one poller and their default cadences, on a virtual clock that the service shares: what a long-lived process keeps.</summary>
internal sealed class VirtualProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(15);

    /// <summary>So many looks in a row, a millisecond apart, must find nothing to do: code that runs for the first time is compiled first.</summary>
    private const int QuietChecks = 20;

    private static readonly TimeSpan LongestReal = TimeSpan.FromMinutes(10);

    private readonly VirtualClock _clock;
    private int _underWay;
    private readonly AutoScalingClient _client;
    private readonly ActivityPoller _poller;

    public VirtualProcess(SimulatorHost service, VirtualClock clock)
    {
        var key = Simulator.Fleets.Credential.Default;
        _clock = clock;
        _client = new(
            new() { Region = "ap-guangzhou", Endpoint = service.Endpoint, Random = new Random(1), AroundConnections = connections => new Counted(connections, this) },
            new FixedCredentials(new Credentials(key.SecretId, key.SecretKey)), clock);
        _poller = new(_client, new(), clock);
    }

    /// <summary>What one operation of the engine uses.</summary>
    public RefreshLifecycle NewOperation() => new(_client, _poller, _clock);

    /// <summary>Lets time pass until the work is over, as fast as everybody sleeps.</summary>
    public async Task<T> DriveAsync<T>(Task<T> work)
    {
        long begin = TimeProvider.System.GetTimestamp();
        int quiet = 0;
        while (!work.IsCompleted)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(begin), Is.LessThan(LongestReal), "a wait that does not end");
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            // No time passes while a call is under way or its answer is being thought about, so that none is overtaken.
            quiet = Volatile.Read(ref _underWay) == 0 && ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
            if (quiet < QuietChecks)
                continue;
            quiet = 0;
            _clock.AdvanceToNext(LongestStep);
        }

        return await work;
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        _client.Dispose();
    }

    private sealed class Counted(HttpMessageHandler connections, VirtualProcess process) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref process._underWay);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            finally
            {
                Interlocked.Decrement(ref process._underWay);
            }
        }
    }
}
