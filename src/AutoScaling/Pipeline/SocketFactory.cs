namespace TencentcloudRefresh.AutoScaling;

/// <summary>Connections of a client.</summary>
internal static class SocketFactory
{
    public static HttpMessageInvoker Make(Uri endpoint) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a signature is for one host
        UseCookies = false,
        UseProxy = !endpoint.IsLoopback, // a proxy's loopback is another machine
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20), // well below a gateway's patience, so that no write meets a connection being closed
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
    });
}
