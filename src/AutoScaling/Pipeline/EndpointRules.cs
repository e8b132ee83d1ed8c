namespace TencentcloudRefresh.AutoScaling;

/// <summary>What an endpoint must look like before anything signed is sent there.</summary>
internal static class EndpointRules
{
    public static IEnumerable<string> Faults(string name, Uri endpoint, bool allowInsecure)
    {
        if (!endpoint.IsAbsoluteUri)
        {
            yield return $"{name} must be an absolute address such as https://as.tencentcloudapi.com, was '{endpoint}'";
            yield break;
        }

        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && !allowInsecure)
        {
            yield return $"{name} is plain HTTP to {endpoint.Authority}: use https, " +
                $"or set {nameof(AutoScalingClientOptions.AllowInsecureEndpoint)} if it is acceptable that requests can be read in transit";
        }
        else if (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps)
            yield return $"{name} must be https (or http on this machine), was {endpoint.Scheme}";
        // The value is not shown, since it may hold a password.
        if (endpoint.PathAndQuery is not "/" || endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0)
            yield return $"{name} must be a host with at most a port: the service knows no path, and credentials do not belong there";
    }
}
