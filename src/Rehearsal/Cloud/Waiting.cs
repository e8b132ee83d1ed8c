using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Waits for the cloud, look by look.</summary>
/// <param name="pause">Lets time go by: sleeps beside a real cloud, moves the clock of a simulated one.</param>
/// <param name="clock">The cloud's time, in which the limit counts.</param>
internal sealed class Waiting(Func<TimeSpan, CancellationToken, Task> pause, TimeProvider clock)
{
    /// <summary>Between two polls.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait, as the vendor's provider has it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <param name="isSo">Looks once.</param>
    /// <param name="otherwise">What is so instead, as the end of a sentence.</param>
    /// <exception cref="TimeoutException">It never was so.</exception>
    public async Task UntilAsync(Func<Task<bool>> isSo, string otherwise, CancellationToken cancellationToken)
    {
        DateTimeOffset end = clock.GetUtcNow() + Limit;
        while (!await isSo())
        {
            if (clock.GetUtcNow() >= end)
                throw new TimeoutException($"After {Limit.TotalMinutes} minutes {otherwise}.");
            await pause(Interval, cancellationToken);
        }
    }

    /// <summary>Deletes as soon as nothing uses it any more. What is gone already is what was wanted.</summary>
    /// <inheritdoc cref="UntilAsync"/>
    public Task UntilGoneAsync(Func<Task> delete, string otherwise, CancellationToken cancellationToken) => UntilAsync(
        async () =>
        {
            try
            {
                await delete();
                return true;
            }
            catch (CloudServiceException refused) when (ErrorCode.IsNotFound(refused.Code) || ErrorCode.ClassOf(refused.Code) == "ResourceInUse")
            {
                return ErrorCode.IsNotFound(refused.Code);
            }
        },
        otherwise,
        cancellationToken);
}
