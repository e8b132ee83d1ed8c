using System.Diagnostics;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>Waits for something that another process, or the other end of a socket, is about to do.</summary>
internal static class Eventually
{
    /// <summary>Looks every few milliseconds; what does not come within <see cref="Bounded.Limit"/> fails the test.</summary>
    public static async Task Is(Func<bool> condition, string what)
    {
        for (var begin = Stopwatch.StartNew(); !condition();)
        {
            if (begin.Elapsed > Bounded.Limit)
                throw new AssertionException($"waited in vain for: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, CancellationToken.None);
        }
    }
}
