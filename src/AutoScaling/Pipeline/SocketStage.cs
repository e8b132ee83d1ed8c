using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Sends bytes, reads bytes, and tells apart what can go wrong with either.</summary>
internal sealed class SocketStage(HttpMessageInvoker http, Uri endpoint, ServiceClock time, AutoScalingClientOptions options)
{
    /// <summary>What this client takes. The service itself refuses answers above 50 MB and wants them asked for in parts; so do we, earlier: an
    /// answer costs several times its size while it is read.</summary>
    private const int LargestAnswer = 16 << 20;

    public async Task<CallOutcome> SendAsync(SignedCall signed, CancellationToken cancellationToken)
    {
        using var body = new BodyContent(signed.Call.Body, signed.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = body };
        request.Headers.Host = signed.Host;
        foreach (var (name, value) in signed.Headers)
            request.Headers.TryAddWithoutValidation(name, value); // the typed Authorization header does not accept the scheme's commas

        using var attempt = new CancellationTokenSource(options.AttemptTimeout, options.NetworkClock);
        using var grace = new Grace(options, attempt, answerMatters: () => signed.Call.Action.IsWrite && body.HasLeft);
        using var asked = cancellationToken.UnsafeRegister(static grace => ((Grace)grace!).Begin(), grace);
        try
        {
            using var response = await http.SendAsync(request, attempt.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, attempt.Token).ConfigureAwait(false);
            return Read(response, await response.Content.ReadAsByteArrayAsync(attempt.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            // Cancelled or not, the caller must learn that something may have been made.
            return signed.Call.Action.IsWrite && body.HasLeft
                ? new CallOutcome.Broken(TransportFault.TimedOut, "the call was cancelled before its answer came", cancelled)
                : throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken); // the caller knows its own token only
        }
        catch (OperationCanceledException late)
        {
            var limit = options.AttemptTimeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            return body.HasLeft
                ? new CallOutcome.Broken(TransportFault.TimedOut, $"no answer within {limit} s", late)
                : new CallOutcome.Broken(TransportFault.NotSent, $"{signed.Host} could not be reached in time", late);
        }
        catch (HttpRequestException large) when (large.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return TooLarge(signed.Call.Action);
        }
        catch (HttpRequestException unsafely) when (!body.HasLeft && CertificateTrouble(unsafely) is { } refused)
        {
            return new CallOutcome.Broken(
                TransportFault.CertificateRefused,
                $"the certificate of {signed.Host} is not trusted ({refused.Message.TrimEnd('.')}); check the endpoint, the certificates that this " +
                "machine trusts, and any proxy on the way that opens TLS",
                refused);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return body.HasLeft
                ? new CallOutcome.Broken(TransportFault.ConnectionLost, $"the connection to {signed.Host} broke ({Describe(broken)})", broken)
                : new CallOutcome.Broken(TransportFault.NotSent, $"{signed.Host} could not be reached ({Describe(broken)})", broken);
        }
    }

    private CallOutcome Read(HttpResponseMessage response, byte[] bytes)
    {
        AnswerHead.Head? head;
        try
        {
            bytes = WireText.Repair(bytes);
            head = JsonSerializer.Deserialize(bytes, WireJson.Default.AnswerHead)?.Response;
        }
        catch (JsonException)
        {
            return response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not "text/html"
                ? new CallOutcome.Broken(TransportFault.Garbled, $"{bytes.Length} bytes that are not whole JSON")
                : NotTheService(response, bytes);
        }

        // The envelope counts, whatever the status line says: the service tells refusals with 200.
        var answeredAt = response.Headers.Date ?? time.Now;
        return head switch
        {
            null or { RequestId: null or "", Error: null } when !response.IsSuccessStatusCode => NotTheService(response, bytes),
            null => new CallOutcome.Broken(TransportFault.Garbled, "JSON without a Response"),
            { RequestId: null or "" } => new CallOutcome.Broken(TransportFault.Garbled, "an answer without a request id"),
            { Error: { } error } => new CallOutcome.Refused(
                SafeText.Line(error.Code ?? "", SafeText.MaxWord), error.Message ?? "", SafeText.Line(head.RequestId, SafeText.MaxWord), answeredAt, response.Headers.Date),
            _ when !response.IsSuccessStatusCode => NotTheService(response, bytes),
            _ => new CallOutcome.Answered(bytes, SafeText.Line(head.RequestId, SafeText.MaxWord), answeredAt),
        };
    }

    private static CallOutcome.Broken NotTheService(HttpResponseMessage response, byte[] bytes)
    {
        var type = SafeText.Line(response.Content.Headers.ContentType?.MediaType ?? "no type", SafeText.MaxWord);
        var target = response.Headers.Location is { IsAbsoluteUri: true, Host.Length: > 0 } location
            ? $", a redirect to {SafeText.Line(location.Authority, SafeText.MaxWord)}"
            : "";
        return new(
            TransportFault.NotTheService,
            $"something on the way answered with HTTP {(int)response.StatusCode} and {bytes.Length} bytes of {type}{target}");
    }

    /// <summary>A read is told what the service would have told, so that whoever asked asks for less.</summary>
    private CallOutcome TooLarge(CloudAction action)
    {
        var message = $"the answer is larger than the {LargestAnswer >> 20} MiB that this client takes";
        return action.IsWrite
            ? new CallOutcome.Broken(TransportFault.Garbled, message)
            : new CallOutcome.Refused(ErrorCode.ResponseSizeLimitExceeded, message, "none", time.Now, Date: null);
    }

    /// <summary>As opposed to a handshake that fails otherwise, which may work the next time. The platform tells it in words only.</summary>
    private static AuthenticationException? CertificateTrouble(HttpRequestException broken)
        => broken.InnerException is AuthenticationException refused && refused.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? refused
            : null;

    private static string Describe(Exception broken) => broken switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known => known.HttpRequestError.ToString(),
        HttpIOException known => known.HttpRequestError.ToString(),
        _ => (broken.InnerException ?? broken).Message,
    };

    /// <summary>Knows whether any of it was handed to a connection: a call without its body cannot have acted, whatever went wrong.</summary>
    private sealed class BodyContent : ByteArrayContent
    {
        public BodyContent(byte[] bytes, string contentType)
            : base(bytes) => Headers.ContentType = new MediaTypeHeaderValue(contentType);

        public bool HasLeft { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasLeft = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            HasLeft = true;
            return base.SerializeToStreamAsync(stream, context);
        }
    }
}
