using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The Auto Scaling API, version 2018-04-19: one method per action, safe to use from many threads, best kept for the life of the process. Calls are
/// signed, paced, timed out and, where that can do no harm, repeated; a call that does not work throws a <see cref="CloudException"/>.
/// </summary>
public sealed partial class AutoScalingClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly ConcurrentDictionary<string, CallStage> _pipelines = new(StringComparer.Ordinal);
    private readonly Func<string, CallStage> _makePipeline;
    private readonly CallerIdentities _identities;
    private readonly ServiceClock _time;
    private readonly CallRecorder? _recorder;
    private long _lastAnswerTicks;

    /// <summary>Makes a client; nothing is sent and no credentials are looked for before the first call.</summary>
    /// <param name="options">Region, endpoint, pace.</param>
    /// <param name="credentials">Whose calls they are; asked for each attempt.</param>
    /// <param name="clock">What waits, paces and dates signatures.</param>
    /// <param name="log">Where repeated calls and repaired clocks are reported; events 1001 to 1999.</param>
    /// <exception cref="ArgumentException">An option is out of its range; all such are named.</exception>
    public AutoScalingClient(
        AutoScalingClientOptions options, ICredentialSource credentials, TimeProvider clock, ILogger<AutoScalingClient>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(clock);
        options = options.Validated();
        Clock = clock;
        Options = options;
        Jitter = new Jitter(options.Random);
        Speed = new ServiceSpeed(clock);
        _time = new ServiceClock(clock);
        _http = SocketFactory.Make(options.AroundConnections);
        var logger = (ILogger?)log ?? NullLogger.Instance;
        _makePipeline = service => CallPipeline.Build(options, options.Endpoints.For(service), credentials, _time, clock, Jitter, _http, logger);
        _identities = new(credentials, clock, token => AskWhoCallsAsync(credentials, logger, token));
        _recorder = string.IsNullOrWhiteSpace(options.RecordFile) ? null : new CallRecorder(options.RecordFile, options.RecordFilter, logger);
    }

    /// <summary>The time as the service sees it, as far as known: the clock, corrected once the service has found it wrong.</summary>
    public DateTimeOffset ServiceTime => _time.Now;

    /// <summary>Whose scaling groups are seen: the region of the options.</summary>
    public string Region => Options.Region;

    /// <summary>When the service answered last, by its own clock; whatever it does for a later call, it does at this time or later.</summary>
    internal DateTimeOffset? LastAnsweredAt => Interlocked.Read(ref _lastAnswerTicks) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    internal TimeProvider Clock { get; }

    internal AutoScalingClientOptions Options { get; }

    internal Jitter Jitter { get; }

    internal ServiceSpeed Speed { get; }

    /// <summary>Closes the connections. Calls under way end as broken.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _identities.Dispose();
    }

    /// <summary>Over a pipeline of its own that gives up early; it is needed once, so it is not kept.</summary>
    private async Task<GetCallerIdentityResponse> AskWhoCallsAsync(ICredentialSource credentials, ILogger log, CancellationToken cancellationToken)
    {
        var action = GetCallerIdentity.Action;
        var longest = TimeSpan.FromSeconds(5);
        var hasty = Options with
        {
            Retry = Options.Retry with { MaxRetries = Math.Min(1, Options.Retry.MaxRetries) },
            AttemptTimeout = Options.AttemptTimeout < longest ? Options.AttemptTimeout : longest,
        };
        var pipeline = CallPipeline.Build(hasty, Options.Endpoints.For(action.Service), credentials, _time, Clock, Jitter, _http, log);
        var call = new CloudCall(action, JsonSerializer.SerializeToUtf8Bytes(new(), action.RequestShape));
        return (await pipeline.SendAsync(call, cancellationToken).ConfigureAwait(false)).Open(action);
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        CloudAction<TRequest, TResponse> action, TRequest request, CancellationToken cancellationToken)
        where TResponse : CloudResponse
    {
        var call = new CloudCall(action, JsonSerializer.SerializeToUtf8Bytes(request, action.RequestShape));
        var pipeline = _pipelines.GetOrAdd(action.Service, _makePipeline);
        var outcome = await pipeline.SendAsync(call, cancellationToken).ConfigureAwait(false);
        _recorder?.Keep(call, outcome);
        if (action.Service == CloudAction.AutoScaling && outcome is CallOutcome.Answered answered)
        {
            Interlocked.Exchange(ref _lastAnswerTicks, answered.AnsweredAt.UtcTicks);
            Speed.Note(answered.AnsweredAt);
        }

        return outcome.Open(action);
    }
}
