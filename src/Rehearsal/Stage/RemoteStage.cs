using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Stage;

/// <summary>A service that runs elsewhere and in real time: a simulator started by hand, or the cloud itself.</summary>
internal sealed class RemoteStage(Uri endpoint) : ICloudStage
{
    private readonly SimulatorControl _control = new(endpoint);

    /// <exception cref="StageException">Nobody answers there.</exception>
    public static async Task<RemoteStage> OpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        RemoteStage stage = new(endpoint);
        try
        {
            await stage._control.GreetAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public Uri Endpoint { get; } = endpoint;

    public TimeProvider Clock => TimeProvider.System;

    public Task PauseAsync(TimeSpan length, CancellationToken cancellationToken) => Task.Delay(length, TimeProvider.System, cancellationToken);

    public Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken)
        => _control.CallsAfterAsync(number, cancellationToken);

    public Task AddFaultAsync(JsonObject fault, CancellationToken cancellationToken) => _control.AddFaultAsync(fault, cancellationToken);

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
