using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>
/// A gRPC server for unary calls: HTTP/2 with prior knowledge, in clear, on the loopback address. It is Kestrel alone, without a host around it:
/// no configuration sources, no logging, no signal handlers, nothing on the console, and a start in milliseconds.
/// </summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly GrpcApplication _application;
    private readonly GrpcServerOptions _options;
    private readonly Lazy<Task> _stopped;

    private GrpcServer(KestrelServer kestrel, GrpcApplication application, GrpcServerOptions options)
    {
        _kestrel = kestrel;
        _application = application;
        _options = options;
        _stopped = new(StopAsync);
    }

    public int Port { get; private set; }

    /// <summary>"127.0.0.1:PORT", as the engine and its plugins tell each other.</summary>
    public string Address => $"{IPAddress.Loopback}:{Port}";

    /// <summary>Starts a server with the default options. It accepts calls once the task is done.</summary>
    public static Task<GrpcServer> StartAsync(Action<UnaryEndpoints> map, CancellationToken cancellationToken)
        => StartAsync(map, new GrpcServerOptions(), cancellationToken);

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GrpcServer> StartAsync(Action<UnaryEndpoints> map, GrpcServerOptions options, CancellationToken cancellationToken)
    {
        var endpoints = new UnaryEndpoints();
        map(endpoints);
        var application = new GrpcApplication(endpoints.ToTable(), options);
        var kestrel = new KestrelServer(
            Options.Create(KestrelOptions(options.Port)),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        var server = new GrpcServer(kestrel, application, options);
        try
        {
            await kestrel.StartAsync(application, cancellationToken);
            server.Port = new Uri(kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends the tokens of the calls in flight, lets them answer within <see cref="GrpcServerOptions.ShutdownGrace"/>, then closes all connections.
    /// </summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    internal static KestrelServerOptions KestrelOptions(int port)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        // A peer that pauses is not an attacker here: it is an engine between two steps, or a person in a debugger.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        // Not infinite: Kestrel turns that into a number of ticks that overflows, and closes every idle connection at its next heartbeat.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        // One connection carries all calls, and a program may register thousands of resources at once.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
        return kestrel;
    }

    private async Task StopAsync()
    {
        await _application.StopAsync();
        using (var grace = new CancellationTokenSource(_options.ShutdownGrace, _options.Clock))
            await _kestrel.StopAsync(grace.Token);
        _kestrel.Dispose();
        _application.Dispose();
    }
}
