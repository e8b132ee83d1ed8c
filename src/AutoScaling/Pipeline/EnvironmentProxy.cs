using System.Net;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The machine's proxy, except for this machine itself: a proxy's loopback is another machine.</summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => throw new NotSupportedException("The machine's proxy is set outside.");
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);

    /// <summary>The proxy on the way to an address and the variable that names it, for people; null if there is none. A password in the variable is
    /// not shown.</summary>
    public static string? Describe(Uri destination)
        => new EnvironmentProxy().GetProxy(destination) is { } proxy && proxy != destination
            ? $"the proxy {proxy.Scheme}://{proxy.Authority} ({VariableOf(destination, proxy)})"
            : null;

    /// <summary>In the order in which the platform reads them.</summary>
    private static string VariableOf(Uri destination, Uri proxy)
    {
        string[] names = destination.Scheme == Uri.UriSchemeHttps
            ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
            : ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
        var named = names.FirstOrDefault(
            name => Environment.GetEnvironmentVariable(name)?.Contains(proxy.Host, StringComparison.OrdinalIgnoreCase) == true);
        return named is null ? "named by this machine's settings" : $"named by {named}";
    }
}
