using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>
/// A gRPC server: HTTP/2 with prior knowledge, in clear, on the loopback address, on a host that has nothing else: no configuration sources, no logging,
/// no signal handlers, nothing on the console.
/// </summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly GrpcServerOptions _options;
    private readonly Lazy<Task> _stopped;

    private GrpcServer(WebApplication host, GrpcServerOptions options)
    {
        _host = host;
        _options = options;
        _stopped = new(StopAsync);
    }

    public int Port { get; private set; }

    /// <summary>"127.0.0.1:PORT", as the engine and its plugins tell each other.</summary>
    public string Address => $"{IPAddress.Loopback}:{Port}";

    /// <summary>Starts a server with the default options. It accepts calls once the task is done.</summary>
    /// <inheritdoc cref="StartAsync(Action{ServiceTable}, GrpcServerOptions, CancellationToken)"/>
    public static Task<GrpcServer> StartAsync(Action<ServiceTable> bind, CancellationToken cancellationToken)
        => StartAsync(bind, new GrpcServerOptions(), cancellationToken);

    /// <param name="bind">Binds the services, each with its generated <c>BindService</c> or method by method. Only unary methods are served.</param>
    /// <param name="options">Limits and the shutdown.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GrpcServer> StartAsync(Action<ServiceTable> bind, GrpcServerOptions options, CancellationToken cancellationToken)
    {
        var methods = new ServiceTable(options.HandlerFailed);
        bind(methods);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton<IServiceMethodProvider<ServedMethods>>(new ServedMethods.Provider(methods));
        builder.Services.AddSingleton<ServedMethods>();
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (options.MaxRequestBytes, null));
        var server = new GrpcServer(builder.Build(), options);
        try
        {
            server._host.MapGrpcService<ServedMethods>();
            await server._host.StartAsync(cancellationToken);
            server.Port = new Uri(server._host.Urls.Single()).Port;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the calls in flight answer within <see cref="GrpcServerOptions.ShutdownGrace"/>, then ends their tokens and closes all connections.</summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    internal static void Configure(KestrelServerOptions kestrel, GrpcServerOptions options)
    {
        kestrel.AddServerHeader = false;
        // A peer that pauses is not an attacker here: it is an engine between two steps, or a person in a debugger.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        // Not infinite: Kestrel turns that into a number of ticks that overflows, and closes every idle connection at its next heartbeat.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxCallsPerConnection;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http2);
    }

    private async Task StopAsync()
    {
        using (var grace = new CancellationTokenSource(_options.ShutdownGrace, _options.Clock))
            await _host.StopAsync(grace.Token);
        await _host.DisposeAsync();
    }

    /// <summary>Signals and the end of the process are the program's own affair.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
