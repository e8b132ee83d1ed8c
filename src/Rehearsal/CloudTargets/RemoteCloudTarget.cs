using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>A service that runs elsewhere and in real time: a simulator started by hand, or the cloud itself.</summary>
internal sealed class RemoteCloudTarget(Uri endpoint) : ICloudTarget
{
    private readonly SimulatorControl _control = new(endpoint);

    /// <exception cref="CloudTargetException">Nobody answers there.</exception>
    public static async Task<RemoteCloudTarget> OpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        RemoteCloudTarget cloudTarget = new(endpoint);
        try
        {
            await cloudTarget._control.GreetAsync(cancellationToken);
            return cloudTarget;
        }
        catch
        {
            await cloudTarget.DisposeAsync();
            throw;
        }
    }

    public Uri Endpoint { get; } = endpoint;

    public TimeProvider Clock => TimeProvider.System;

    public Task PauseAsync(TimeSpan length, CancellationToken cancellationToken) => Task.Delay(length, TimeProvider.System, cancellationToken);

    public Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken)
        => _control.CallsAfterAsync(number, cancellationToken);

    public Task<int> AddFaultAsync(JsonObject fault, CancellationToken cancellationToken) => _control.AddFaultAsync(fault, cancellationToken);

    public Task<IReadOnlyList<CloudFault>> FaultsAsync(CancellationToken cancellationToken) => _control.FaultsAsync(cancellationToken);

    public IReadOnlyList<string>? TakeHappened() => null;

    /// <summary>It keeps itself.</summary>
    public void Save()
    {
    }

    public ValueTask DisposeAsync()
    {
        _control.Dispose();
        return ValueTask.CompletedTask;
    }
}
