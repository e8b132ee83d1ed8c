using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>An HTTP server that answers whatever a test writes, right or wrong.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RawServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single()["http://".Length..];

    public static async Task<RawServer> StartAsync(RequestDelegate answer, HttpProtocols protocols = HttpProtocols.Http2)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await answer(context);
        });
        await app.StartAsync(CancellationToken.None).Soon();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
