namespace TencentcloudRefresh.AutoScaling;

/// <summary>Connections of a client, to whatever hosts it talks.</summary>
internal static class SocketFactory
{
    /// <param name="around">See <see cref="AutoScalingClientOptions.AroundConnections"/>.</param>
    public static HttpMessageInvoker Make(Func<HttpMessageHandler, HttpMessageHandler>? around = null)
    {
        var connections = Connections();
        return new(around?.Invoke(connections) ?? connections);
    }

    private static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false, // a signature is for one host
        UseCookies = false,
        Proxy = new EnvironmentProxy(),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20), // well below a gateway's timeout, so that no write meets a connection being closed
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
    };
}
