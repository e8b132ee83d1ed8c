using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>
/// What it is compared with: a start, and a poll loop of its own for each rollout that waits 0.5, 1, 2, 4, 8, then 10 seconds, and asks again after a refusal.
/// So does the vendor's provider, by its published source.
/// </summary>
internal sealed class PollLoops : IRolloutRunner
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly AutoScalingClient _client;

    public PollLoops(Uri endpoint) => _client = new(
        // No pace of its own and no repetition: the loop is the repetition.
        new() { Region = "ap-guangzhou", Endpoint = endpoint, RequestsPerSecond = 1000, Retry = new() { MaxRetries = 0 } },
        new FixedCredentials(new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001")), TimeProvider.System);

    public string Usage => "plugin                   none";

    public async Task<RolloutEnd> RollAsync(string groupId, int batches)
    {
        var started = await RepeatedAsync(() => _client.StartInstanceRefreshAsync(
            new()
            {
                AutoScalingGroupId = groupId,
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = batches } },
            }, CancellationToken.None));
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            await Task.Delay(wait, TimeProvider.System);
            var seen = await RepeatedAsync(() => _client.DescribeRefreshActivitiesAsync(
                new() { RefreshActivityIds = [started.RefreshActivityId] }, CancellationToken.None));
            if (seen.RefreshActivitySet is [{ IsAlive: false }])
                return new(started.RefreshActivityId, TimeProvider.System.GetUtcNow());
        }
    }

    private static async Task<T> RepeatedAsync<T>(Func<Task<T>> call)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await call();
            }
            catch (CloudServiceException refused) when (refused.Kind == RefusalKind.Throttled)
            {
                await Task.Delay(wait, TimeProvider.System);
            }
        }
    }

    public void Dispose() => _client.Dispose();
}
