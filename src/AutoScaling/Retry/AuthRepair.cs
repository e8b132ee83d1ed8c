using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The two refusals that we can do something about, each once a call: a clock that is off is corrected from the service's Date header, credentials
/// that are not known (any more) are looked up anew. The call was refused before anything was done, so any action may go again.
/// </summary>
internal sealed partial class AuthRepair(ICredentialSource credentials, ServiceClock time, ILogger log)
{
    /// <summary>What has been tried for one call.</summary>
    public sealed class Tried
    {
        public bool Clock { get; set; }

        public bool Credentials { get; set; }
    }

    /// <summary>Whether something was repaired, so that the same call may work now.</summary>
    public async ValueTask<bool> TryAsync(CallOutcome outcome, Tried tried, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case CallOutcome.Refused { Kind: RefusalKind.ClockSkew, Date: { } date } when !tried.Clock:
                tried.Clock = true;
                time.Correct(date);
                Log.ClockCorrected(log, Spans.Of(time.Offset), time.Offset > TimeSpan.Zero ? "behind" : "ahead of");
                return true;

            case CallOutcome.Refused { Kind: RefusalKind.StaleCredentials, SignedWith: { } refused } when !tried.Credentials:
                tried.Credentials = true;
                credentials.Invalidate(refused);
                var found = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
                var areOthers = (found.SecretId, found.SecretKey, found.Token) != (refused.SecretId, refused.SecretKey, refused.Token);
                if (areOthers)
                    Log.CredentialsRenewed(log, found.Source);
                return areOthers;

            default:
                return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning,
            "This machine's clock is {Offset} {Side} the service's; calls are signed with the service's time")]
        public static partial void ClockCorrected(ILogger logger, string offset, string side);

        [LoggerMessage(1002, LogLevel.Information, "The service did not know the credentials; found others: {Source}")]
        public static partial void CredentialsRenewed(ILogger logger, string source);
    }
}
