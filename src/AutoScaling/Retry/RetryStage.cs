using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Step 1 of the pipeline: sends a call until it works, may not be repeated, or has been repeated enough.</summary>
internal sealed partial class RetryStage(RetryOptions options, AuthRepair repair, TimeProvider clock, Jitter jitter, ILogger log, CallStage next)
    : CallStage
{
    private readonly RetryBudget _budget = new(options.Budget);

    public override async Task<CallOutcome> SendAsync(CloudCall call, CancellationToken cancellationToken)
    {
        var tried = new AuthRepair.Tried();
        CallOutcome? indeterminate = null; // stays: a refusal of the third attempt says nothing about what the first one did
        try
        {
            for (var retry = 0; ;)
            {
                var outcome = await next.SendAsync(call, cancellationToken).ConfigureAwait(false);
                if (outcome is CallOutcome.Answered)
                {
                    _budget.Earn();
                    return outcome;
                }

                if (indeterminate is not null && call.Action.Repeat is Repeat.UntilGone && IsNotFound(outcome))
                    return Done((CallOutcome.Refused)outcome);
                if (call.Action.IsWrite && RetryPolicy.IsIndeterminate(outcome))
                    indeterminate = outcome;
                if (await repair.TryAsync(outcome, tried, cancellationToken).ConfigureAwait(false))
                    continue;
                if (retry >= options.MaxRetries || !RetryPolicy.MayRepeat(call.Action, outcome) || !_budget.TrySpend())
                    return outcome with { MayHaveActed = indeterminate is not null };

                var delay = Backoff.Delay(retry++, jitter.Next(), RetryPolicy.FloorOf(outcome), options);
                Log.Again(log, call.Action.Name, retry, options.MaxRetries, Spans.Of(delay), Describe(outcome));
                await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (indeterminate is not null && cancellationToken.IsCancellationRequested)
        {
            return indeterminate with { MayHaveActed = true };
        }
    }

    private static bool IsNotFound(CallOutcome outcome) => outcome is CallOutcome.Refused refused && ErrorCode.IsNotFound(refused.Code);

    /// <summary>A deletion that finds nothing on its second attempt was done by its first one.</summary>
    private static CallOutcome.Answered Done(CallOutcome.Refused refused)
    {
        var answer = new AnswerHead(new(refused.RequestId, Error: null));
        return new(JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Default.AnswerHead), refused.RequestId, refused.AnsweredAt);
    }

    private static string Describe(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Refused refused => $"{refused.Code}, request {refused.RequestId}",
        CallOutcome.Broken broken => broken.Detail,
        _ => "",
    };

    private static partial class Log
    {
        [LoggerMessage(1003, LogLevel.Debug, "{Action} is sent again ({Retry} of {MaxRetries}) in {Delay}: {Reason}")]
        public static partial void Again(ILogger logger, string action, int retry, int maxRetries, string delay, string reason);
    }
}
