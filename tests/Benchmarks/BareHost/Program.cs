using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateEmptyBuilder(new());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
await using var host = builder.Build();
await host.StartAsync();
Console.WriteLine(new Uri(host.Urls.Single()).Port);
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
