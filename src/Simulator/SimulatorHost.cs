using System.Collections.Immutable;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Http;

namespace TencentcloudRefresh.Simulator;

/// <summary>A running simulator. Dispose it to stop it.</summary>
/// <remarks>The bare server, without a host around it: no configuration files, no logging, no container, so that it is there at once.</remarks>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly HttpFront _front;
    private readonly CallLog _calls;
    private readonly ErrorLog _errors;


    private SimulatorHost(KestrelServer server, HttpFront front, SimulatedCloud cloud, CallLog calls, ErrorLog errors, Uri endpoint)
        => (_server, _front, Cloud, _calls, _errors, Endpoint) = (server, front, cloud, calls, errors, endpoint);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:9640/</c>.</summary>
    public Uri Endpoint { get; }

    public int Port => Endpoint.Port;

    /// <summary>What it knows.</summary>
    public SimulatedCloud Cloud { get; }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults => Cloud.Faults;

    /// <summary>The API calls that were received, oldest first.</summary>
    public ImmutableArray<ApiCall> Calls => _calls.After(0);

    /// <summary>Exceptions nobody expected. A test may ask that there are none.</summary>
    public ImmutableArray<Exception> InternalErrors => _errors.All;

    /// <summary>Starts one.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FleetFormatException">The fleet asks for an activity that cannot be.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        options = options.Validated();
        var cloud = new SimulatedCloud(options);
        var (calls, errors) = (new CallLog(options.CallsKept), new ErrorLog());
        var settings = new KestrelServerOptions { AddServerHeader = false, AllowHostHeaderOverride = true };
        // The API has limits of its own, answered in its own words.
        settings.Limits.MaxRequestBodySize = null;
        settings.Listen(options.Address, options.Port, static listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(settings), transport, NullLoggerFactory.Instance);
        var api = new ApiFront(options, cloud, calls, errors);
        var front = new HttpFront(options, api, new ControlEndpoints(options, cloud, calls, api), errors, cloud);
        try
        {
            await server.StartAsync(front, cancellationToken);
        }
        catch
        {
            server.Dispose();
            front.Dispose();
            throw;
        }

        GiveBack(options.Fleet);
        var bound = server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First();
        return new(server, front, cloud, calls, errors, new Uri(bound));
    }

    /// <summary>What reading a large fleet took is not needed again; without this it would be held for as long as memory is plenty.</summary>
    private static void GiveBack(Fleet fleet)
    {
        if (fleet.Groups.Sum(group => group.Instances.Length) > 10_000)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Forgets the calls so far.</summary>
    public void ClearCalls() => _calls.Clear();

    /// <summary>Carries out an action as the API would, without a signature.</summary>
    /// <param name="action">As in X-TC-Action.</param>
    /// <param name="json">Its input.</param>
    /// <returns>The answer's JSON, envelope included.</returns>
    public string Call(string action, string json = "{}") => _front.CallUnsigned(action, json);

    public async ValueTask DisposeAsync()
    {
        _front.Stop();
        // Whoever waits for a late answer waits in vain.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        _server.Dispose();
        _front.Dispose();
    }
}
