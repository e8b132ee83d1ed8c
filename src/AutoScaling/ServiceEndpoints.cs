namespace TencentcloudRefresh.AutoScaling;

/// <summary>Where each service of the cloud is: a host for each, all under one root domain, since a machine may reach the names of one domain
/// only.</summary>
/// <remarks>Source: the "Request structure" page of each service's API. <c>as</c> is Auto Scaling, <c>sts</c> the token service, <c>cvm</c> the
/// machines.</remarks>
public sealed record ServiceEndpoints
{
    /// <summary>The root domain of the China site, which international accounts reach as well.</summary>
    public const string PublicDomain = "tencentcloudapi.com";

    private const string AutoScalingService = "as", TokenServiceName = "sts";

    /// <summary>The address of Auto Scaling. Default <see langword="null"/>: <c>https://as.</c><see cref="Domain"/>.</summary>
    public Uri? AutoScaling { get; init; }

    /// <summary>The address of the token service. Default <see langword="null"/>: as that of any other service.</summary>
    public Uri? TokenService { get; init; }

    /// <summary>The root domain, if need be with a port: <c>intl.tencentcloudapi.com</c>, <c>internal.tencentcloudapi.com</c>. Default
    /// <see langword="null"/>: that of <see cref="AutoScaling"/>, else <see cref="PublicDomain"/>.</summary>
    public string? Domain { get; init; }

    /// <summary>The address of a service.</summary>
    /// <param name="service">Its label in host names and signatures, such as <c>cvm</c>.</param>
    /// <remarks>
    /// An address of Auto Scaling on this machine stands for all services: a simulator answers for each of them, and nothing leaves the machine. One
    /// that does not begin with <c>as.</c> (a number, a gateway of one's own) stands for all unless <see cref="Domain"/> is set.
    /// </remarks>
    public Uri For(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        if (service == TokenServiceName && TokenService is { } tokens)
            return tokens;
        if (AutoScaling is not { } given)
            return Under(Domain ?? PublicDomain, service);
        if (service == AutoScalingService || given.IsLoopback)
            return given;
        if (Domain is { } domain)
            return Under(domain, service);
        const string label = AutoScalingService + ".";
        return given.HostNameType is UriHostNameType.Dns && given.Host.StartsWith(label, StringComparison.Ordinal)
            ? new UriBuilder(given) { Host = $"{service}.{given.Host[label.Length..]}" }.Uri
            : given;
    }

    /// <summary>What is wrong with an address of Auto Scaling, or <see langword="null"/>: the root domain of all services, or the host of another one,
    /// would be asked in vain.</summary>
    /// <param name="endpoint">The address.</param>
    public static string? FaultOfEndpoint(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var host = endpoint.Host;
        if (host != PublicDomain && !host.EndsWith("." + PublicDomain, StringComparison.Ordinal))
            return null;
        return host.StartsWith(AutoScalingService + ".", StringComparison.Ordinal)
            ? null
            : $"must be the host of Auto Scaling, such as as.{PublicDomain}; the root domain of all services is set with domain; was \"{host}\"";
    }

    /// <summary>What is wrong with a root domain, or <see langword="null"/>.</summary>
    /// <param name="domain">The domain.</param>
    public static string? FaultOfDomain(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var shown = SafeText.Line(domain, SafeText.MaxWord);
        if (domain.Length is 0 or > 253 || domain.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or ':'))
            || !Uri.TryCreate($"https://{AutoScalingService}.{domain}", UriKind.Absolute, out var address)
            || address is not { HostNameType: UriHostNameType.Dns, PathAndQuery: "/" })
        {
            return $"must be the root domain of the services, such as intl.{PublicDomain}, without scheme or path; was \"{shown}\"";
        }

        return domain.StartsWith(AutoScalingService + ".", StringComparison.OrdinalIgnoreCase)
            ? $"must be the root domain of all services; the host of Auto Scaling alone is set with endpoint; was \"{shown}\""
            : null;
    }

    private static Uri Under(string domain, string service) => new($"https://{service}.{domain}");
}
