using System.Runtime.CompilerServices;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>The rollouts of a recording, looked at again in steps of the time in which they happened.</summary>
internal sealed class RecordedRollouts : IAsyncDisposable
{
    private readonly SimulatorHost _host;
    private readonly AutoScalingClient _api;
    private readonly Recording _recording;

    private RecordedRollouts(SimulatorHost host, Recording recording)
    {
        (_host, _recording) = (host, recording);
        AutoScalingClientOptions options = new() { Region = "ap-guangzhou", Endpoint = host.Endpoint, RequestsPerSecond = RehearsalSettings.MostRequestsPerSecond };
        _api = new(options, new FixedCredentials(OwnKeys.Simulator), TimeProvider.System);
    }

    /// <summary>Lines of the file that are torn, which are passed over.</summary>
    public int TornLines => _recording.TornLines.Length;

    /// <exception cref="CloudTargetException">The file cannot be read, or is no recording.</exception>
    public static async Task<RecordedRollouts> OpenAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            Recording recording = Recording.Read(file.FullName);
            SimulatorOptions options = new() { Clock = new VirtualClock(), SignatureClock = TimeProvider.System, Replay = recording, EnforceRateLimits = false };
            return new(await SimulatorHost.StartAsync(options, cancellationToken), recording);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CloudTargetException(file.Exists ? $"{file} cannot be replayed: {wrong.Message}" : $"There is no {file} to replay.", wrong);
        }
    }

    /// <summary>What was to be seen of the newest rollout, look by look, until the recording ends.</summary>
    /// <param name="step">Time between two looks.</param>
    /// <param name="pause">Awaited between them.</param>
    public async IAsyncEnumerable<(DateTimeOffset At, RolloutProgress Progress)> LooksAsync(
        TimeSpan step, Func<Task> pause, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset now = _host.Cloud.Now;
            DescribeRefreshActivitiesResponse seen = await _api.DescribeAllRefreshActivitiesAsync(new(), cancellationToken);
            if (seen.RefreshActivitySet.MaxBy(activity => (activity.CreatedTime ?? DateTimeOffset.MinValue, activity.IsRollback)) is { } newest)
                yield return (now, RolloutProgress.Of(newest, now));
            if (now > _recording.End)
                yield break;
            _host.Cloud.Advance(step);
            await pause();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _host.DisposeAsync();
    }
}
