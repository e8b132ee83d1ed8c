namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Counts calls per action and caller within each second of the service's time.</summary>
internal sealed class RateLimits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Action, string SecretId), (long Second, int Count)> _counts = [];

    /// <summary>Counts one call.</summary>
    /// <returns>Null, or why it is one too many. A refused call counts as well.</returns>
    public Refusal? Count(string action, string secretId, int perSecond, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        int count;
        lock (_gate)
        {
            var (last, before) = _counts.GetValueOrDefault((action, secretId));
            count = last == second ? before + 1 : 1;
            _counts[(action, secretId)] = (second, count);
        }

        return count <= perSecond
            ? null
            : new("RequestLimitExceeded", $"This was call `{count}` of the second; the limit of the action is `{perSecond}`. Call it less often.");
    }
}
