using System.Net;
using System.Net.Sockets;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Asks a URL from this machine: the one place of the domain where HTTP is spoken.</summary>
/// <remarks>
/// Each question has a connection of its own, so that a balancer chooses anew. Redirects are not followed and cookies are not kept: what is asked for is
/// the status of this URL. Of the answer only its head is read.
/// </remarks>
internal static class HttpProbe
{
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <summary>Never throws but for the token.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The time for the answer is measured on the machine's clock, also where everything else runs on a virtual one: sockets live in real time.</remarks>
    public static async Task<HttpAnswer> AskAsync(HttpCheck check, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(check.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, check.Url);
            request.Headers.TryAddWithoutValidation("User-Agent", "tencentcloud-refresh");
            using var response = await Http.SendAsync(request, either.Token);
            return new HttpAnswer.Status((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer.Silent($"no answer within {Times.Span(check.Timeout)}");
        }
        catch (HttpRequestException failure)
        {
            return IsNoWay(failure) ? new HttpAnswer.Unreachable(Describe(failure)) : new HttpAnswer.Silent(Describe(failure));
        }
        catch (Exception failure) when (failure is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return new HttpAnswer.Unreachable("it is not a URL that can be requested");
        }
    }

    /// <summary>A refused connection says something about the service; a name or a way that is not known says something about this machine.</summary>
    private static bool IsNoWay(HttpRequestException failure)
        => failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError
            || failure.InnerException is SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown };

    /// <summary>The kind only: the platform's words may repeat the URL.</summary>
    private static string Describe(HttpRequestException failure) => failure switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "the connection was refused",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "its name could not be resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
        { StatusCode: HttpStatusCode status } => $"a proxy answered {(int)status}",
        _ => $"the connection failed ({failure.HttpRequestError})",
    };
}
