using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Step 2 of the pipeline: an attempt waits for its turn.</summary>
internal sealed partial class RateLimitStage(RateLimits limits, ILogger log, CallStage next) : CallStage
{
    public override async Task<CallOutcome> SendAsync(CloudCall call, CancellationToken cancellationToken)
    {
        var bucket = limits.For(call.Action);
        await bucket.WaitAsync(cancellationToken).ConfigureAwait(false);
        var outcome = await next.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (outcome is CallOutcome.Refused { Kind: RefusalKind.Throttled } refused)
        {
            bucket.Throttled();
            Log.Slower(log, call.Action.Name, bucket.Rate, refused.Code);
        }

        return outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(1004, LogLevel.Debug, "{Action} continues with {Rate:0.##} calls a second for a while, after {Code}")]
        public static partial void Slower(ILogger logger, string action, double rate, string code);
    }
}
