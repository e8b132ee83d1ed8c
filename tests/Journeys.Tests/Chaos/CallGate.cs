using System.Text.Json;
using TencentcloudRefresh.Simulator;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>
/// Stands around the connections of one provider process: it counts what is under way, keeps what was called together with what was true then, and stops the process
/// at a call. A process that was killed never gets an answer, so nothing of it goes on.
/// </summary>
/// <param name="connections">Owned.</param>
/// <param name="process">Of which stack and run the calls are.</param>
/// <param name="service">Asked for what is true.</param>
/// <param name="journal">Where the calls are kept.</param>
/// <param name="atCall">Told of each call twice: before it leaves and when its answer is there.</param>
/// <param name="isInterrupted">Whether the run has been interrupted by now.</param>
internal sealed class CallGate(
    HttpMessageHandler connections, RunIdentity process, SimulatorHost service, ChaosJournal journal, Func<string, bool, Task> atCall, Func<bool> isInterrupted) : DelegatingHandler(connections)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private int _underWay;
    private volatile bool _dead;

    public bool IsBusy => Volatile.Read(ref _underWay) > 0;

    /// <summary>The process ends here.</summary>
    public void Kill() => _dead = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string action = request.Headers.GetValues("X-TC-Action").Single();
        bool wasInterrupted = isInterrupted();
        if (!_dead)
            await atCall(action, false);
        if (_dead)
            return await _never.Task;

        var before = ChaosJournal.IsWrite(action) ? journal.Truth() : null;
        Interlocked.Increment(ref _underWay);
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            await KeepAsync(request, action, before, !wasInterrupted && isInterrupted(), await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer;
        }
        catch (Exception) when (before is not null)
        {
            await KeepAsync(request, action, before, !wasInterrupted && isInterrupted(), []);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            if (!_dead)
                await atCall(action, true);
            if (_dead)
                await _never.Task;
        }
    }

    private async Task KeepAsync(HttpRequestMessage request, string action, Truth? before, bool isInterrupted, byte[] answer)
        => journal.Keep(new(process, action, await request.Content!.ReadAsStringAsync(), CodeOf(answer))
        {
            Before = before,
            At = service.Cloud.Now,
            IsInterrupted = isInterrupted,
        });

    /// <summary>The error code in an answer; null where it is a good one, <see cref="ChaosCall.Unknown"/> where nobody could tell.</summary>
    private static string? CodeOf(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.GetProperty("Response").TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString() : null;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ChaosCall.Unknown;
        }
    }
}
