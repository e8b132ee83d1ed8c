using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>One call that reached the service.</summary>
internal sealed record CloudCall(long Number, string Action, string? ErrorCode);

/// <summary>A fault that is planned.</summary>
/// <param name="Text">In the short form, <c>kind=failOnce,instanceId=ins-…</c>.</param>
/// <param name="Happened">So often by now.</param>
internal sealed record CloudFault(int Number, string Text, int Happened);

/// <summary>The cloud that a rehearsal runs against: a simulator in this process, or a service somewhere.</summary>
internal interface ICloudTarget : IAsyncDisposable
{
    Uri Endpoint { get; }

    /// <summary>The service's time.</summary>
    TimeProvider Clock { get; }

    /// <summary>Lets some of the service's time go by: moves a simulated clock, waits beside a real one.</summary>
    Task PauseAsync(TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Calls after a number, oldest first. Empty when the service does not report them.</summary>
    Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken);

    /// <returns>Its number.</returns>
    /// <exception cref="CloudTargetException">The service takes no faults, or not this one.</exception>
    Task<int> AddFaultAsync(JsonObject fault, CancellationToken cancellationToken);

    /// <summary>The faults that are planned and not used up. Empty where the service knows of none.</summary>
    Task<IReadOnlyList<CloudFault>> FaultsAsync(CancellationToken cancellationToken);

    /// <summary>The faults that have happened since this was asked last; null where only a comparison of <see cref="FaultsAsync"/> can tell.</summary>
    IReadOnlyList<string>? TakeHappened();

    /// <summary>Keeps the cloud for the next run, where it would not keep itself.</summary>
    void Save();
}
