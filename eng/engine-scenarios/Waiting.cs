namespace TencentcloudRefresh.EngineScenarios;

/// <summary>Waiting for something to become true, never for ever.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ScenarioFailedException">It has not become true in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isTrue, TimeSpan limit, string what)
    {
        using CancellationTokenSource late = new(limit, TimeProvider.System);
        while (!await isTrue())
        {
            if (late.IsCancellationRequested)
                throw new ScenarioFailedException($"not after {limit.TotalSeconds:0} s: {what}");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
