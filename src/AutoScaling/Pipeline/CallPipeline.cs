using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The way of a call to the service and of its outcome back.
/// <code>
///   caller ─► 1 retry ─► 2 rate limit ─► 3 signing ─► 4 socket ─► service
/// </code>
/// 1 is outermost, since everything below belongs to a single attempt. 2 stands inside it: a repeated attempt costs the account as much as a first
/// one, so it spends a permit too. 3 stands inside that: waiting for a permit must not age the timestamp, and a repeated attempt needs a new one,
/// perhaps with a corrected clock or renewed credentials. 4 knows bytes, headers and time-outs only.
/// </summary>
internal static class CallPipeline
{
    public static CallStage Build(
        AutoScalingClientOptions options,
        Uri endpoint,
        ICredentialSource credentials,
        ServiceClock time,
        TimeProvider clock,
        Jitter jitter,
        HttpMessageInvoker http,
        ILogger log)
        => new RetryStage(options.Retry, new AuthRepair(credentials, time, log), clock, jitter, log,
            next: new RateLimitStage(RateLimits.Shared(clock, endpoint, options.RequestsPerSecond), log,
                next: new SigningStage(credentials, time, options, endpoint,
                    next: new SocketStage(http, endpoint, time, options))));
}
