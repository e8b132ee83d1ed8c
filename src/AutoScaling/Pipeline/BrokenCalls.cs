using System.Net.Sockets;
using System.Security.Authentication;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Tells at which step of its way a call broke. The platform has a code for most of it; the rest is in its words only.</summary>
internal static class BrokenCalls
{
    /// <param name="broken">What the platform threw.</param>
    /// <param name="hasLeft">Whether any of the call was handed to a connection.</param>
    /// <param name="host">Where it should have gone.</param>
    /// <param name="proxy">The proxy on the way, for people; null if there is none.</param>
    public static CallOutcome.Broken Of(Exception broken, bool hasLeft, string host, string? proxy)
    {
        if (hasLeft)
            return new(TransportFault.ConnectionLost, $"the connection to {host}{Through(proxy)} broke ({Describe(broken)})", broken);
        var error = (broken as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return error switch
        {
            HttpRequestError.SecureConnectionError when CertificateTrouble(broken) is { } refused => new(
                TransportFault.CertificateRefused,
                $"the certificate of {host}{Through(proxy)} is not trusted ({refused.Message.TrimEnd('.')}); check the endpoint, the certificates " +
                "that this machine trusts, and any proxy that intercepts TLS",
                refused)
            { Step = TransportStep.Certificate },
            HttpRequestError.SecureConnectionError
                => NotSent(TransportStep.Tls, $"no TLS connection to {host}{Through(proxy)} could be made ({Innermost(broken).TrimEnd('.')})"),
            HttpRequestError.ProxyTunnelError
                => NotSent(TransportStep.Proxy, $"{proxy ?? "the proxy"} did not let the call through to {host} ({Innermost(broken).TrimEnd('.')})"),
            _ when proxy is not null => NotSent(TransportStep.Proxy, $"{proxy} could not be reached ({Describe(broken)})"),
            HttpRequestError.NameResolutionError => NotSent(TransportStep.NameLookup, $"the name {host} was not found ({Describe(broken)})"),
            _ => NotSent(TransportStep.Connection, $"{host} could not be reached ({Describe(broken)})"),
        };

        CallOutcome.Broken NotSent(TransportStep step, string detail) => new(TransportFault.NotSent, detail, broken) { Step = step };
    }

    public static string Through(string? proxy) => proxy is null ? "" : $" through {proxy}";

    /// <summary>As opposed to a handshake that fails otherwise, which may work the next time. The platform tells it in words only.</summary>
    private static AuthenticationException? CertificateTrouble(Exception broken)
        => broken.InnerException is AuthenticationException refused && refused.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? refused
            : null;

    private static string Describe(Exception broken) => broken switch
    {
        _ when broken.GetBaseException() is SocketException socket => $"{socket.SocketErrorCode}",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known => known.HttpRequestError.ToString(),
        HttpIOException known => known.HttpRequestError.ToString(),
        _ => Innermost(broken),
    };

    private static string Innermost(Exception broken) => (broken.InnerException ?? broken).Message;
}
