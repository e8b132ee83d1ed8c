using Pulumirpc;
using TencentcloudRefresh.Provider;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>
/// One provider process as far as a process can be had inside another: everything that it knows is reached from here, and dropping it is its kill. It is called over
/// the handlers that the gRPC server binds.
/// </summary>
internal sealed class ProviderInProcess
{
    private readonly ShutdownSignal _shutdown = new();
    private readonly StringWriter _said = new();
    private readonly EngineConnection _engine;
    private readonly ProviderService _service;
    private bool _killed;

    private ProviderInProcess(MachineClock clock, int seed, Func<HttpMessageHandler, CallGate> gate)
    {
        var diagnostics = TextWriter.Synchronized(_said);
        _engine = new(diagnostics, clock);
        _service = new(new PluginContext(_engine, _shutdown, clock, _ => null, new("http://127.0.0.1:1/cam/"), diagnostics)
        {
            Client = options => options with { AroundConnections = connections => Gate = gate(connections), Random = new Random(seed) },
        });
        Calls = new(methods => ResourceProvider.BindService(methods, _service));
    }

    public DirectCalls Calls { get; }

    /// <summary>Null before it was configured.</summary>
    public CallGate? Gate { get; private set; }

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public static async Task<(ProviderInProcess Process, IPlugin Plugin)> StartAsync(MachineClock clock, int seed, Func<HttpMessageHandler, CallGate> gate)
    {
        var process = new ProviderInProcess(clock, seed, gate);
        await new ResourceProvider.ResourceProviderClient(process.Calls).HandshakeAsync(new ProviderHandshakeRequest(), cancellationToken: CancellationToken.None);
        return (process, PluginClient.Over("provider in process", process.Calls, TimeSpan.FromSeconds(5), process.EndAsync));
    }

    /// <summary>As a process is told to end: what is in flight answers with its state.</summary>
    public void Terminate() => _shutdown.Stop();

    /// <summary>As kill -9: no line of it runs on, and whoever waits for it sees a broken connection.</summary>
    public void Kill()
    {
        _killed = true;
        Gate?.Kill();
        Calls.Cut();
    }

    private async ValueTask EndAsync()
    {
        if (_killed)
            return; // what it held is dropped with it: to dispose of it would run its code
        Calls.Close();
        await _service.DisposeAsync();
        _engine.Dispose();
    }
}
