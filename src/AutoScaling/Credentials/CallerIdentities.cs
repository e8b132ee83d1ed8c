using System.Runtime.ExceptionServices;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Who each key belongs to, asked once. Many operations want to know it at the same moment: one asks, and the others take its answer.</summary>
internal sealed class CallerIdentities(
    ICredentialSource credentials, TimeProvider clock, Func<CancellationToken, Task<GetCallerIdentityResponse>> ask) : IDisposable
{
    /// <summary>Where the token service cannot be reached, not every operation must find that out by waiting.</summary>
    private static readonly TimeSpan FailureHolds = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Known? _known;

    public async Task<GetCallerIdentityResponse> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var key = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            if (_known is not { } known || known.SecretId != key.SecretId || (known.Failure is not null && clock.GetElapsedTime(known.At) >= FailureHolds))
                _known = known = await AskAsync(key.SecretId, cancellationToken).ConfigureAwait(false);
            known.Failure?.Throw();
            return known.Identity!;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Known> AskAsync(string secretId, CancellationToken cancellationToken)
    {
        try
        {
            return new(secretId, await ask(cancellationToken).ConfigureAwait(false), Failure: null, clock.GetTimestamp());
        }
        catch (CloudException failure)
        {
            return new(secretId, Identity: null, ExceptionDispatchInfo.Capture(failure), clock.GetTimestamp());
        }
    }

    private sealed record Known(string SecretId, GetCallerIdentityResponse? Identity, ExceptionDispatchInfo? Failure, long At);
}
