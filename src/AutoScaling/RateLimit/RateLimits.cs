using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The service counts by action and account, whoever calls; so clients of one process that talk to one place share their permits. They are kept by
/// clock, which keeps virtual clocks of tests apart and lets their permits go with them.
/// </summary>
internal sealed class RateLimits
{
    private static readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<(string Place, double Rate), RateLimits>> Process = [];

    private readonly ConcurrentDictionary<string, ActionBucket> _buckets = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly double _share;

    private RateLimits(TimeProvider clock, double requestsPerSecond)
    {
        _clock = clock;
        _share = requestsPerSecond / CloudAction.UsualRate;
    }

    public static RateLimits Shared(TimeProvider clock, Uri endpoint, double requestsPerSecond) => Process
        .GetValue(clock, static _ => new())
        .GetOrAdd((endpoint.Authority, requestsPerSecond), static (key, clock) => new RateLimits(clock, key.Rate), clock);

    public ActionBucket For(CloudAction action) => _buckets.GetOrAdd(
        action.Service + "/" + action.Name,
        static (_, made) => new ActionBucket(made.Clock, made.Rate),
        (Clock: _clock, Rate: action.PublishedRate * _share));
}
