using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>
/// A simulator in this process whose time stands still until somebody looks at a rollout: every poll moves it on by the same step. So a
/// rollout of twenty minutes is over in a second, and the same run gives the same result every time.
/// </summary>
internal sealed class SimulatedCloudTarget : ICloudTarget
{
    /// <summary>How far each poll of a rollout moves the service's time.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    private readonly SimulatorHost _host;
    private readonly SimulatorControl _control;
    private readonly string? _file;
    private readonly ConcurrentQueue<string> _happened = new();

    private SimulatedCloudTarget(SimulatorHost host, string? file)
    {
        (_host, _file) = (host, file);
        _control = new(host.Endpoint);
        Clock = new ServiceClock(host.Cloud);
        host.Faults.Happened += fault => _happened.Enqueue(FaultText.Of(fault));
    }

    public Uri Endpoint => _host.Endpoint;

    public TimeProvider Clock { get; }

    public SimulatedCloud Cloud => _host.Cloud;

    /// <param name="start">The cloud when there is no file.</param>
    /// <param name="seed">Ids and durations are drawn from it.</param>
    /// <param name="file">Where the cloud is kept between runs; null keeps it nowhere.</param>
    /// <exception cref="CloudTargetException">The file cannot be read.</exception>
    public static async Task<SimulatedCloudTarget> OpenAsync(Fleet start, int seed, string? file, CancellationToken cancellationToken)
    {
        SimulatorOptions options = new()
        {
            Clock = new VirtualClock(),
            // Callers live in real time and sign with it; only the service's own time is simulated.
            SignatureClock = TimeProvider.System,
            Fleet = file is not null && File.Exists(file) ? Read(file) : start,
            RandomSeed = seed,
            AdvancePerDescribe = Step,
            // Calls per second mean nothing while the seconds stand still.
            EnforceRateLimits = false,
        };
        return new(await SimulatorHost.StartAsync(options, cancellationToken), file);
    }

    public Task PauseAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _host.Cloud.Advance(length);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CloudCall>> CallsAfterAsync(long number, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<CloudCall>>(
            [.. _host.Calls.Where(call => call.Number > number).Select(call => new CloudCall(call.Number, call.Action, call.ErrorCode))]);

    public Task<int> AddFaultAsync(JsonObject fault, CancellationToken cancellationToken) => _control.AddFaultAsync(fault, cancellationToken);

    public Task<IReadOnlyList<CloudFault>> FaultsAsync(CancellationToken cancellationToken) => _control.FaultsAsync(cancellationToken);

    public IReadOnlyList<string> TakeHappened()
    {
        List<string> taken = [];
        while (_happened.TryDequeue(out string? one))
            taken.Add(one);
        return taken;
    }

    /// <summary>What the last call of an action said.</summary>
    public string LastBody(string action) => _host.Calls.Last(call => call.Action == action).Body;

    public void Save()
    {
        if (_file is null)
            return;
        string beside = _file + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            File.Delete(beside); // One that a crash left may be open to others.
            using (FileStream kept = new(beside, ForTheOwner()))
                kept.Write(FleetJson.Write(_host.Cloud.Snapshot()));
            File.Move(beside, _file, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CloudTargetException($"{_file} cannot be written: {refused.Message}", refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>A service knows user data in clear, whatever secret the stack put into it.</summary>
    private static FileStreamOptions ForTheOwner()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static Fleet Read(string file)
    {
        try
        {
            return FleetJson.Read(File.ReadAllBytes(file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CloudTargetException($"The simulated cloud in {file} cannot be read: {refused.Message}", refused);
        }
        catch (FleetFormatException broken)
        {
            throw new CloudTargetException(
                $"The simulated cloud in {file} cannot be opened: {broken.Message} Remove the file to start with a new one.", broken);
        }
    }

    private sealed class ServiceClock(SimulatedCloud cloud) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => cloud.Now;
    }
}
