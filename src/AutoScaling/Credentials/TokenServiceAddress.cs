namespace TencentcloudRefresh.AutoScaling;

/// <summary>Where the token service of an Auto Scaling endpoint is: under the same domain, since a host may reach the names of one domain only.</summary>
internal static class TokenServiceAddress
{
    /// <summary><c>as.tencentcloudapi.com</c> gives <c>sts.tencentcloudapi.com</c>, <c>as.internal.tencentcloudapi.com</c>
    /// <c>sts.internal.tencentcloudapi.com</c>. An address without a domain (this machine, a number, a bare name) is taken as it is: whatever stands
    /// there answers for all services.</summary>
    public static Uri For(Uri endpoint)
    {
        var dot = endpoint.Host.IndexOf('.', StringComparison.Ordinal);
        return endpoint.IsLoopback || endpoint.HostNameType is not UriHostNameType.Dns || dot < 0
            ? endpoint
            : new UriBuilder(endpoint) { Host = "sts" + endpoint.Host[dot..] }.Uri;
    }
}
